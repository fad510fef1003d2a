"""A few purchases that are paid at the door, placed by the house's own verbs."""

from products.catalogue.models import Variant
from products.orders.basket import Line
from products.orders.delivery import DeliveryWays, set_delivery
from products.orders.people import Buyer, DeliveryChoice
from products.orders.place import Terms, place
from rumah.accounts.models import User
from rumah.demo.buyers import BUYERS
from rumah.demo.plan import CODE

COUNT = 3
PRICE_MOST = 200_000


def buy_in_cash(*, seller_of: User) -> None:
    """Let some sellers take cash, and a neighbour order from each."""
    shelf = Variant.objects.filter(
        product__business__code__startswith=CODE, product__is_listed=True, is_active=True, stock__on_hand__gte=10,
        price__lte=PRICE_MOST,
    )  # fmt: skip
    sellers: set[int] = set()
    for variant in shelf.select_related("product__business").order_by("pk"):
        business = variant.product.business
        if business.pk in sellers:
            continue
        sellers.add(business.pk)
        set_delivery(business=business, ways=DeliveryWays(cash=True), actor=seller_of)
        name, phone = BUYERS[len(sellers)], f"081234560{len(sellers):03d}"
        place(
            lines=[Line(variant.pk, 1)], buyer=Buyer(name, phone, ""), terms=Terms(cash=True),
            delivery=DeliveryChoice("ship", business.district_code, "Jalan Mawar 3, RT 1 RW 1"),
        )  # fmt: skip
        if len(sellers) == COUNT:
            return
