"""What staff see of reviews and complaints; what they do with them are the verbs behind the pages of `desk.py`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from products.care.models import Complaint, Review
from products.care.queries import low_reviews
from rumah.core.listing import HouseList
from rumah.core.menu import MONEY, PRODUCTS
from rumah.core.policies import LookOnly


class ReviewList(HouseList):
    """The list; a row leads to the page where a review is hidden or shown."""

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("product", "business")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        return column_class(field_name, label=_("Produk"), get_url=lambda row: reverse("care_review", args=[row.pk]))


class ComplaintList(HouseList):
    """The list; a row leads to the page where a complaint is decided."""

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("order", "line", "business")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        url = "care_complaint"
        return column_class(field_name, label=_("Pesanan"), get_url=lambda row: reverse(url, args=[row.pk]))


class ReviewFilters(WagtailFilterSet):
    """By stars, and what is to be looked at."""

    baru = ChoiceFilter(label=_("Perlu dilihat"), choices=(("rendah", _("1–2 bintang, 14 hari")),), method="lately_low")

    class Meta:
        model = Review
        fields = ["stars"]

    def lately_low(self, queryset: Any, name: str, value: str) -> Any:
        """Narrow to what the first page counts."""
        return queryset.filter(pk__in=low_reviews().values("pk"))


class ReviewViewSet(ModelViewSet):
    """What buyers said."""

    model = Review
    index_view_class = ReviewList
    icon = "comment"
    menu_label = _("Ulasan")
    menu_hook = PRODUCTS.hook
    menu_order = 30
    list_display = ("product", "business", "stars", "author_name", "created_at", "hidden_at")
    filterset_class = ReviewFilters
    list_export = ("product.name", "business.name", "stars", "text", "author_name", "created_at", "hidden_at")
    export_filename = "ulasan"
    search_fields = ("text", "product__name", "business__name")
    search_backend_name = None
    ordering = ("-created_at",)
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Review)


class ComplaintViewSet(ModelViewSet):
    """What buyers complain about; the filter on the state finds what waits for a decision."""

    model = Complaint
    index_view_class = ComplaintList
    icon = "warning"
    menu_label = pgettext_lazy("menu", "Keluhan")
    menu_hook = MONEY.hook
    menu_order = 30
    list_display = ("order", "line", "business", "reason", "state", "opened_at", "due_at")
    list_filter = ("state", "reason")
    list_export = ("order.number", "business.name", "reason", "state", "opened_at", "due_at")
    export_filename = "keluhan"
    search_fields = ("order__number", "business__name")
    search_backend_name = None
    ordering = ("opened_at",)
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Complaint)
