"""Couriers and pictures of variants, as the owner's own shops have them."""

from products.catalogue.models import Product, Variant
from products.catalogue.photos.variant import show_variants
from products.orders.delivery import DeliveryWays, set_delivery
from products.orders.models import Order
from products.orders.states import Delivery, Fulfilment, PaymentState
from products.orders.ways import settings_of
from rumah.accounts.models import User
from rumah.demo.plan import CODE

# Enough to meet one while looking around.
PICTURED = 40


def send_by_courier(*, owner: User) -> None:
    """Turn couriers' own rates on in the owner's shops; one order that waits there was bought at such a rate."""
    for business in owner.businesses.select_related("delivery_settings").order_by("pk"):
        cash = settings_of(business).cash
        set_delivery(business=business, ways=DeliveryWays(cash=cash, live_rates=True), actor=owner)
    waiting = Order.objects.filter(
        business__in=owner.businesses.all(), delivery=Delivery.SHIP, fulfilment=Fulfilment.TO_SHIP,
        purchase__payment_state=PaymentState.PAID,
    ).order_by("-placed_at", "pk").first()  # fmt: skip
    if waiting is not None:
        waiting.courier_service, waiting.shipping_note = "jne/reg", "JNE Reguler"
        waiting.save(update_fields=["courier_service", "shipping_note"])


def show_variants_by_photo(*, actor: User) -> None:
    """Let the variants of some products be shown by one photo each."""
    several = Variant.objects.filter(is_active=True, position=1).values("product")
    products = Product.objects.filter(business__code__startswith=CODE, pk__in=several).order_by("-listed_at", "pk")
    for product in products.prefetch_related("variants", "photos")[:PICTURED]:
        photos = list(product.photos.all())
        if len(photos) > 1:
            variants = list(product.variants.all())
            chosen = {one.pk: photos[at % len(photos)].pk for at, one in enumerate(variants)}
            show_variants(product=product, photos=chosen, actor=actor)
