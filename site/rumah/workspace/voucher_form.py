"""The form for a seller's voucher."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.orders.models import Voucher
from rumah.core.errors import DomainError
from rumah.core.forms import RupiahField
from rumah.core.money import parse_rupiah
from rumah.workspace.delivery_form import DATE

NUMERIC = {"inputmode": "numeric"}


class VoucherForm(forms.Form):
    """Code, what it takes off, when, and how far it goes."""

    code = forms.CharField(
        label=gettext_lazy("Kode voucher"), max_length=40, help_text=gettext_lazy("4 sampai 20 huruf atau angka")
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Jenis potongan"), choices=Voucher.Kind.choices)
    value = forms.CharField(
        label=gettext_lazy("Besar potongan"), max_length=30, widget=forms.TextInput(attrs=NUMERIC),
        help_text=gettext_lazy("Rupiah (10.000), atau persen (10)"),
    )  # fmt: skip
    cap = RupiahField(label=gettext_lazy("Potongan paling banyak (boleh kosong)"), max_length=30, required=False)
    minimum = RupiahField(label=gettext_lazy("Belanja paling sedikit (boleh kosong)"), max_length=30, required=False)
    per_buyer = forms.IntegerField(
        label=gettext_lazy("Berapa kali per pembeli"), min_value=1, max_value=1000, initial=1
    )  # fmt: skip
    budget = RupiahField(
        label=gettext_lazy("Anggaran (rupiah)"), max_length=30, required=False,
        help_text=gettext_lazy("Isi anggaran, jumlah pemakaian, atau keduanya."),
    )  # fmt: skip
    max_uses = forms.IntegerField(
        label=gettext_lazy("Jumlah pemakaian"), min_value=1, max_value=1_000_000, required=False
    )  # fmt: skip
    first_day = forms.DateField(label=gettext_lazy("Berlaku mulai"), widget=DATE)
    last_day = forms.DateField(label=gettext_lazy("Berlaku sampai"), widget=DATE)

    def add_error(self, field: Any, error: Any) -> None:
        """Show problems of the period beside the dates."""
        super().add_error({"valid_from": "first_day", "valid_until": "last_day"}.get(field, field), error)

    def clean(self) -> dict[str, Any]:
        """Read the value by its kind: rupiah as people write them, or a whole percent."""
        data = self.cleaned_data
        text = data.get("value", "").strip().removesuffix("%").strip()
        try:
            percent = data.get("kind") == Voucher.Kind.PERCENT
            if percent and not (text.isascii() and text.isdigit()):
                raise DomainError(_("Tulis persen dengan angka bulat, misalnya 10."))
            if text:
                data["value"] = int(text[:9]) if percent else parse_rupiah(text)
        except DomainError as error:
            if "value" not in self.errors:
                self.add_error("value", str(error))
        data["minimum"] = data.get("minimum") or 0
        return data
