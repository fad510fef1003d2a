"""Our words over the columns, filters and facts of Wagtail's lists, by field name: no migration for a word."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView

from rumah.core.errors import Text


class WordedList(IndexView):
    """A list whose headings and filters are named by `labels`; other fields keep their verbose name."""

    labels: ClassVar[Mapping[str, Text]] = {}

    def _get_custom_column(self, field_name: str, column_class: Any = Column, **kwargs: Any) -> Any:
        column = super()._get_custom_column(field_name, column_class, **kwargs)
        column.label = self.labels.get(field_name, column.label)
        return column

    @cached_property
    def filters(self) -> Any:
        """Name the filters as the columns are named."""
        found = super().filters
        for name, field in found.form.fields.items() if found else ():
            if name in self.labels:
                field.label = found.filters[name].label = self.labels[name]
        return found


class WordedFacts(InspectView):
    """One row as facts, named by `labels` too."""

    labels: ClassVar[Mapping[str, Text]] = {}

    def get_field_label(self, field_name: str, field: Any) -> str:
        """Return our word for the field."""
        if field_name in self.labels:
            return capfirst(str(self.labels[field_name]))
        return str(super().get_field_label(field_name, field))
