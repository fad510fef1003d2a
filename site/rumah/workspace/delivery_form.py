"""The form *Pengiriman*: fees are written line by line, as people note them on paper."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.orders.delivery import DeliveryWays, problems_of
from products.orders.destinations import KECAMATAN, REGENCY, candidates
from products.orders.models import DeliverySettings
from rumah.core import regions
from rumah.core.errors import DomainError
from rumah.core.forms import RupiahField
from rumah.core.money import format_rupiah, parse_rupiah
from rumah.core.regions import Region

_LINE = re.compile(r"(?P<place>[^=:]+)[=:](?P<first>[^+]+)(\+(?P<more>.+))?")
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FeesField(forms.CharField):
    """Lines `place = fee` (`+ fee of each further kilogram` where `per_kilogram`), cleaned to a map by region code."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, levels: tuple[int, ...], per_kilogram: bool, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=6000, **kwargs)
        self.levels, self.per_kilogram = levels, per_kilogram

    def clean(self, value: Any) -> dict[str, Any]:
        """Return the map. Raises ValidationError with every line that cannot be read."""
        fees: dict[str, Any] = {}
        wrong = []
        for number, line in enumerate(super().clean(value).splitlines(), start=1):
            if not line.strip():
                continue
            try:
                code, rates = self._read(line)
                fees[code] = rates if self.per_kilogram else rates[0]
            except DomainError as error:
                wrong.append(_("Baris %(number)d: %(text)s") % {"number": number, "text": error})
        if wrong:
            raise forms.ValidationError(wrong)
        return fees

    def _read(self, line: str) -> tuple[str, tuple[int, int]]:
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise DomainError(_("tulis nama daerah, tanda =, lalu ongkosnya."))
        place = match["place"].strip()
        found = self._found(place)
        if not found:
            raise DomainError(_("daerah “%(place)s” tidak ditemukan.") % {"place": place[:40]})
        if len(found) > 1:
            names = "; ".join(region.path for region in found[:4])
            raise DomainError(_("nama ini ada di beberapa tempat, tulis lengkap: %(names)s.") % {"names": names})
        first = parse_rupiah(match["first"])
        return found[0].code, (first, parse_rupiah(match["more"]) if match["more"] else 0)

    def _found(self, place: str) -> tuple[Region, ...]:
        """Return what `place` may mean: as this form writes it, else a kecamatan, or a regency where it says so."""
        says_regency = place.casefold().startswith(("kabupaten ", "kota "))
        levels = sorted(self.levels, reverse=not says_regency)
        by_level = [candidates(place, level) for level in levels]
        exact = [region for rows in by_level for region in rows if region.path == place]
        return tuple(exact[:1]) or next((rows for rows in by_level if rows), ())

    def written(self, fees: Mapping[str, Any]) -> str:
        """Return the map as lines again."""
        lines = []
        for code, rates in fees.items():
            region = regions.get(code)
            first, more = rates if self.per_kilogram else (rates, 0)
            extra = f" + {format_rupiah(more)}" if more else ""
            lines.append(f"{region.path if region else code} = {format_rupiah(first)}{extra}")
        return "\n".join(lines)


class DeliveryForm(forms.Form):
    """How a seller delivers, takes cash and rests."""

    courier = forms.BooleanField(label=gettext_lazy("Kirim lewat kurir"), required=False)
    courier_fees = FeesField(
        label=gettext_lazy("Ongkos kurir khusus (boleh kosong)"), levels=(KECAMATAN, REGENCY), per_kilogram=True,
        help_text=gettext_lazy(
            "Kosong berarti memakai tarif zona. Satu daerah satu baris, kilogram pertama lalu berikutnya: "
            "Kabupaten Jember = 12.000 + 6.000"
        ),
    )  # fmt: skip
    live_rates = forms.BooleanField(
        label=gettext_lazy("Tawarkan juga tarif kurir langsung (JNE, SiCepat, dan lain-lain)"), required=False,
        help_text=gettext_lazy("Pembeli memilih kurirnya; Anda memesan penjemputan dari halaman pesanan."),
    )  # fmt: skip
    own = forms.BooleanField(label=gettext_lazy("Saya antar sendiri"), required=False)
    own_fees = FeesField(
        label=gettext_lazy("Kecamatan yang saya antar"), levels=(KECAMATAN,), per_kilogram=False,
        help_text=gettext_lazy("Satu kecamatan satu baris dengan ongkosnya: Giri = 5.000"),
    )  # fmt: skip
    pickup = forms.BooleanField(label=gettext_lazy("Boleh diambil di Rumah Kreatif"), required=False)
    free_above = RupiahField(
        label=gettext_lazy("Gratis ongkir mulai belanja (boleh kosong)"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    cash = forms.BooleanField(label=gettext_lazy("Terima bayar di tempat (COD)"), required=False)
    cash_max = RupiahField(
        label=gettext_lazy("Bayar di tempat paling banyak"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    holiday_from = forms.DateField(label=gettext_lazy("Libur mulai (boleh kosong)"), required=False, widget=DATE)
    holiday_until = forms.DateField(label=gettext_lazy("Libur sampai"), required=False, widget=DATE)
    holiday_note = forms.CharField(
        label=gettext_lazy("Kalimat untuk pembeli selama libur"), max_length=160, required=False
    )  # fmt: skip

    @classmethod
    def initial_of(cls, row: DeliverySettings) -> dict[str, Any]:
        """Return the row as the form shows it."""
        values = {name: getattr(row, name) for name in cls.base_fields}
        for name in ("courier_fees", "own_fees"):
            field = cls.base_fields[name]
            assert isinstance(field, FeesField)  # noqa: S101  # narrows the type
            values[name] = field.written(values[name])
        for name in ("free_above", "cash_max"):
            values[name] = format_rupiah(values[name]) if values[name] else ""
        return values

    def clean(self) -> None:
        """Say what does not go together at once with what could not be read."""
        for problem in problems_of(self.ways()):
            if problem.field in self.cleaned_data:
                self.add_error(problem.field, str(problem.message))

    def ways(self) -> DeliveryWays:
        """Return what was filled in; what could not be read is as if nobody had said it."""
        data = dict(self.cleaned_data)
        data["cash_max"] = data.get("cash_max") or DeliveryWays().cash_max
        return DeliveryWays(**data)
