"""Slugs for addresses people can read."""

from django.db.models import Model
from django.utils.crypto import get_random_string
from django.utils.text import slugify

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def free_slug(model: type[Model], text: str, *, max_length: int = 80) -> str:
    """Return a slug of `text` that no row of `model` has; a short random tail is added when it is taken.

    The unique constraint stays the judge: two writers at once may still be told to try again.
    """
    base = slugify(text)[: max_length - 6].strip("-") or get_random_string(6, LETTERS)
    if not model._default_manager.filter(slug=base).exists():
        return base
    return f"{base}-{get_random_string(5, LETTERS)}"
