"""What bringing a product costs, told on its page before any address is typed."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from products.catalogue.models import Variant
from products.orders.basket import PricedLine, weight_of
from products.orders.shipping import known_zones
from products.orders.states import Delivery
from products.orders.ways import estimate, offered, settings_of
from rumah.businesses.models import Business
from rumah.core.money import format_rupiah


def sentences(business: Business, variants: Sequence[Variant], destination: str) -> list[str]:
    """Return how one piece of the lightest variant gets to the buyer, and at what cost."""
    if not variants:
        return []
    lightest = min(variants, key=lambda variant: (weight_of([PricedLine(variant, 1)]), variant.pk))
    cost = estimate(
        known_zones(), business, grams=weight_of([PricedLine(lightest, 1)]), items_total=lightest.price,
        destination=destination,
    )  # fmt: skip
    texts = []
    if cost.rupiah is not None:
        facts = {"fee": format_rupiah(cost.rupiah), "place": cost.place}
        texts.append(_("Ongkir ke %(place)s %(fee)s") % facts if cost.place else _("Ongkir mulai %(fee)s") % facts)
    mine = settings_of(business)
    if mine.free_above is not None and (mine.courier or mine.own):
        texts.append(_("Gratis ongkir mulai belanja %(amount)s") % {"amount": format_rupiah(mine.free_above)})
    if Delivery.PICKUP in offered(business):
        texts.append(_("Bisa diambil di %(place)s") % {"place": settings.HOUSE_NAME})
    if mine.cash and (mine.courier or mine.own):
        texts.append(_("Bisa bayar di tempat sampai %(amount)s") % {"amount": format_rupiah(mine.cash_max)})
    return texts
