"""How forms are drawn: by Django's templates, but the plain `<input>`, of which a page has many, without one.

The template of an input includes another for its attributes and costs more than the query behind the page.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

KINDS = ("text", "number", "email", "url", "password", "hidden", "color", "search", "tel", "date", "datetime", "time")
INPUTS = frozenset(f"django/forms/widgets/{kind}.html" for kind in KINDS)


class Renderer(TemplatesSetting):
    """Draws widgets and forms."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString | str:
        """Return the widget or form as HTML."""
        if template_name in INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    # An attribute that is True stands alone; False is left out, as in Django's template.
    attributes = flatatt(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes)
