"""The addresses of a page in its languages, for search engines."""

from collections.abc import Mapping
from typing import Any

from django import template
from wagtail.models import Page

from rumah.core.addresses import absolute

register = template.Library()


@register.inclusion_tag("content/alternates.html")
def alternates(page: Page) -> Mapping[str, Any]:
    """Name each language the page is published in; nothing where there is one alone, or none is known."""
    spoken = sorted(getattr(page, "spoken_in", ()))
    path = getattr(page, "address", "/") if spoken else ""
    return {"alternates": [(code, absolute(f"{path}?bahasa={code}")) for code in spoken] if len(spoken) > 1 else []}
