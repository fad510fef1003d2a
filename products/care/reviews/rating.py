"""Keep the counters right: one UPDATE that adds, each, so that ten at once add up to ten."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import get_language

from products.care.models import BusinessRating, ProductRating, Review


@dataclass(frozen=True, slots=True)
class Rating:
    """How many shown reviews, and their stars added up."""

    count: int = 0
    stars: int = 0

    @property
    def tenths(self) -> int:
        """The average in tenths of a star, halves rounded up; 0 where nobody has said anything."""
        return (self.stars * 20 + self.count) // (self.count * 2) if self.count else 0

    @property
    def value(self) -> str:
        """The average for programs: `4.7`."""
        return f"{self.tenths // 10}.{self.tenths % 10}"

    @property
    def text(self) -> str:
        """The average for people, in the language of the page: `4,7`."""
        return self.value if get_language() == "en" else self.value.replace(".", ",")


def count_in(review: Review) -> None:
    """Add a review that is shown from now on, in the caller's transaction."""
    _change(review, 1)


def count_out(review: Review) -> None:
    """Take out a review that is hidden from now on, in the caller's transaction."""
    _change(review, -1)


def _change(review: Review, by: int) -> None:
    # Product before business, as everywhere here: two at once never wait for each other.
    more = {"count": F("count") + by, "stars": F("stars") + by * review.stars}
    ProductRating.objects.bulk_create([ProductRating(product_id=review.product_id)], ignore_conflicts=True)
    ProductRating.objects.filter(pk=review.product_id).update(**more)
    BusinessRating.objects.bulk_create([BusinessRating(business_id=review.business_id)], ignore_conflicts=True)
    BusinessRating.objects.filter(pk=review.business_id).update(**more)
