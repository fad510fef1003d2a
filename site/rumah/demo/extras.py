"""What makes a visit lifelike: favourites, saved addresses, and vouchers in every state."""

from datetime import datetime, timedelta

from products.catalogue.models import Product
from products.catalogue.queries import Filters
from products.favourites.keep import keep
from products.favourites.notices.ask import ask
from products.orders.addresses import Place
from products.orders.addresses import keep as keep_address
from products.orders.models import Voucher
from products.orders.vouchers.make import Terms, make, stop
from products.searches.keep import keep as keep_search
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.demo.people import OWNED_SHOP
from rumah.demo.plan import CODE

LIKED = 6
SEARCHES = (
    ("Kopi robusta", Filters(q="kopi robusta"), "q=kopi+robusta"),
    ("Batik sampai Rp300.000", Filters(q="batik", max_price=300_000), "q=batik&max=300000"),
)
HOUSE_CODE = "RUMAH10"


def furnish(*, now: datetime, shopper: User, owner: User, staff: User) -> None:
    """Give the people who sign in what they would have gathered."""
    shelf = Product.objects.filter(business__code__startswith=CODE, is_listed=True).order_by("pk")
    for product in shelf.filter(in_stock=True)[: LIKED * 5 : 5]:
        keep(user=shopper, product=product)
    for name, filters, address in SEARCHES:
        keep_search(user=shopper, filters=filters, address=address, name=name)
    sold_out = shelf.filter(in_stock=False, variants__is_active=True).first()
    if sold_out:
        keep(user=shopper, product=sold_out)
        ask(variant=sold_out.variants.filter(is_active=True)[0], user=shopper)
    for place in (
        Place(shopper.name, "081234500031", "35.78.08", "Jalan Gubeng Kertajaya 4 No. 12", "Kantor"),
        Place(shopper.name, "081234500031", "35.10.16", "Jalan Ahmad Yani 21, RT 2 RW 3", "Rumah"),
    ):
        keep_address(user=shopper, place=place)
    _vouchers(now=now, owner=owner, staff=staff)


def _vouchers(*, now: datetime, owner: User, staff: User) -> None:
    soon, late = now + timedelta(days=60), now + timedelta(days=400)
    for terms in (
        Terms(HOUSE_CODE, "percent", 10, now, soon, cap=20_000, minimum=50_000, budget=2_000_000),
        Terms("SEPTEMBER26", "fixed", 5_000, now - timedelta(days=80), soon, max_uses=100),
        Terms("TAHUNBARU27", "fixed", 15_000, now + timedelta(days=30), late, minimum=100_000, budget=3_000_000),
    ):
        make(terms=terms, business=None, actor=staff)
    Voucher.objects.filter(code="SEPTEMBER26").update(valid_until=now - timedelta(days=50))
    shop = Business.objects.filter(code__startswith=CODE, name=OWNED_SHOP).first()
    if shop is None:
        return
    make(terms=Terms("WAHYUNI5", "fixed", 5_000, now, soon, minimum=30_000, max_uses=50), business=shop, actor=owner)
    old = make(terms=Terms("KERIPIK15", "percent", 15, now, soon, cap=10_000, max_uses=20), business=shop, actor=owner)
    stop(voucher=old, actor=owner)
