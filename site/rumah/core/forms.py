"""Form fields with the house's habits."""

from typing import Any

from django import forms

from rumah.core.errors import DomainError
from rumah.core.money import parse_rupiah


class RupiahField(forms.CharField):
    """Money as people write it, cleaned to integer rupiah; None where nothing was typed and nothing must be."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return rupiah, or the sentence of the parser."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_rupiah(text)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None
