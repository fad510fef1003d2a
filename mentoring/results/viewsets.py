"""What staff see of results; what they do with them are the verbs behind the pages of `staff.py`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from mentoring.results.models import Deliverable
from rumah.core.listing import HouseList
from rumah.core.menu import MENTORING
from rumah.core.policies import LookOnly


class ResultList(HouseList):
    """The list; a row leads to the page where the coordinator decides."""

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("business", "product", "mentor__user")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        url = "result_decide"
        return column_class(field_name, label=_("Usaha"), get_url=lambda row: reverse(url, args=[row.pk]))


class ResultViewSet(ModelViewSet):
    """What mentors handed in; the filter on the state finds what waits for a decision."""

    model = Deliverable
    index_view_class = ResultList
    icon = "tasks"
    menu_hook = MENTORING.hook
    menu_order = 30
    menu_label = _("Hasil")
    list_display = ("business", "kind", "product", "mentor", "state", "rounds", "changed_at")
    list_filter = ("state", "kind")
    list_export = ("business.name", "kind", "product.name", "mentor.user.name", "state", "rounds", "changed_at")
    export_filename = "hasil"
    search_fields = ("business__name", "product__name")
    search_backend_name = None
    ordering = ("changed_at",)
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Deliverable)
