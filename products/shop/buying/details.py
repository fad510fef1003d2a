"""First screen of paying: who buys and where it goes, in at most six fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.orders.people import Buyer, DeliveryChoice, checked
from products.orders.states import Delivery
from products.shop.buying.places import KECAMATAN, candidates
from rumah.core import regions
from rumah.core.errors import DomainError
from rumah.core.regions import Region

FIELDS = {
    "buyer.name": "name",
    "buyer.phone": "phone",
    "buyer.email": "email",
    "delivery.method": "delivery",
    "delivery.region": "region",
    "delivery.address": "address",
}


class DetailsForm(forms.Form):
    """Parses the first screen; what is right is decided by the rules of orders.

    `region` is what was typed, `region_code` what was chosen among several; after cleaning, `candidates` holds the
    kecamatan to choose from when the name fits more than one.
    """

    name = forms.CharField(label=gettext_lazy("Nama penerima"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Nomor HP"), max_length=30, required=False)
    delivery = forms.ChoiceField(choices=Delivery.choices, required=False, initial=Delivery.SHIP)
    region = forms.CharField(label=gettext_lazy("Kecamatan tujuan"), max_length=100, required=False)
    region_code = forms.CharField(max_length=13, required=False)
    address = forms.CharField(
        label=gettext_lazy("Alamat lengkap"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    email = forms.CharField(label=gettext_lazy("Surel (boleh kosong)"), max_length=254, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates: tuple[Region, ...] = ()
        for name, attributes in ATTRIBUTES.items():
            self.fields[name].widget.attrs.update(attributes)

    def clean(self) -> dict[str, Any]:
        """Find the kecamatan, then ask the rules; every problem is shown at once, beside its field."""
        data = self.cleaned_data
        ships = data.get("delivery") == Delivery.SHIP
        data["region_code"] = self._region(data.get("region", ""), data.get("region_code", "")) if ships else ""
        try:
            checked(
                Buyer(data.get("name", ""), data.get("phone", ""), data.get("email", "")),
                DeliveryChoice(data.get("delivery", ""), data["region_code"], data.get("address", "")),
            )
        except DomainError as error:
            self._show(error)
        return data

    def _region(self, typed: str, chosen: str) -> str:
        found = candidates(typed)
        if chosen in {region.code for region in found}:
            return chosen
        if len(found) == 1:
            return found[0].code
        self.candidates = found
        if found:
            self.add_error("region", _("Nama ini ada di beberapa tempat. Pilih salah satu."))
        elif typed:
            self.add_error("region", _("Kecamatan ini tidak ditemukan. Periksa ejaannya, atau tulis kode posnya."))
        return ""

    def _show(self, error: DomainError) -> None:
        for problem in error.problems:
            field = FIELDS.get(problem.field or "")
            if field is None or field not in self.errors:
                self.add_error(field, str(problem.message))


def place_name(code: str) -> str:
    """Return the kecamatan with regency and province, as the buyer should read it."""
    region = regions.get(regions.ancestor(code, KECAMATAN)) if code else None
    return region.path if region else ""


# Addresses and names come from the phone's own memory; a numeric keypad opens where only digits are wanted.
ATTRIBUTES: dict[str, dict[str, str]] = {
    "name": {"autocomplete": "name"},
    "phone": {"autocomplete": "tel", "inputmode": "tel", "type": "tel"},
    "region": {"list": "kecamatan", "autocomplete": "off", "data-suggest": "/wilayah/"},
    "address": {"autocomplete": "street-address"},
    "email": {"autocomplete": "email", "inputmode": "email", "type": "email"},
}
