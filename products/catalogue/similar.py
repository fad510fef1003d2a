"""Products like some words, for a page that has nothing else to show."""

from collections.abc import Sequence

from products.catalogue.cards import Card, as_cards
from products.catalogue.models import Product
from products.catalogue.search.documents import INDEX
from products.catalogue.search.understand import understand

MOST = 4


def like(words: Sequence[str]) -> list[Card]:
    """Return at most four listed products that have all of the words, else the first two, else the first.

    At most four queries, each of which stops at the fourth row: no order is asked for.
    """
    meant = understand(" ".join(words)).words
    for count in dict.fromkeys((len(meant), 2, 1)):
        if 0 < count <= len(meant):
            found = as_cards(INDEX.filter(Product.objects.filter(is_listed=True), meant[:count]))[:MOST]
            if rows := [Card._make(row) for row in found]:
                return rows
    return []
