"""The category tree, kept at hand: every page needs it and it changes a few times a year."""

from django.core.cache import cache

from products.catalogue.models import Category

KEY = "catalogue:categories"
SECONDS = 300


def tree() -> list[Category]:
    """Return all categories, roots and leaves, in their order; one query, and none for a while after."""
    stored: list[Category] | None = cache.get(KEY)
    if stored is None:
        stored = list(Category.objects.order_by("position", "name"))
        cache.set(KEY, stored, SECONDS)
    return stored


def forget() -> None:
    """Read the tree anew next time: called when staff change it."""
    cache.delete(KEY)


def within(slug: str) -> list[int]:
    """Return the ids of the category with this slug and of those below it; none for an unknown slug."""
    found = next((category for category in tree() if category.slug == slug), None)
    if found is None:
        return []
    return [found.pk, *(category.pk for category in tree() if category.parent_id == found.pk)]
