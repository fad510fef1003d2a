"""Who buys and where it goes: checked all at once, kept as it was on the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from products.orders.states import NEEDS_ADDRESS, Delivery
from rumah.core import regions
from rumah.core.errors import DomainError, Problem
from rumah.core.phone import parse_phone
from rumah.core.text import clean_line

KECAMATAN = 3


@dataclass(frozen=True, slots=True)
class Buyer:
    """A person who buys; `phone` as typed, `user` when signed in."""

    name: str
    phone: str
    email: str = ""
    user: Any = None


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """`ship` or `own` to a kecamatan or village code with a street address, or `pickup` at the house.

    `methods` (seller's slug → way) says otherwise for single sellers; `couriers` (seller's slug → `courier/service`)
    names the courier of those whose parcel travels at a courier's own rate.
    """

    method: str
    region_code: str = ""
    address: str = ""
    methods: Mapping[str, str] = field(default_factory=dict)
    couriers: Mapping[str, str] = field(default_factory=dict)

    @property
    def needs_address(self) -> bool:
        """Whether anything is brought to the buyer."""
        return not NEEDS_ADDRESS.isdisjoint({self.method, *self.methods.values()})


@dataclass(frozen=True, slots=True)
class Details:
    """Checked and cleaned: phone in E.164, address as one text; `methods` and `couriers` in the order of slugs."""

    name: str
    phone: str
    email: str
    method: str
    region_code: str
    address: str
    snapshot: str
    methods: tuple[tuple[str, str], ...] = ()
    couriers: tuple[tuple[str, str], ...] = ()


def checked(buyer: Buyer, delivery: DeliveryChoice) -> Details:
    """Return the cleaned details. Raises DomainError with every problem at once.

    Fields are named `buyer.name`, `buyer.phone`, `buyer.email`, `delivery.method`, `delivery.region`,
    `delivery.address`.
    """
    problems: list[Problem] = []
    name, phone = clean_line(buyer.name), ""
    if not 2 <= len(name) <= 120:
        problems.append(Problem(_("Tulis nama penerima."), "buyer.name"))
    try:
        phone = parse_phone(buyer.phone, mobile=True)
    except DomainError as error:
        problems.append(Problem(str(error), "buyer.phone"))
    email = clean_line(buyer.email)
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems.append(Problem(_("Alamat surel ini tidak lengkap."), "buyer.email"))
    region_code, address, snapshot = "", "", ""
    if not {delivery.method, *delivery.methods.values()} <= set(Delivery.values):
        problems.append(Problem(_("Pilih cara menerima barang."), "delivery.method"))
    elif delivery.needs_address:
        region_code, address, snapshot = _place(delivery, problems)
    if problems:
        raise DomainError(*problems)
    methods, couriers = (tuple(sorted(chosen.items())) for chosen in (delivery.methods, delivery.couriers))
    return Details(name, phone, email, delivery.method, region_code, address, snapshot, methods, couriers)


def _place(delivery: DeliveryChoice, problems: list[Problem]) -> tuple[str, str, str]:
    address = clean_line(delivery.address)
    region = regions.get(delivery.region_code)
    if region is None or regions.level(region.code) < KECAMATAN:
        problems.append(Problem(_("Pilih kecamatan tujuan."), "delivery.region"))
    if not 5 <= len(address) <= 300:
        problems.append(Problem(_("Tulis alamat lengkap: jalan, nomor, RT/RW, desa, dan patokan."), "delivery.address"))
    path = f"{region.path} {region.postal_code or ''}".strip() if region else ""
    return delivery.region_code, address, f"{address}, {path}"[:500]
