"""The table of variants as a form: rows there are, and a few empty ones; without scripts they are numbered by hand."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Product, Variant
from products.catalogue.variant_table import MOST_VARIANTS, Row
from products.catalogue.variants import Wording
from products.stock.level import MAX_PIECES
from rumah.core.errors import DomainError
from rumah.core.forms import RupiahField
from rumah.workspace.offering import Line
from rumah.workspace.shelf.forms import NUMERIC

EMPTY = 2
FIELDS = ("name", "sku", "price", "weight", "stock")


class VariantForm(forms.Form):
    """One row. A row without anything typed is no row."""

    variant = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Nama varian"), max_length=60, required=False)
    price = RupiahField(label=_("Harga"), max_length=30)
    stock = forms.IntegerField(
        label=_("Stok"), min_value=0, max_value=MAX_PIECES, required=False, widget=forms.NumberInput(attrs=NUMERIC)
    )
    weight = forms.IntegerField(
        label=_("Berat (gram)"), min_value=1, max_value=500_000, widget=forms.NumberInput(attrs=NUMERIC)
    )
    sku = forms.CharField(label=_("SKU (boleh kosong)"), max_length=60, required=False)


class VariantTable(BaseFormSet[VariantForm]):
    """All rows; `lines` is what they say."""

    deletion_widget = forms.CheckboxInput
    ordering_widget = forms.NumberInput

    def add_fields(self, form: VariantForm, index: int | None) -> None:
        """Name the two fields Django adds."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Urutan")
        form.fields["ORDER"].widget.attrs.update(NUMERIC, min="1")
        form.fields["DELETE"].label = _("Hapus varian ini")

    def kept(self) -> list[VariantForm]:
        """Return the rows that count, in the order their numbers say; only of a valid table."""
        rows = [form for form in self.forms if _is_said(form) and not form.cleaned_data.get("DELETE")]
        return sorted(rows, key=lambda form: (form.cleaned_data.get("ORDER") or 10_000, self.forms.index(form)))

    def lines(self) -> list[Line]:
        """Return the rows as the verb takes them."""
        return [_line(form.cleaned_data) for form in self.kept()]

    def tell(self, error: DomainError, form: forms.Form) -> None:
        """Put each problem at its row's input, at the form's, or above."""
        kept = self.kept()
        for problem in error.problems:
            place, _dot, rest = (problem.field or "").partition(".")
            index, _dot, field = rest.partition(".")
            if place == "varian" and index.isdigit() and field in FIELDS:
                kept[int(index)].add_error(field, str(problem.message))
            else:
                form.add_error(place if place in form.fields else None, str(problem.message))


VariantRows = forms.formset_factory(
    VariantForm, formset=VariantTable, extra=EMPTY, can_order=True, can_delete=True, max_num=MOST_VARIANTS,
    absolute_max=MOST_VARIANTS + EMPTY, validate_max=True,
)  # fmt: skip


def table(data: Any, product: Product) -> VariantTable:
    """Return the product's table, filled from `data` when a form was sent; one query."""
    variants = product.variants.filter(is_active=True).select_related("stock")
    initial = [] if data is not None else [_initial(variant) for variant in variants]
    return cast(VariantTable, VariantRows(data, initial=initial, prefix="v"))


def _initial(variant: Variant) -> dict[str, Any]:
    shelf = getattr(variant, "stock", None)
    return {
        "variant": variant.pk, "name": variant.name, "sku": variant.sku, "price": variant.price,
        "weight": variant.weight, "stock": shelf.on_hand if shelf else 0,
    }  # fmt: skip


def _is_said(form: VariantForm) -> bool:
    data = getattr(form, "cleaned_data", {})
    return bool(data.get("variant")) or any(data.get(name) not in {None, ""} for name in FIELDS)


def _line(data: dict[str, Any]) -> Line:
    wording = Wording(data["sku"], data["name"], data["price"], data["weight"])
    return Line(Row(wording, data["variant"]), data["stock"])


def errors_of(form: forms.Form, rows: VariantTable) -> Sequence[tuple[str, str]]:
    """Return (id of the input, sentence) of all that is wrong, top to bottom."""
    found = [("", str(error)) for error in [*form.non_field_errors(), *rows.non_form_errors()]]
    for one in [form, *rows.forms]:
        for field in one:
            found += [(field.id_for_label or field.auto_id, f"{field.label}: {error}") for error in field.errors]
    return found
