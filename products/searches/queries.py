"""Reads of kept searches."""

from dataclasses import fields
from typing import Any

from products.catalogue.queries import Filters
from products.searches.keep import MOST
from products.searches.models import SavedSearch


def searches_of(user: Any) -> list[SavedSearch]:
    """Return a person's searches, newest first, in one query."""
    return list(user.searches.order_by("-created_at", "-id")[:MOST])


def filters_of(search: SavedSearch) -> Filters:
    """Return what the search asks of the catalogue, newest first."""
    known = {each.name for each in fields(Filters)} - {"sort"}
    return Filters(**{name: value for name, value in search.wanted.items() if name in known}, sort="newest")
