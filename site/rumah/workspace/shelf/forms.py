"""Forms on products: they parse; the verbs judge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from products.catalogue.categories import tree
from products.catalogue.describing import Details, detail_problems
from products.catalogue.fitting import fitting_category
from products.catalogue.models import MOST_DAYS, Category
from products.catalogue.states import Halal
from products.intake.parsing import centimetres
from products.stock.level import MAX_PIECES
from rumah.businesses.models import Business, Permit
from rumah.businesses.states import PermitKind
from rumah.core.errors import DomainError
from rumah.core.forms import RupiahField
from rumah.workspace.forms import JudgedForm

# The permits that speak of a thing, not of its maker.
OF_PRODUCTS = (PermitKind.PIRT, PermitKind.BPOM, PermitKind.HALAL)
DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
HALAL = [
    (Halal.CERTIFIED.value, _("bersertifikat halal")), (Halal.NOT_YET.value, _("belum bersertifikat")),
    (Halal.NON_HALAL.value, _("tidak halal")),
]  # fmt: skip


def categories() -> list[tuple[str, Any]]:
    """Return the leaves, grouped by their roots."""
    rows = tree()
    groups: list[tuple[str, Any]] = [("", _("Pilih kategori"))]
    for root in (row for row in rows if row.parent_id is None):
        leaves = [row for row in rows if row.parent_id == root.pk] or [root]
        groups.append((root.name, [(str(leaf.pk), leaf.name) for leaf in leaves]))
    return groups


class CategoryField(forms.ChoiceField):
    """A leaf of the tree; None where nothing was chosen and nothing must be."""

    def clean(self, value: Any) -> Category | None:
        """Return the category itself."""
        chosen = super().clean(value)
        return next((row for row in tree() if str(row.pk) == chosen), None)


class CentimetreField(forms.CharField):
    """An edge as people write it (`12,5`), cleaned to millimetres; None where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, required=False, widget=forms.TextInput(attrs=DECIMAL), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return millimetres, or the sentence of the parser."""
        text = super().clean(value)
        try:
            return centimetres(text) if text else None
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


class DetailsForm(JudgedForm):
    """What is said of a product; `business` is whose permits may be shown."""

    name = forms.CharField(label=_("Nama produk"), max_length=120)
    category = CategoryField(label=_("Kategori"), choices=categories)
    description = forms.CharField(label=_("Uraian"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    tags = forms.CharField(
        label=_("Tag"), max_length=500, required=False, help_text=_("Kata yang dicari pembeli, dipisah koma.")
    )
    length = CentimetreField(label=_("Panjang (cm)"))
    width = CentimetreField(label=_("Lebar (cm)"))
    height = CentimetreField(label=_("Tinggi (cm)"))
    made_in_days = forms.IntegerField(
        label=_("Dibuat setelah dipesan, siap dalam (hari)"), required=False, min_value=1, max_value=MOST_DAYS,
        help_text=_("Kosongkan bila barangnya sudah ada. Bila diisi, stok tidak dihitung."),
        widget=forms.NumberInput(attrs=NUMERIC),
    )  # fmt: skip
    halal = forms.ChoiceField(
        label=_("Status halal"), required=False, choices=HALAL, initial=Halal.NOT_YET,
        help_text=_("Untuk makanan dan minuman. Pembeli melihatnya."),
    )  # fmt: skip
    FIRST: tuple[str, ...] = ()
    permits = forms.MultipleChoiceField(
        label=_("Izin yang ditampilkan"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, business: Business, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.business = business
        known = business.permits.filter(kind__in=OF_PRODUCTS).order_by("kind", "pk")
        self.fields["permits"].choices = [(str(one.pk), _permit_name(one)) for one in known]  # type: ignore[attr-defined]
        if not known:
            del self.fields["permits"]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What a page shows after the first fields."""
        return [field for field in self if field.name not in self.FIRST]

    def judge(self) -> None:
        """Put the words before the rules of a listing."""
        data, name = self.cleaned_data, str(self.data.get("name", ""))
        words = Details(name, Category(), data.get("description", ""), self._tags(), size=self._size())
        if problems := detail_problems(words):
            raise DomainError(*problems)

    def details(self) -> Details:
        """Return what was said; only of a valid form."""
        data = self.cleaned_data
        return Details(
            data["name"], data["category"], data["description"], self._tags(),
            [int(pk) for pk in data["permits"]] if "permits" in data else None, data["made_in_days"], self._size(),
            data["halal"] or None,
        )  # fmt: skip

    def _tags(self) -> Sequence[str]:
        return str(self.cleaned_data.get("tags", "")).replace("|", ",").split(",")

    def _size(self) -> tuple[int, int, int] | None:
        edges = [self.cleaned_data.get(edge) for edge in ("length", "width", "height")]
        length, width, height = (edge or 0 for edge in edges)
        # Empty where sizes differ or none was known: they stay. Emptied by its owner: there is none any more.
        was_shown = any(self.initial.get(edge) for edge in ("length", "width", "height"))
        return None if edges == [None, None, None] and not was_shown else (length, width, height)


