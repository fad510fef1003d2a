"""What was shown for the first time in a span of time."""

from datetime import datetime

from products.catalogue.cards import Card, as_cards
from products.catalogue.filters import Filters, base, conditions
from products.catalogue.listing import NEWEST
from products.catalogue.search.documents import INDEX
from products.catalogue.search.understand import understand


def shown_between(filters: Filters, *, after: datetime, until: datetime, most: int) -> list[Card]:
    """Return at most `most` listed products that fit and went live in (`after`, `until`], newest first.

    One query, and at times one more to understand the words. The span is on `product_newest`, so the cost is that of
    what came in it, not of the catalogue.
    """
    words = understand(filters.q).words
    if filters.has_query and not words:
        return []
    found = base(filters).filter(conditions(filters), listed_at__gt=after, listed_at__lte=until)
    if words:
        found = INDEX.filter(found, words)
    return [Card._make(row) for row in as_cards(found).order_by(*NEWEST)[:most]]
