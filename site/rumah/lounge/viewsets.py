"""Lists of the staff's house: businesses to look after, and the trails that are only to be read."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from products.catalogue.refresh import refresh_products
from products.catalogue.viewsets import MendOnly
from products.payments.viewsets import LookOnly
from rumah.businesses.models import Business
from rumah.businesses.search import index_businesses
from rumah.core import audit, clock, regions
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.core.pagecache import forget_pages


class BusinessList(IndexView):
    """The list; a name leads to the page where a business is looked at and moved on."""

    def get_base_queryset(self) -> Any:
        """Leave the stories in the table."""
        return super().get_base_queryset().defer("story")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        return column_class(
            field_name, label=_("Usaha"), sort_key="name", get_url=lambda row: reverse("tinjau", args=[row.pk])
        )


def districts() -> list[tuple[str, str]]:
    """Return the kecamatan of the house's regency."""
    return [(region.code, region.name) for region in regions.children(settings.HOUSE_REGENCY)]


class BusinessFilters(WagtailFilterSet):
    """By standing, sector and kecamatan."""

    district_code = ChoiceFilter(label=_("Kecamatan"), choices=districts)

    class Meta:
        model = Business
        fields = ["standing", "sector", "district_code"]


class BusinessEdit(EditView):
    """Staff mend the words; index, products and pages follow."""

    def save_instance(self) -> Any:
        """Save, leave a trail, refresh: together or not at all."""
        with transaction.atomic():
            self.form.instance.updated_at = clock.now()
            business = super().save_instance()
            audit.record("businesses.edit", business, actor=self.request.user, fields=sorted(self.form.changed_data))
            index_businesses([business.pk])
            refresh_products(list(business.products.values_list("pk", flat=True)))
            transaction.on_commit(forget_pages)
        return business


class BusinessViewSet(ModelViewSet):
    """Businesses come from their owners and move by verbs; staff mend words."""

    model = Business
    index_view_class = BusinessList
    edit_view_class = BusinessEdit
    icon = "group"
    menu_label = _("Daftar usaha")
    list_display = ("name", "standing", "sector", "district_code", "submitted_at", "product_count")
    filterset_class = BusinessFilters
    search_fields = ("name", "code", "slug", "phone")
    search_backend_name = None
    ordering = ("name",)
    copy_view_enabled = False
    form_fields = ("name", "sector", "kbli", "kbli_version", "tagline", "story", "address", "postal_code", "tags")
    permission_policy = MendOnly(Business)


class AuditViewSet(ModelViewSet):
    """Who did what to which thing."""

    model = AuditEntry
    icon = "history"
    menu_label = _("Jejak audit")
    list_display = ("at", "verb", "target_type", "target_id", "actor")
    list_filter = ("verb", "target_type")
    search_fields = ("target_id", "verb", "request_id")
    search_backend_name = None
    ordering = ("-id",)
    list_select_related = True
    inspect_view_enabled = True
    inspect_view_fields = ("at", "actor", "verb", "target_type", "target_id", "data", "request_id")
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(AuditEntry)


class OutboxViewSet(ModelViewSet):
    """Messages on their way. Never their words: a body may be somebody's code to sign in."""

    model = OutboxMessage
    icon = "mail"
    menu_label = _("Pesan keluar")
    list_display = ("created_at", "channel", "state", "attempts", "sent_at", "last_error")
    list_filter = ("channel", "state")
    search_fields = ("to",)
    search_backend_name = None
    ordering = ("-id",)
    inspect_view_enabled = True
    inspect_view_fields = ("created_at", "channel", "state", "attempts", "next_attempt_at", "sent_at", "last_error")
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(OutboxMessage)


class LoungeGroup(ViewSetGroup):
    """The menu *Usaha*."""

    menu_label = _("Usaha")
    menu_icon = "group"
    menu_order = 100
    items = (BusinessViewSet, AuditViewSet, OutboxViewSet)
