"""The category tree, kept at hand: every page needs it and it changes a few times a year."""

from products.catalogue.models import Category
from rumah.core.briefly import briefly


@briefly(seconds=5)
def tree() -> list[Category]:
    """Return all categories, roots and leaves, in their order; one query, and none for a few seconds after."""
    return list(Category.objects.order_by("position", "name"))


def within(slug: str) -> list[int]:
    """Return the ids of the category with this slug and of those below it; none for an unknown slug."""
    found = next((category for category in tree() if category.slug == slug), None)
    if found is None:
        return []
    return [found.pk, *(category.pk for category in tree() if category.parent_id == found.pk)]
