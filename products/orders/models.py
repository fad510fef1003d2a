"""Cart, purchase (one buyer, one payment) and order (one seller's share of it)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Variant
from products.orders.address_models import SavedAddress
from products.orders.commission_models import CommissionRule
from products.orders.delivery_models import DeliverySettings
from products.orders.quote_models import CourierQuote
from products.orders.shipment_models import Shipment, ShipmentLine
from products.orders.states import BUYERS_WORDS, Delivery, DiscountBy, Fulfilment, PaymentState
from products.orders.voucher_models import Voucher, VoucherUse
from rumah.businesses.models import Business

__all__ = [
    "Cart", "CartLine", "CommissionRule", "CourierQuote", "DeliverySettings", "Order", "OrderLine", "Purchase",
    "SavedAddress", "Shipment", "ShipmentLine", "ShippingZone", "Voucher", "VoucherUse",
]  # fmt: skip


class Cart(models.Model):
    """What a visitor has put aside; found by the secret in their cookie, or by who they are."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    token = models.CharField(max_length=43, unique=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="cart")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["updated_at"], name="cart_age")]

    def __str__(self) -> str:
        return f"keranjang {self.pk}"


class CartLine(models.Model):
    """A number of pieces of one variant, with the price the buyer saw when adding it."""

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    seen_price = models.PositiveBigIntegerField(help_text="rupiah")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_variant_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, quantity__lte=999), name="cart_quantity_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"


class ShippingZone(models.Model):
    """The fallback fee that always works: by how far the buyer's kecamatan is from the seller's."""

    class Reach(models.TextChoices):
        DISTRICT = "district", _("kecamatan yang sama")
        REGENCY = "regency", _("kabupaten yang sama")
        NEAR = "near", _("Jawa Timur dan Bali")
        JAVA = "java", _("Jawa lainnya")
        OUTER = "outer", _("pulau lain")

    reach = models.CharField(_("jangkauan"), max_length=10, choices=Reach.choices, unique=True)
    first_kg = models.PositiveIntegerField(_("kilogram pertama"), help_text="rupiah")
    next_kg = models.PositiveIntegerField(_("kilogram berikutnya"), help_text="rupiah")
    min_days = models.PositiveSmallIntegerField(_("paling cepat"), help_text=_("hari"))
    max_days = models.PositiveSmallIntegerField(_("paling lama"), help_text=_("hari"))

    class Meta:
        verbose_name = _("zona kirim")
        verbose_name_plural = _("zona kirim")

    def __str__(self) -> str:
        return self.get_reach_display()


