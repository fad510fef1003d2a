"""What is being bought: lines read afresh from the catalogue, grouped by seller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from products.catalogue.models import Variant
from products.orders import quotes, ways
from products.orders.quotes import Rate
from products.orders.shipping import Fee, Parcel, all_zones, chargeable_weight
from products.orders.states import NEEDS_ADDRESS, Delivery
from rumah.businesses.models import Business
from rumah.core.errors import Conflict, Problem
from rumah.core.prepared import Prepared

MAX_LINES = 100
MAX_QUANTITY = 999
# Long texts that no basket needs.
UNREAD = ("product__description", "product__business__story")
VARIANTS = Prepared(
    lambda pks: Variant.objects.filter(pk__in=pks).select_related("product__business__delivery_settings").defer(*UNREAD)
)


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of one variant, with the price the buyer saw (rupiah), or None where no price was shown."""

    variant_id: int
    quantity: int
    seen_price: int | None = None


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its live variant (product and business loaded)."""

    variant: Variant
    quantity: int

    @property
    def total(self) -> int:
        """Rupiah."""
        return self.variant.price * self.quantity


@dataclass(frozen=True, slots=True)
class SellerShare:
    """One seller's lines, their parcel, how it travels and its fee; `rate` is the courier's own that was chosen."""

    lines: tuple[PricedLine, ...]
    weight: int
    fee: Fee
    way: str = Delivery.SHIP
    rate: Rate | None = None

    @property
    def business(self) -> Business:
        """The seller."""
        return self.lines[0].variant.product.business

    @property
    def business_id(self) -> int:
        """The seller."""
        return self.lines[0].variant.product.business_id

    @property
    def items_total(self) -> int:
        """Rupiah, without the fee."""
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        """Rupiah, with the fee."""
        return self.items_total + self.fee.rupiah

    @property
    def takes_cash(self) -> bool:
        """Whether the seller takes this in cash at the door. Couriers that are booked for them collect none."""
        return self.rate is None and ways.takes_cash(self.business, way=self.way, total=self.total)


def merged(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the same variant added up: two lines of one variant must not pass the guard apart."""
    sums: dict[int, Line] = {}
    for line in lines:
        known = sums.get(line.variant_id)
        quantity = line.quantity + (known.quantity if known else 0)
        sums[line.variant_id] = Line(line.variant_id, quantity, line.seen_price)
    return list(sums.values())


def priced(lines: Sequence[Line]) -> list[PricedLine]:
    """Read the variants of `lines` in one query and return them priced, in the order given.

    Raises Conflict with a Problem per line (field `lines.<index>`) that is gone, costs something else than the buyer
    saw (code `price`), whose seller is on holiday (code `holiday`), or asks for an impossible number.
    """
    problems: list[Problem] = []
    found: list[PricedLine] = []
    if not 0 < len(lines) <= MAX_LINES:
        raise Conflict(Problem(_("Keranjang kosong atau terlalu penuh."), "lines"))
    variants = {variant.pk: variant for variant in VARIANTS(pks=tuple(line.variant_id for line in lines))}
    for index, line in enumerate(lines):
        variant = variants.get(line.variant_id)
        field = f"lines.{index}"
        if variant is None or not variant.is_active or not variant.product.is_listed:
            problems.append(Problem(_("Produk ini tidak dijual lagi."), field, "gone"))
        elif not 0 < line.quantity <= MAX_QUANTITY:
            problems.append(Problem(_("Jumlah harus antara 1 dan 999."), field, "quantity"))
        elif closed := ways.on_holiday(variant.product.business):
            problems.append(Problem(closed, field, "holiday"))
        elif line.seen_price is not None and line.seen_price != variant.price:
            problems.append(_price_changed(variant, field))
        else:
            found.append(PricedLine(variant, line.quantity))
    if problems:
        raise Conflict(*problems)
    return found


def _price_changed(variant: Variant, field: str) -> Problem:
    from rumah.core.money import format_rupiah

    text = _("Harga %(name)s kini %(price)s. Periksa lagi sebelum membayar.")
    return Problem(text % {"name": variant.product.name, "price": format_rupiah(variant.price)}, field, "price")


def weight_of(lines: Sequence[PricedLine]) -> int:
    """Return the grams a courier would charge for these lines in one parcel."""
    return chargeable_weight(
        Parcel(line.variant.weight, line.variant.length, line.variant.width, line.variant.height, line.quantity)
        for line in lines
    )


def by_seller(lines: Sequence[PricedLine]) -> list[tuple[PricedLine, ...]]:
    """Group the lines by seller, in seller order."""
    ordered = sorted(lines, key=lambda line: (line.variant.product.business_id, line.variant.pk))
    return [tuple(group) for _seller, group in groupby(ordered, key=lambda line: line.variant.product.business_id)]


def shares(
    lines: Sequence[PricedLine],
    *,
    method: str,
    destination: str,
    methods: Mapping[str, str] | None = None,
    couriers: Mapping[str, str] | None = None,
) -> list[SellerShare]:
    """Group by seller, in seller order, with one parcel and one fee each; pickup at the house costs nothing.

    `methods` (seller's slug → way) stands above `method`. `couriers` (seller's slug → `courier/service`) takes the fee
    from the courier's own rate as it was last told. Raises Conflict with a Problem per seller (field
    `delivery.methods.<slug>`, code `way`) who does not deliver that way or not there, and (field
    `delivery.couriers.<slug>`, code `rate`) whose courier's rate no longer holds.
    """
    chosen = methods or {}
    groups = [(own, chosen.get(own[0].variant.product.business.slug, method)) for own in by_seller(lines)]
    zones = all_zones() if any(way in NEEDS_ADDRESS for _own, way in groups) else {}
    rated = _rated(groups, couriers or {}, destination)
    made, problems = [], []
    for own, way in groups:
        business, weight = own[0].variant.product.business, weight_of(own)
        if problem := ways.way_problem(business, way=way, destination=destination):
            problems.append(problem)
            continue
        if business.slug in rated:
            rate = rated[business.slug]
            if rate is None:
                problems.append(_rate_gone(business))
            else:
                made.append(SellerShare(own, weight, rate.fee(weight), way, rate))
            continue
        total = sum(line.total for line in own)
        cost = ways.fee_of(zones, business, way=way, destination=destination, grams=weight, items_total=total)
        made.append(SellerShare(own, weight, cost or ways.FREE, way))
    if problems:
        raise Conflict(*problems)
    return made


def _rated(
    groups: Sequence[tuple[tuple[PricedLine, ...], str]], couriers: Mapping[str, str], destination: str
) -> dict[str, Rate | None]:
    """Return the rate of each seller whose courier was named, None where it does not hold; in one query at most."""
    asked = {}
    for own, way in groups:
        business = own[0].variant.product.business
        if way == Delivery.SHIP and business.slug in couriers:
            asked[business.slug] = quotes.question(business, own, destination=destination)
    known = quotes.answers([one.key for one in asked.values() if one])
    return {
        slug: next((rate for rate in known.get(one.key if one else "", ()) if rate.code == couriers[slug]), None)
        for slug, one in asked.items()
    }


def _rate_gone(business: Business) -> Problem:
    text = _("Ongkos kurir %(name)s perlu dihitung lagi. Periksa sebelum membayar.")
    return Problem(text % {"name": business.name}, f"delivery.couriers.{business.slug}", "rate")
