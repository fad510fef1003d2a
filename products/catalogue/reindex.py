"""Go over the whole catalogue in chunks: to fill an index anew, and to count how often words are used."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Model

from products.catalogue import facets
from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from products.catalogue.search import documents, vocabulary
from rumah.businesses.models import Business
from rumah.businesses.search import index_businesses

CHUNK = 1000


def reindex() -> int:
    """Refresh every business and product, then words and counts; return how many products there are.

    Each chunk is a transaction of its own, so that shoppers and owners are not kept waiting.
    """
    for ids in _chunks(Business):
        index_businesses(ids)
    done = 0
    for ids in _chunks(Product):
        refresh_products(ids)
        done += len(ids)
    recount_words()
    facets.rebuild()
    return done


def recount_words() -> None:
    """Count in how many products each word occurs, and forget words that no longer do."""
    words: Counter[str] = Counter()
    for ids in _chunks(Product):
        words += vocabulary.counted(documents.read(ids))
    vocabulary.replace(words)


def _chunks(model: type[Model]) -> Iterator[list[int]]:
    last = 0
    rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
    while ids := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield ids
        last = ids[-1]
