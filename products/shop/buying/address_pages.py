"""A shopper's own addresses: /akun/alamat/."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from products.orders import addresses
from products.orders.addresses import Place
from products.orders.destinations import meant, near, picked
from products.orders.models import SavedAddress
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.details import ATTRIBUTES, place_name
from products.shop.buying.visitor import person
from rumah.core.errors import DomainError
from rumah.core.phone import format_phone
from rumah.core.regions import Region

LIST = "/akun/alamat/"


class AddressForm(forms.Form):
    """Parses an address; what is right is decided by the verb. `candidates` are kecamatan to choose from."""

    label = forms.CharField(label=gettext_lazy("Sebutan (boleh kosong)"), max_length=40, required=False)
    name = forms.CharField(label=gettext_lazy("Nama penerima"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Nomor HP"), max_length=30, required=False)
    region = forms.CharField(label=gettext_lazy("Kecamatan tujuan"), max_length=100, required=False)
    region_code = forms.CharField(max_length=13, required=False, widget=forms.HiddenInput)
    address = forms.CharField(
        label=gettext_lazy("Alamat lengkap"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates: tuple[Region, ...] = ()
        for name in ("name", "phone", "region", "address"):
            self.fields[name].widget.attrs.update(ATTRIBUTES[name])

    def clean_region_code(self) -> str:
        """Find the kecamatan or village that was typed or picked."""
        typed, chosen = self.cleaned_data.get("region", ""), self.cleaned_data["region_code"]
        if region := picked(typed, chosen):
            return region.code
        found = meant(typed)
        if chosen in {region.code for region in found}:
            return str(chosen)
        if len(found) == 1:
            return found[0].code
        self.candidates = found
        if found:
            self.add_error("region", _("Nama ini ada di beberapa tempat. Pilih salah satu."))
        return ""

    def place(self) -> Place:
        """Return what was filled in."""
        data = self.cleaned_data
        return Place(data["name"], data["phone"], data.get("region_code", ""), data["address"], data["label"])

    def tell(self, error: DomainError) -> None:
        """Put each problem beside its field; one that is told there already is not told twice."""
        for problem in error.problems:
            field = problem.field if problem.field in self.fields else None
            if field is None or field not in self.errors:
                self.add_error(field, str(problem.message))


@require_safe
@login_required
@private
def listing(request: HttpRequest) -> HttpResponse:
    """List the person's addresses."""
    return render(request, "shop/buying/addresses.html", {"addresses": addresses.addresses_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@private
def add(request: HttpRequest) -> HttpResponse:
    """Keep a new address."""
    user = person(request)
    form = AddressForm(request.POST or None, initial={"name": user.name, "phone": format_phone(user.phone or "")})
    return _answer(request, form, lambda place: addresses.keep(user=user, place=place))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@private
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one of the person's own addresses."""
    row = _own(request, pk)
    initial = {
        "label": row.label, "name": row.name, "phone": format_phone(row.phone), "region": place_name(row.region_code),
        "region_code": row.region_code, "address": row.address,
    }  # fmt: skip
    form = AddressForm(request.POST or None, initial=initial)
    return _answer(request, form, lambda place: addresses.change(address=row, place=place), row)


def _answer(request: HttpRequest, form: AddressForm, verb: Any, row: SavedAddress | None = None) -> HttpResponse:
    if request.method == "POST":
        form.is_valid()
        try:
            verb(form.place())
            messages.success(request, _("Alamat tersimpan."))
            return see_other(LIST)
        except DomainError as error:
            form.tell(error)
    context = {"form": form, "near": near(), "address": row}
    return render(request, "shop/buying/address.html", context)


@require_POST
@login_required
@private
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one of the person's own addresses."""
    addresses.forget(address=_own(request, pk))
    messages.success(request, _("Alamat dihapus."))
    return see_other(LIST)


@require_POST
@login_required
@private
def first(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer one of the person's own addresses first."""
    try:
        addresses.choose_first(address=_own(request, pk))
        messages.success(request, _("Alamat utama diganti."))
    except DomainError as error:
        say(request, error)
    return see_other(LIST)


def _own(request: HttpRequest, pk: int) -> SavedAddress:
    row: SavedAddress = get_object_or_404(person(request).addresses.all(), pk=pk)
    return row
