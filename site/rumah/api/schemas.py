"""The shapes programs get. Prices are integer rupiah, weights grams, times ISO 8601 with offset."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from rumah.core import clock


class CategoryOut(Schema):
    """A category; `parent` is the slug of its root."""

    slug: str
    name: str
    name_en: str
    parent: str | None


class BusinessRef(Schema):
    """Who sells."""

    slug: str
    name: str


class ProductCard(Schema):
    """A product in a list."""

    slug: str
    name: str
    url: str
    business: BusinessRef
    category: str
    region: str
    min_price: int
    max_price: int
    in_stock: bool
    halal: str
    photo: str | None


class ProductList(Schema):
    """One page; `total` is a lower bound when it is capped."""

    items: list[ProductCard]
    next_cursor: str | None
    total: int
    total_is_capped: bool
    corrected: str | None


class VariantOut(Schema):
    """What can be bought; `stock` is what is free now."""

    id: int
    sku: str
    name: str
    price: int
    weight: int
    stock: int


class PermitOut(Schema):
    """A permit the offer shows."""

    kind: str
    number: str


class ProductOut(ProductCard):
    """A product with all a buyer asks."""

    code: str
    description: str
    made_in_days: int | None
    variants: list[VariantOut]
    photos: list[str]
    permits: list[PermitOut]
    tags: list[str]


class BusinessCard(Schema):
    """A business in a list."""

    slug: str
    name: str
    url: str
    sector: str
    region: str
    tagline: str
    products: int


class BusinessList(Schema):
    """One page."""

    items: list[BusinessCard]
    next_cursor: str | None


class BusinessOut(BusinessCard):
    """A business with all its profile shows."""

    address: str
    whatsapp: str
    website: str
    permits: list[PermitOut]
    tags: list[str]


class PaymentOut(Schema):
    """How the buyer pays: at `url`, by scanning `qr`, or by a transfer to `account`; all null when there is no answer.

    `expires_at` is when this way ends, which may be sooner than the purchase itself does.
    """

    provider: str
    url: str | None
    qr: str | None = None
    bank: str | None = None
    account: str | None = None
    holder: str | None = None
    expires_at: datetime | None = None


class PurchaseOut(Schema):
    """A purchase as it was placed."""

    number: str
    token: str
    status: str
    total: int
    expires_at: datetime
    payment: PaymentOut


class LineOut(Schema):
    """A line, with name and price as they were."""

    product: str
    variant: str
    quantity: int
    unit_price: int
    total: int


class OrderOut(Schema):
    """One seller's share."""

    number: str
    business: str
    fulfilment: str
    items_total: int
    shipping_fee: int
    delivery: str
    discount: int
    tracking_number: str
    lines: list[LineOut]


class PurchaseDetail(PurchaseOut):
    """A purchase as it stands now."""

    items_total: int
    shipping_total: int
    discount: int
    placed_at: datetime
    paid_at: datetime | None
    orders: list[OrderOut]


class QuestionOut(Schema):
    """What a service asks when it is booked; `kind` is `text`, `choice` (one of `choices`) or `file`."""

    id: int
    text: str
    text_en: str
    kind: str
    choices: list[str]
    required: bool


class ServiceOut(Schema):
    """A service; `places` are where it may happen, the usual place first."""

    slug: str
    name: str
    name_en: str
    summary: str
    duration: int
    place: str
    places: list[str]
    for_product: bool
    questions: list[QuestionOut]


class MentorOut(Schema):
    """Who gives a service; `slug` narrows the free times and may be asked for when booking."""

    slug: str
    name: str


class SlotOut(Schema):
    """A free time."""

    start: datetime
    end: datetime


class SlotList(Schema):
    """Free times in order, at each of which at least one of the mentors (or the one asked for) is free."""

    service: str
    zone: str
    mentors: list[MentorOut]
    items: list[SlotOut]


class SessionOut(Schema):
    """A booked session."""

    id: UUID
    service: str
    business: str
    product: str | None
    mentor: str
    room: str | None
    state: str
    start: datetime
    end: datetime


def offset(moment: datetime) -> datetime:
    """Return the moment on the house's clock, so that it is written with its offset."""
    return clock.local(moment)
