"""Write the new photos of a chunk of products."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.store import store
from products.intake.comparing import Known
from products.intake.photos import pictures
from products.intake.preparing import prepared_file
from products.intake.staging import Item, Spool
from products.intake.writing import Counts


def write_photos(
    spool: Spool, chunk: Sequence[Item], there: Known, folder: Path, *, now: datetime, counts: Counts
) -> set[int]:
    """Store every photo a product does not have yet and return the products that got one.

    The text for people who cannot see it is the product's name; an import takes no photo away.
    """
    named = {there.products[item.business, item.code].pk: pictures(spool, item.business, item.code) for item in chunk}
    have: dict[int, set[str]] = {}
    for product, digest in ProductPhoto.objects.filter(product_id__in=named).values_list("product_id", "source_digest"):
        have.setdefault(product, set()).add(digest)
    names = {product.pk: product.name for product in there.products.values()}
    touched = set()
    for pk, photos in sorted(named.items()):
        for _name, digest, position in photos:
            if digest in have.setdefault(pk, set()):
                counts.photos.same += 1
                continue
            store(product_id=pk, prepared=prepared_file(folder / digest), alt=names[pk], position=position)
            have[pk].add(digest)
            counts.photos.new += 1
            touched.add(pk)
    Product.objects.filter(pk__in=touched).update(updated_at=now)
    return touched
