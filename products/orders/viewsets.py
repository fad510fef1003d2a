"""What staff make and mend of vouchers and shipping fees."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from products.orders.models import ShippingZone, Voucher
from products.orders.shipping import forget_zones
from products.orders.vouchers.make import Terms, make, problems_of
from rumah.core import audit
from rumah.core.listing import HouseList
from rumah.core.menu import MONEY
from rumah.core.pagecache import forget_pages
from rumah.core.policies import NoDelete

TERMS = (
    "code", "kind", "value", "cap", "minimum", "per_buyer", "budget", "max_uses", "valid_from", "valid_until",
)  # fmt: skip


class NewVoucherForm(forms.ModelForm):  # type: ignore[type-arg]
    """A voucher the house pays for; what is right is decided by the verb."""

    class Meta:
        model = Voucher
        fields = TERMS

    def clean(self) -> dict[str, Any]:
        """Show every problem beside its field."""
        data = super().clean() or {}
        if not self.errors:
            data["minimum"] = data.get("minimum") or 0
            for problem in problems_of(self.terms()):
                self.add_error(problem.field, str(problem.message))
        return data

    def clean_code(self) -> str:
        """Take small letters and blanks as people type them."""
        return "".join(self.cleaned_data["code"].split()).upper()

    def terms(self) -> Terms:
        """Return what was filled in."""
        return Terms(**{name: self.cleaned_data[name] for name in TERMS})


class VoucherForm(forms.ModelForm):  # type: ignore[type-arg]
    """What may still change: how far it goes, how long, and whether it goes on at all."""

    class Meta:
        model = Voucher
        fields = ("budget", "max_uses", "valid_until", "is_active")

    def clean(self) -> dict[str, Any]:
        """Refuse less than what is spent already, and no end at all."""
        data = super().clean() or {}
        budget, uses = data.get("budget"), data.get("max_uses")
        if budget is not None and budget < self.instance.spent:
            self.add_error("budget", _("Sudah terpakai lebih dari itu."))
        if uses is not None and uses < self.instance.uses:
            self.add_error("max_uses", _("Sudah terpakai lebih dari itu."))
        if budget is None and uses is None:
            self.add_error("budget", _("Isi anggaran, jumlah pemakaian, atau keduanya."))
        return data


class VoucherList(HouseList):
    """The list with its sellers, in one query."""

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("business")


class VoucherCreate(CreateView):
    """A new voucher, by its verb."""

    def save_instance(self) -> Any:
        """Make it."""
        return make(terms=self.form.terms(), business=None, actor=self.request.user)


class VoucherEdit(EditView):
    """A changed voucher."""

    def save_instance(self) -> Any:
        """Save the fields of the form alone, since the counters move meanwhile; leave a trail."""
        with transaction.atomic():
            voucher = self.form.save(commit=False)
            voucher.save(update_fields=list(self.form.fields))
            audit.record("orders.voucher_edit", voucher, actor=self.request.user, fields=sorted(self.form.changed_data))
        return voucher


class VoucherViewSet(ModelViewSet):
    """Vouchers of the house and of sellers; sellers make theirs in Toko saya."""

    model = Voucher
    index_view_class = VoucherList
    add_view_class = VoucherCreate
    edit_view_class = VoucherEdit
    icon = "tag"
    menu_label = gettext_lazy("Voucher")
    menu_hook = MONEY.hook
    menu_order = 70
    list_display = ("code", "business", "kind", "value", "uses", "spent", "budget", "valid_until", "is_active")
    list_filter = ("is_active", "kind")
    search_fields = ("code", "business__name")
    search_backend_name = None
    ordering = ("-created_at",)
    copy_view_enabled = False
    form_fields = TERMS
    permission_policy = NoDelete(Voucher)

    def get_form_class(self, for_update: bool = False) -> Any:  # noqa: FBT001, FBT002  # Wagtail's signature
        """Return the form for making or for mending."""
        return VoucherForm if for_update else NewVoucherForm


class ZoneEdit(EditView):
    """A changed fee; pages that tell fees follow."""

    def save_instance(self) -> Any:
        """Save, leave a trail, forget what was told before."""
        with transaction.atomic():
            zone = super().save_instance()
            audit.record("orders.zone", zone, actor=self.request.user, fields=sorted(self.form.changed_data))
            transaction.on_commit(forget_zones)
            transaction.on_commit(forget_pages)
        return zone


class MendZones(NoDelete):
    """The five zones are there from the start; their fees change."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse `add` too."""
        return action != "add" and super().user_has_permission(user, action)


class ZoneViewSet(ModelViewSet):
    """Fees by distance, for sellers without fees of their own."""

    model = ShippingZone
    edit_view_class = ZoneEdit
    icon = "site"
    index_view_class = HouseList
    menu_label = gettext_lazy("Zona kirim")
    menu_hook = MONEY.hook
    menu_order = 75
    list_display = ("reach", "first_kg", "next_kg", "min_days", "max_days")
    ordering = ("first_kg",)
    copy_view_enabled = False
    form_fields = ("first_kg", "next_kg", "min_days", "max_days")
    permission_policy = MendZones(ShippingZone)
