"""First screen of paying: who buys and where it goes, in at most six fields."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.orders.people import Buyer, DeliveryChoice, checked
from products.orders.states import NEEDS_ADDRESS, Delivery
from products.orders.ways import way_problem
from products.shop.buying import couriers, methods
from products.shop.buying.methods import Choice, Seller
from products.shop.buying.places import meant, picked
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
    kecamatan to choose from when the name fits more than one. Where the `sellers` offer different ways, each has a
    choice of its own (`rows`), and `delivery` only says whether anything is brought at all. A choice may name a courier
    (`ship:jne/reg`); after cleaning, `couriers` holds them by seller. Whether that courier still goes there, at what
    price, is said by the second screen.
    """

    name = forms.CharField(label=gettext_lazy("Nama penerima"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Nomor HP"), max_length=30, required=False)
    delivery = forms.CharField(max_length=60, required=False, initial=Delivery.SHIP)
    region = forms.CharField(label=gettext_lazy("Kecamatan tujuan"), max_length=100, required=False)
    region_code = forms.CharField(max_length=13, required=False)
    address = forms.CharField(
        label=gettext_lazy("Alamat lengkap"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    email = forms.CharField(label=gettext_lazy("Surel (boleh kosong)"), max_length=254, required=False)
    keep = forms.BooleanField(label=gettext_lazy("Simpan alamat ini di akun saya"), required=False)

    def __init__(self, *args: Any, sellers: Sequence[Seller] = (), destination: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates: tuple[Region, ...] = ()
        self.sellers = sellers
        # A page that gave each seller a choice is answered in the same way, whatever the couriers say meanwhile.
        answered = self.is_bound and any(seller.field in self.data for seller in sellers)
        self.common = () if answered else methods.common(sellers, destination=destination)
        # What was chosen before, in the draft's two words: a way, and perhaps a courier.
        draft = self.data if self.is_bound else self.initial
        self.kept = methods.read(str(draft.get("methods", "")))
        self.kept_couriers = methods.read(str(draft.get("couriers", "")))
        if sellers and not self.common:
            self._add_rows()
        for name, attributes in ATTRIBUTES.items():
            self.fields[name].widget.attrs.update(attributes)

    def _add_rows(self) -> None:
        for seller in self.sellers:
            self.fields[seller.field] = forms.CharField(label=seller.business.name, max_length=60, required=False)

    @property
    def rows(self) -> list[tuple[Seller, Any, str]]:
        """The sellers with their own choice: seller, field, and what is chosen."""
        if self.common or not self.sellers:
            return []
        return [(seller, self[seller.field], self._chosen(seller)) for seller in self.sellers]

    def _chosen(self, seller: Seller) -> str:
        """Return the seller's choice: as sent, else as kept, else the first there is."""
        return self._allowed(seller, str(self[seller.field].value() or self.kept.get(seller.business.slug, "")))

    def _allowed(self, seller: Seller, value: str) -> str:
        way, courier = couriers.split(value)
        value = couriers.joined(way, courier or self.kept_couriers.get(seller.business.slug, ""))
        values = [choice.value for choice in seller.choices]
        # A courier that is not on this page may be on the second, which knows the place.
        fits = value in values or (couriers.split(value)[1] and seller.is_live)
        return value if fits else way if way in values else values[0]

    @property
    def way(self) -> str:
        """What is chosen for all: what was sent if it is offered, else the first that is."""
        value = str(self["delivery"].value() or "")
        if len(self.sellers) == 1:
            return self._allowed(self.sellers[0], value)
        values = [choice.value for choice in self.common]
        return value if value in values or not values else values[0]

    @property
    def ways(self) -> tuple[Choice, ...]:
        """The choices for all sellers."""
        return self.common

    def clean(self) -> dict[str, Any]:
        """Find the kecamatan, then ask the rules; every problem is shown at once, beside its field."""
        data = self.cleaned_data
        chosen = {row.business.slug: couriers.split(self._chosen(row)) for row in self.sellers} if self.rows else {}
        ways, named = (
            {slug: way for slug, (way, _c) in chosen.items()},
            {slug: c for slug, (_w, c) in chosen.items() if c},
        )
        if ways:
            brought = not NEEDS_ADDRESS.isdisjoint(ways.values())
            data["delivery"] = Delivery.SHIP.value if brought else Delivery.PICKUP.value
        else:
            data["delivery"], named = self._for_all(data.get("delivery", ""))
        data["methods"], data["couriers"] = methods.written(ways), methods.written(named)
        choice = DeliveryChoice(data["delivery"], "", data.get("address", ""), ways)
        typed, code = data.get("region", ""), data.get("region_code", "")
        data["region_code"] = self._region(typed, code) if choice.needs_address else ""
        choice = DeliveryChoice(choice.method, data["region_code"], choice.address, ways)
        try:
            checked(Buyer(data.get("name", ""), data.get("phone", ""), data.get("email", "")), choice)
        except DomainError as error:
            self._show(error)
        self._check_ways(choice)
        return data

    def _for_all(self, sent: str) -> tuple[str, dict[str, str]]:
        """Return the one way of all sellers, and the courier where there is one seller who offers it."""
        way, courier = couriers.split(sent)
        if not courier or len(self.sellers) != 1 or not self.sellers[0].is_live:
            return way, {}
        return way, {self.sellers[0].business.slug: courier}

    def _check_ways(self, choice: DeliveryChoice) -> None:
        """Say where a seller does not bring the goods; only once the place is known."""
        if choice.method not in Delivery.values or (choice.needs_address and not choice.region_code):
            return
        for seller in self.sellers:
            way = choice.methods.get(seller.business.slug, choice.method)
            if problem := way_problem(seller.business, way=way, destination=choice.region_code):
                self.add_error(seller.field if self.rows else "delivery", str(problem.message))

    def _region(self, typed: str, chosen: str) -> str:
        if region := picked(typed, chosen):
            return region.code
        found = meant(typed)
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
    """Return the kecamatan or village with regency and province, as the buyer should read it."""
    region = regions.get(code) if code else None
    return region.path if region else ""


# Addresses and names come from the phone's own memory; a numeric keypad opens where only digits are wanted.
ATTRIBUTES: dict[str, dict[str, str]] = {
    "name": {"autocomplete": "name"},
    "phone": {"autocomplete": "tel", "inputmode": "tel", "type": "tel"},
    "region": {"list": "kecamatan", "autocomplete": "off", "data-suggest": "/wilayah/", "data-code": "region_code"},
    "address": {"autocomplete": "street-address"},
    "email": {"autocomplete": "email", "inputmode": "email", "type": "email"},
}
