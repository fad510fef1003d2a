"""Holidays, which the house may open or close itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet

from mentoring.schedule.models import Holiday


class HolidayForm(WagtailAdminModelForm):
    """What staff save is theirs: the daily sync leaves it alone."""

    class Meta:
        model = Holiday
        fields = ("date", "name", "kind", "is_closed")

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        """Mark the row as overruled."""
        self.instance.is_overruled = True
        return super().save(commit=commit)


class HolidayViewSet(ModelViewSet):
    """The list of holidays."""

    model = Holiday
    icon = "date"
    menu_label = _("Hari libur")
    list_display = ("date", "name", "kind", "is_closed", "is_overruled")
    list_filter = ("kind", "is_closed")
    ordering = ("date",)
    copy_view_enabled = False
    add_to_admin_menu = True
    form_fields = ("date", "name", "kind", "is_closed")

    def get_form_class(self, for_update: bool = False) -> type[HolidayForm]:  # noqa: FBT001, FBT002  # Wagtail's
        """Use the form that marks what staff changed."""
        return HolidayForm