class Purchase(models.Model):
    """One buyer, one payment. Names, prices and the address are as they were when it was placed."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    number = models.CharField(max_length=16, unique=True)
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="purchases"
    )
    idempotency_key = models.CharField(max_length=100, unique=True, null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="of what was asked for under that key")
    buyer_name = models.CharField(max_length=120)
    buyer_phone = models.CharField(max_length=16, help_text="E.164")
    buyer_email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="id")
    delivery = models.CharField(max_length=6, choices=Delivery.choices, help_text="ship: some order needs the address")
    region_code = models.CharField(max_length=13, blank=True, help_text="kecamatan or village of the address")
    address = models.CharField(max_length=300, blank=True)
    address_snapshot = models.CharField(max_length=500, blank=True)
    items_total = models.PositiveBigIntegerField(help_text="rupiah")
    shipping_total = models.PositiveBigIntegerField(help_text="rupiah")
    discount = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    discount_by = models.CharField(max_length=8, choices=DiscountBy.choices, blank=True, help_text="who pays it")
    total = models.PositiveBigIntegerField(help_text="rupiah")
    payment_state = models.CharField(max_length=10, choices=PaymentState.choices, default=PaymentState.AWAITING)
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(total=F("items_total") + F("shipping_total") - F("discount")), name="purchase_sums_up"
            ),
            models.CheckConstraint(condition=Q(discount__lte=F("items_total")), name="purchase_discount_within"),
            models.CheckConstraint(
                condition=Q(discount=0, discount_by="") | Q(discount__gt=0, discount_by__in=DiscountBy.values),
                name="purchase_discount_paid_by",
            ),
            models.CheckConstraint(condition=Q(items_total__gt=0), name="purchase_costs_something"),
            models.CheckConstraint(
                condition=~Q(payment_state="paid") | Q(paid_at__isnull=False), name="purchase_paid_dated"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(payment_state="awaiting"), name="purchase_awaiting"),
            models.Index(F("buyer"), F("placed_at").desc(), F("id").desc(), name="purchase_of_buyer"),
        ]
        verbose_name = _("pembelian")
        verbose_name_plural = _("pembelian")

    def __str__(self) -> str:
        return self.number


class Order(models.Model):
    """One seller's share of a purchase: one parcel, one shipping fee."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="orders")
    business = models.ForeignKey(Business, models.PROTECT, related_name="orders")
    number = models.CharField(max_length=20, unique=True)
    fulfilment = models.CharField(max_length=10, choices=Fulfilment.choices, default=Fulfilment.WAITING)
    delivery = models.CharField(max_length=6, choices=Delivery.choices, default=Delivery.SHIP)
    items_total = models.PositiveBigIntegerField(help_text="rupiah")
    shipping_fee = models.PositiveBigIntegerField(help_text="rupiah")
    shipping_note = models.CharField(max_length=120, blank=True, help_text="the courier's service as the buyer read it")
    courier_service = models.CharField(max_length=41, blank=True, help_text="courier/service the buyer paid for")
    discount = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    discount_by = models.CharField(max_length=8, choices=DiscountBy.choices, blank=True, help_text="who pays it")
    cash_at = models.DateTimeField(null=True, blank=True, help_text="when the seller had the buyer's cash")
    commission_bp = models.PositiveSmallIntegerField(default=0, help_text="basis points, as they were at placement")
    refunded = models.PositiveBigIntegerField(default=0, help_text="rupiah given back, or on the way back")
    held_by_dispute = models.BooleanField(default=False, help_text="a complaint is open: the clock may not complete it")
    weight = models.PositiveIntegerField(help_text="gram, chargeable")
    courier = models.CharField(max_length=40, blank=True)
    tracking_number = models.CharField(max_length=60, blank=True)
    placed_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    packed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="when the seller was told to accept it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purchase", "business"], name="order_one_per_seller"),
            models.CheckConstraint(condition=Q(discount__lte=F("items_total")), name="order_discount_within"),
            models.CheckConstraint(
                condition=Q(refunded__lte=F("items_total") + F("shipping_fee") - F("discount")),
                name="order_refunded_within",
            ),
            models.CheckConstraint(
                condition=Q(discount=0, discount_by="") | Q(discount__gt=0, discount_by__in=DiscountBy.values),
                name="order_discount_paid_by",
            ),
        ]
        indexes = [
            models.Index(
                F("business"), F("fulfilment"), F("placed_at").desc(), F("id").desc(), name="order_bucket"
            ),
            models.Index(
                fields=["changed_at"], name="order_to_complete",
                condition=Q(fulfilment="shipped", held_by_dispute=False),
            ),
            # The lounge counts by day.
            models.Index(fields=["placed_at"], name="order_by_day"),
            models.Index(fields=["changed_at"], name="order_to_accept", condition=Q(fulfilment="to_accept")),
        ]  # fmt: skip
        verbose_name = _("pesanan")
        verbose_name_plural = _("pesanan")

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> int:
        """What the buyer pays for this share, in rupiah."""
        return self.items_total + self.shipping_fee - self.discount

    @property
    def buyers_word(self) -> str:
        """Return the state in the buyer's words."""
        return str(BUYERS_WORDS.get(Fulfilment(self.fulfilment), self.get_fulfilment_display()))


class OrderLine(models.Model):
    """Pieces of one variant, with name and price as they were; after placement only `shipped` moves."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="order_lines")
    product_name = models.CharField(max_length=120)
    variant_name = models.CharField(max_length=60, blank=True)
    unit_price = models.PositiveBigIntegerField(help_text="rupiah")
    quantity = models.PositiveIntegerField()
    total = models.PositiveBigIntegerField(help_text="rupiah")
    shipped = models.PositiveIntegerField(default=0, help_text="pieces handed over so far")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "variant"], name="order_variant_once"),
            models.CheckConstraint(condition=Q(total=F("unit_price") * F("quantity")), name="order_line_sums_up"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_positive"),
            models.CheckConstraint(condition=Q(shipped__lte=F("quantity")), name="order_line_shipped_within"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_name}"

    @property
    def full_name(self) -> str:
        """Return product and variant as they were."""
        return f"{self.product_name}, {self.variant_name}" if self.variant_name else self.product_name

    @property
    def left(self) -> int:
        """Pieces that are still at the seller's."""
        return self.quantity - self.shipped
