"""What to show a person for whom nothing was found."""

from dataclasses import dataclass, field

from django.db.models import Sum

from products.catalogue import categories
from products.catalogue.cards import Card, as_cards
from products.catalogue.models import Category, FacetCell, Product
from products.catalogue.search import vocabulary
from rumah.core.search.words import query_words

WORDS = 5
CATEGORIES = 6
PRODUCTS = 8


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Words much like those typed, the fullest categories, and what is new."""

    words: list[str] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    products: list[Card] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.words or self.categories or self.products)


def suggest(q: str) -> Suggestions:
    """Return other ways to go on; at most three queries."""
    near = vocabulary.nearest_words([word for word in query_words(q) if len(word) > 2], most=3)
    # A word that is in the vocabulary is its own best suggestion, and look-alikes of it would only confuse.
    fitting = [[word] if word in found else found for word, found in near.items()]
    words = list(dict.fromkeys(word for found in fitting for word in found))[:WORDS]
    full = (
        FacetCell.objects.order_by().values("category_id").annotate(products=Sum("count"))
        .order_by("-products", "category_id").values_list("category_id", flat=True)
    )  # fmt: skip
    by_id = {category.pk: category for category in categories.tree()}
    popular = [by_id[pk] for pk in full[:CATEGORIES] if pk in by_id]
    newest = Product.objects.filter(is_listed=True).order_by("-listed_at", "-id")
    return Suggestions(words, popular, [Card._make(row) for row in as_cards(newest)[:PRODUCTS]])
