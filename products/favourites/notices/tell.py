"""Tell who waits that a variant is back, once."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from products.favourites.models import StockNotice
from products.favourites.notices.links import stop_url
from rumah.core import clock, outbox

BATCH = 200


def tell(*, notice: StockNotice) -> bool:
    """Queue the message and forget the contact; False when another worker or the person was quicker."""
    with transaction.atomic():
        mine = StockNotice.objects.filter(pk=notice.pk, state=StockNotice.State.WAITING)
        if not mine.update(state=StockNotice.State.SENT, to="", ended_at=clock.now()):
            return False
        variant = notice.variant
        name = f"{variant.product.name}, {variant.name}" if variant.name else variant.product.name
        with translation.override(notice.language):
            text = _("%(name)s tersedia lagi. Ini satu-satunya kabar yang Anda minta untuk barang ini.")
            stop = _("Hentikan semua kabar ke kontak ini:")
            outbox.queue(
                channel=notice.channel, to=notice.to, subject=_("Tersedia lagi: %(name)s") % {"name": name},
                body=f"{text % {'name': name}}\n\n{settings.BASE_URL}{variant.product.get_absolute_url()}\n\n"
                f"{stop}\n{stop_url(notice.to)}",
                dedupe_key=f"stock-notice:{notice.pk}",
            )  # fmt: skip
        return True


def tell_all() -> int:
    """Tell whoever waits for a variant that can be bought now, in the order they asked; return how many."""
    back = StockNotice.objects.filter(
        Q(variant__stock__to_order=True) | Q(variant__stock__on_hand__gt=F("variant__stock__reserved")),
        state=StockNotice.State.WAITING, variant__is_active=True, variant__product__is_listed=True,
    )  # fmt: skip
    return sum(tell(notice=notice) for notice in back.select_related("variant__product").order_by("pk")[:BATCH])
