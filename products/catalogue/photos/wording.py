"""Words for a photo that has none yet. Content of the listing, so in the listing's language and not the reader's."""

from collections.abc import Collection

from products.catalogue.models import Product, ProductPhoto

LONGEST = 160
MAX_PHOTOS = 12


def suggested(product: Product, number: int) -> str:
    """Return what the product's photo number `number` (from 1) most likely shows; never the name of a file."""
    name = " ".join(product.name.split())
    kind = product.category.name
    first = name if kind.casefold() in name.casefold() else f"{name}, {kind.lower()}"
    return (first if number == 1 else f"{name}, foto {number}")[:LONGEST]


def suggestions(product: Product) -> frozenset[str]:
    """Return everything that may be suggested for a photo of the product as it is now."""
    return frozenset(suggested(product, number) for number in range(1, MAX_PHOTOS + 1))


def renumber(product: Product, *, known: Collection[str] | None = None) -> None:
    """Let suggested words follow the order and the name, in the caller's transaction and under the product's lock.

    Words that an owner wrote stay: only what is still word for word a suggestion is changed, of the product as it is or
    of `known`, what was suggested before it was renamed. The caller refreshes the product.
    """
    ours = suggestions(product) if known is None else known
    changed = []
    for number, photo in enumerate(product.photos.only("alt", "product_id"), start=1):
        if photo.alt in ours and photo.alt != (words := suggested(product, number)):
            photo.alt = words
            changed.append(photo)
    ProductPhoto.objects.bulk_update(changed, ["alt"])
