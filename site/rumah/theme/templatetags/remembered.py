"""Parts of a page that look the same whenever they are given the same: drawn once in a process, not once a request.

Drawing is nine tenths of what a list costs, and the same card is drawn for every visitor who passes it.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context, Engine
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
# About 5 MB of cards.
MOST = 4096


@register.simple_tag
def remembered(name: str, **values: Any) -> SafeString:
    """Render the template `name` with `values` and nothing else; they must be hashable and all that it shows."""
    draw = _draw.__wrapped__ if settings.DEBUG else _draw
    return draw(name, get_language(), tuple(values.items()))


@lru_cache(maxsize=MOST)
def _draw(name: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    drawn: SafeString = Engine.get_default().get_template(name).render(Context(dict(values)))
    return drawn
