"""Words for a photo that has none yet. Content of the listing, so in the listing's language and not the reader's."""

from products.catalogue.models import Product

LONGEST = 160


def suggested(product: Product, number: int) -> str:
    """Return what the product's photo number `number` (from 1) most likely shows; never the name of a file."""
    name = " ".join(product.name.split())
    kind = product.category.name
    first = name if kind.casefold() in name.casefold() else f"{name}, {kind.lower()}"
    return (first if number == 1 else f"{name}, foto {number}")[:LONGEST]
