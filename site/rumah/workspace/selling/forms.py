"""Forms on orders: they parse; the verbs judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from products.orders.models import Order

# What people here send with; a field that is typed in takes any other.
COURIERS = ("JNE", "J&T", "SiCepat", "AnterAja", "Pos Indonesia", "TIKI", "Ninja Xpress", "Lion Parcel")
REASONS = (
    (_("Barang habis"), _("Barang habis")),
    (_("Barang rusak"), _("Barang rusak")),
    (_("Tidak sempat menyiapkan"), _("Tidak sempat menyiapkan")),
    (_("Alamat tidak terjangkau"), _("Alamat tidak terjangkau")),
    ("", _("Alasan lain")),
)


class HandOverForm(forms.Form):
    """Who carries it, under which number, and how many pieces of each line (all that is left unless told)."""

    courier = forms.CharField(label=_("Kurir"), max_length=40, required=False)
    tracking_number = forms.CharField(label=_("Nomor resi"), max_length=60, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, order: Order, data: Any = None) -> None:
        lines = list(order.lines.all())
        initial = {"seen": sum(line.shipped for line in lines)}
        super().__init__(data, initial=initial)
        attrs = {"list": "kurir-kurir", "autocomplete": "off"}
        self.fields["courier"].widget.attrs.update(attrs)
        self.open_lines = [line for line in lines if line.left]
        for line in self.open_lines:
            self.fields[f"pieces.{line.pk}"] = forms.IntegerField(
                label=line.full_name, min_value=0, initial=line.left, required=False,
                widget=forms.NumberInput(attrs={"max": line.left, "inputmode": "numeric"}),
            )  # fmt: skip

    @property
    def piece_fields(self) -> list[forms.BoundField]:
        """Return the numbers, in the order of the lines."""
        return [self[f"pieces.{line.pk}"] for line in self.open_lines]

    def pieces(self) -> dict[int, int] | None:
        """Return the chosen pieces; None for everything that is left. A number that was not sent means all of it."""
        chosen: dict[int, int] = {}
        for line in self.open_lines:
            sent = self.cleaned_data.get(f"pieces.{line.pk}")
            chosen[line.pk] = line.left if sent is None else sent
        return None if all(chosen[line.pk] == line.left for line in self.open_lines) else chosen


class CancelForm(forms.Form):
    """Why the seller cannot serve it."""

    reason = forms.ChoiceField(label=_("Alasan"), choices=REASONS, required=False)
    words = forms.CharField(label=_("Alasan lain"), max_length=200, required=False)

    def why(self) -> str:
        """Return the reason: what was typed, or what was chosen."""
        return self.cleaned_data.get("words") or self.cleaned_data.get("reason") or ""


class LowForm(forms.Form):
    """From how many pieces on to be told."""

    low_at = forms.IntegerField(label=_("Ingatkan bila sisa"), min_value=0, required=False)
