"""Pictures for a large demo: two for each kind of product, shared by all products of that kind."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.db import reset_queries, transaction

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.prepare import Prepared, prepare
from products.catalogue.photos.store import FOLDER, save_renditions
from products.catalogue.refresh import refresh_products
from rumah.core.images import shelf
from rumah.demo import plan
from rumah.demo.pictures.draw import draw_to

CHUNK = 2000
VIEWS = ("dekat", "kemasan")
Shared = dict[str, list[tuple[Prepared, str, dict[str, dict[str, str | int]]]]]


def hang(*, businesses: int, products: int, seed: int) -> None:
    """Give every product of the demo the two pictures of its kind; the files exist once."""
    with shelf.all_or_nothing():
        shared = _drawn(seed)
        rows = _kinds(businesses=businesses, products=products, seed=seed)
        while chunk := list(islice(rows, CHUNK)):
            with transaction.atomic():
                refresh_products(_hang(chunk, shared))
            # With DEBUG on Django remembers every statement.
            reset_queries()


def _drawn(seed: int) -> Shared:
    found: Shared = {}
    with tempfile.TemporaryDirectory(prefix="contoh-") as folder:
        for kind in plan.kinds().values():
            for view in VIEWS:
                path = Path(folder) / f"{kind.kind}-{view}.jpg"
                draw_to((str(path), kind.kind, view, str(seed), kind.names[0], "Banyuwangi"))
                prepared = prepare(path, quick=True)
                name = shelf.save(FOLDER, "jpg", prepared.accepted.content)
                found.setdefault(kind.kind, []).append((prepared, name, save_renditions(prepared.renditions)))
    return found


def _kinds(*, businesses: int, products: int, seed: int) -> Iterator[tuple[str, str]]:
    for offer in plan.offers(businesses=businesses, products=products, seed=seed):
        yield offer.code, offer.kind.kind


def _hang(chunk: Sequence[tuple[str, str]], shared: Shared) -> list[int]:
    kinds = dict(chunk)
    # Codes run on over all shops of a demo, so the code alone tells the product.
    products = list(
        Product.objects.filter(business__code__startswith=plan.CODE, code__in=kinds, photos=None).only(
            "pk", "code", "name"
        )
    )
    ProductPhoto.objects.bulk_create(
        [
            ProductPhoto(
                product=product, original=name, width=prepared.accepted.width, height=prepared.accepted.height,
                source_digest=prepared.accepted.digest, alt=product.name, position=position, renditions=renditions,
            )
            for product in products
            for position, (prepared, name, renditions) in enumerate(shared[kinds[product.code]])
        ],
        batch_size=CHUNK,
    )  # fmt: skip
    return [product.pk for product in products]
