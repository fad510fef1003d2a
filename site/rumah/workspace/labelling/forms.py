"""The forms of a label. They parse; what is wrong is judged by the verb, so that all of it is told at once."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Product
from products.labels.designs import DESIGNS
from products.labels.drawing.palette import THEMES
from products.labels.drawing.sheets import MAX_PIECES
from products.labels.models import Allergen
from products.labels.states import DateStyle, Dating, Special, Unit
from products.labels.typed import DISTRIBUTION, Typed
from rumah.businesses.states import PermitKind
from rumah.core import clock

NUMERIC = {"inputmode": "numeric"}
DECIMAL = {"inputmode": "decimal"}
A_YEAR = 366
FOOD: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Nama"), ("trade_name", "type_name")),
    (_("Isi"), ("composition", "allergens", "allergens_checked", "origin", "net", "net_unit", "drained")),
    (_("Cara simpan dan saji"), ("storage", "directions")),
    (_("Tanggal"), ("shelf_life", "dating", "date_style", "batch")),
    (_("Produsen"), ("producer_name", "producer_address", "producer_town", "producer_postcode")),
    (_("Izin"), ("permit", "special", "halal_permit")),
    (_("Gizi dan kode batang"), ("serving", "nutrition", "barcode")),
    (_("Bahasa"), ("is_indonesian",)),
)
GOODS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Nama"), ("trade_name", "type_name")),
    (_("Barang"), ("material", "size", "care", "net", "net_unit")),
    (_("Produsen"), ("producer_name", "producer_address", "producer_town", "producer_postcode")),
    (_("Kode batang"), ("barcode",)),
)


class Choice(forms.ChoiceField):
    """A choice the verb judges."""

    def validate(self, value: Any) -> None:
        """Let everything pass."""


class ManyChoices(forms.MultipleChoiceField):
    """Choices the verb judges."""

    def validate(self, value: Any) -> None:
        """Let everything pass."""


def _text(label: Any, hint: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.TextInput(attrs=attrs))


def _lines(label: Any, rows: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def _choice(label: Any, choices: type[TextChoices], hint: Any = "", **kwargs: Any) -> Choice:
    return Choice(label=label, choices=choices.choices, help_text=hint, required=False, **kwargs)


class LabelForm(forms.Form):
    """Everything a label says; a product that is no food is asked a part of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    trade_name = _text(_("Nama dagang"), _("Nama yang besar di depan, misalnya merek Anda."))
    type_name = _text(_("Nama jenis produk"), _("Apa isinya, misalnya Keripik pisang rasa gula aren."))
    composition = _lines(_("Komposisi"), 7, _("Satu bahan satu baris, mulai dari yang paling banyak."))
    allergens = ManyChoices(label=_("Mengandung alergen"), required=False, widget=forms.CheckboxSelectMultiple)
    allergens_checked = forms.BooleanField(label=_("Saya sudah memeriksa: tidak ada alergen lain"), required=False)
    origin = _text(_("Asal usul bahan tertentu"), _("Isi bila ada bahan asal babi atau rekayasa genetik."))
    net = _text(_("Berat bersih atau isi bersih"), _("Misalnya 250 atau 1,5."), **DECIMAL)
    net_unit = _choice(_("Satuan"), Unit)
    drained = _text(_("Bobot tuntas"), _("Hanya bila isi padat terendam cairan."), **DECIMAL)
    storage = _text(_("Cara penyimpanan"))
    directions = _text(_("Saran penyajian"))
    shelf_life = _text(_("Tahan berapa hari"), _("Dihitung dari tanggal produksi."), **NUMERIC)
    dating = _choice(_("Tanggal pada label"), Dating)
    date_style = _choice(_("Bentuk tanggal"), DateStyle)
    batch = _text(_("Pola kode produksi"), _("Misalnya KP[THN][BLN][TGL]; isi kurung diganti tanggalnya."))
    producer_name = _text(_("Nama produsen"))
    producer_address = _text(_("Alamat produksi"), _("Jalan, nomor, RT/RW, desa."))
    producer_town = _text(_("Kecamatan dan kabupaten"))
    producer_postcode = _text(_("Kode pos"), **NUMERIC)
    permit = Choice(label=_("Nomor izin edar"), required=False)
    special = _choice(_("Apakah termasuk salah satu ini?"), Special, _("P-IRT tidak berlaku untuk jenis ini."))
    halal_permit = Choice(
        label=_("Sertifikat halal"), required=False,
        help_text=_("Label memuat tulisan Halal dan nomornya. Logo resmi diperoleh dari BPJPH."),
    )  # fmt: skip
    serving = _text(_("Takaran saji"), _("Misalnya 30 g."))
    nutrition = _lines(_("Informasi nilai gizi"), 5, _("Satu baris satu zat, misalnya Protein: 2 g (3% AKG)."))
    barcode = _text(_("Nomor EAN"), _("Boleh kosong; kode QR ke halaman produk selalu ada."), **NUMERIC)
    is_indonesian = forms.BooleanField(label=_("Semua teks di atas berbahasa Indonesia"), required=False)
    material = _text(_("Bahan"))
    size = _text(_("Ukuran"))
    care = _text(_("Cara merawat atau memakai"))

    def __init__(self, *args: Any, product: Product, allergens: list[Allergen], typed: Typed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed, self.groups = typed, FOOD if product.category.is_food else GOODS
        asked = {"seen", *(name for _legend, names in self.groups for name in names)}
        for name in set(self.fields) - asked:
            del self.fields[name]
        self.initial = {**self.initial, **{field.name: getattr(typed, field.name) for field in fields(typed)}}
        if "allergens" in self.fields:
            self.fields["allergens"].choices = [(str(one.pk), str(one)) for one in allergens]  # type: ignore[attr-defined]
            self._offer_permits(product)

    def _offer_permits(self, product: Product) -> None:
        permits = list(product.business.permits.defer("file").order_by("kind", "pk"))
        for name, kinds in (("permit", DISTRIBUTION), ("halal_permit", (PermitKind.HALAL,))):
            own = [(str(one.pk), str(one)) for one in permits if one.kind in kinds]
            self.fields[name].choices = [("", _("Belum ada")), *own]  # type: ignore[attr-defined]

    def sections(self) -> Iterator[tuple[Any, list[tuple[str, forms.BoundField]]]]:
        """Yield each group's heading with its inputs, each with the way it is shown."""
        for legend, names in self.groups:
            yield legend, [(_way(self.fields[name]), self[name]) for name in names]

    def sent(self) -> Typed:
        """Return what was typed; inputs this product is not asked stay as they were."""
        asked = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        if "allergens" in asked:
            asked["allergens"] = tuple(asked["allergens"])
        return replace(self.typed, **asked)


def _way(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return "tick"
    return "many" if isinstance(field, ManyChoices) else "plain"


def _designs() -> list[tuple[str, str]]:
    return [(one.code, f"{one.name} · {one.size}") for one in DESIGNS.values()]


class PrintForm(forms.Form):
    """How the label is to be drawn; all of it stands in the address."""

    rancangan = forms.ChoiceField(label=_("Rancangan"), choices=_designs)
    warna = forms.ChoiceField(label=_("Warna"), choices=[(code, theme.name) for code, theme in THEMES.items()])
    tanggal = forms.DateField(
        label=_("Tanggal produksi"), help_text=_("Dipakai bila tanggal dicetak bersama label."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    jumlah = forms.IntegerField(
        label=_("Jumlah pada kertas A4"), min_value=1, max_value=MAX_PIECES, required=False,
        widget=forms.TextInput(attrs=NUMERIC),
        help_text=_("Kosongkan untuk satu label seukuran aslinya."),
    )  # fmt: skip
    lebihan = forms.BooleanField(label=_("Lebihan warna 3 mm di tepi"), required=False)
    tanda = forms.BooleanField(label=_("Tanda potong"), required=False)

    def clean_tanggal(self) -> date:
        """Take a day within a year: nobody prints for another time, and dates have an end."""
        day: date = self.cleaned_data["tanggal"]
        if abs((day - clock.today()).days) > A_YEAR:
            raise forms.ValidationError(_("Pilih tanggal paling jauh setahun dari hari ini."))
        return day

    @classmethod
    def begin(cls) -> dict[str, Any]:
        """Return what is chosen before anybody has chosen."""
        return {
            "rancangan": next(iter(DESIGNS)), "warna": next(iter(THEMES)), "tanggal": f"{clock.today():%Y-%m-%d}",
            "lebihan": "on", "tanda": "on",
        }  # fmt: skip