class ProductForm(DetailsForm):
    """A first product: photo, name, price and stock; the rest may stay as it is."""

    photo = forms.FileField(label=_("Foto"), widget=forms.FileInput(attrs={"accept": "image/*"}))
    price = RupiahField(label=_("Harga"), max_length=30)
    stock = forms.IntegerField(
        label=_("Stok"), min_value=0, max_value=MAX_PIECES, required=False, widget=forms.NumberInput(attrs=NUMERIC)
    )
    category = CategoryField(label=_("Kategori"), choices=categories, required=False)
    weight = forms.IntegerField(
        label=_("Berat (gram)"), min_value=1, max_value=500_000, required=False,
        help_text=_("Kosong: memakai berat umum kategorinya."), widget=forms.NumberInput(attrs=NUMERIC),
    )  # fmt: skip
    FIRST = ("photo", "name", "price", "stock")
    # Filled by the form itself as a rule: the category from the name, and *not yet* of halal.
    FILLED = ("category", "halal")
    field_order = (
        *FIRST,
        "category",
        "halal",
        "weight",
        "description",
        "length",
        "width",
        "height",
        "made_in_days",
        "tags",
    )
    guessed = False

    def clean(self) -> None:
        """Choose the category from the name where none was chosen; ask for stock where it counts."""
        data = self.cleaned_data
        # Without a name there is nothing to guess from, and that is said already.
        if not data.get("category") and "category" not in self.errors and data.get("name"):
            data["category"] = fitting_category(data["name"], self.business)
            self.guessed = data["category"] is not None
            if data["category"] is None:
                self.add_error("category", _("Pilih kategorinya; dari namanya belum dapat kami tebak."))
        if (
            data.get("stock") is None
            and not data.get("made_in_days")
            and not {"stock", "made_in_days"} & {*self.errors}
        ):
            self.add_error("stock", _("Isi stok, atau isi lama pembuatan bila dibuat setelah dipesan."))
        # What nobody was asked is not certified.
        data["halal"] = data.get("halal") or Halal.NOT_YET
        super().clean()

    @property
    def first(self) -> list[forms.BoundField]:
        """The four fields everybody fills."""
        return [self[name] for name in self.FIRST]

    @property
    def rest_is_open(self) -> bool:
        """Whether something there is wrong or was filled; the category is chosen from the name as a rule."""
        said = [field for field in self.rest if field.name not in self.FILLED]
        return any(field.errors for field in self.rest) or (self.is_bound and any(field.data for field in said))


class EditForm(DetailsForm):
    """A product that is there; a further photo only where one is sent."""

    FIRST = ("name", "category", "halal", "photo")
    photo = forms.FileField(
        label=_("Tambah foto"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("halal"):
            # Nothing is said of this product yet: nothing is chosen for its owner.
            self.fields["halal"].choices = [("", _("Pilih status halal")), *HALAL]  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A file of products."""

    file = forms.FileField(
        label=_("Berkas CSV atau XLSX"), widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"})
    )  # fmt: skip


def _permit_name(permit: Permit) -> str:
    return f"{permit.get_kind_display()} {permit.number}"
