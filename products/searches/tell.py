"""The weekly message: what was shown for the first time since a person was told last."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products.catalogue.cards import Card
from products.catalogue.fresh import shown_between
from products.searches.keep import WEEK
from products.searches.links import stop_url
from products.searches.models import SavedSearch, SearchReader
from products.searches.queries import filters_of
from rumah.core import clock, outbox
from rumah.core.models import OutboxMessage
from rumah.core.money import format_rupiah

# Products named for one search, people told in one run.
SHOWN, BATCH = 5, 200
# A product's time is taken when its change begins; one that is not committed yet must not be passed by.
LAG = timedelta(minutes=5)


class News(NamedTuple):
    """What is new in one search; `more` says that there is more than is named."""

    search: SavedSearch
    products: list[Card]
    more: bool


def tell_due() -> int:
    """Tell whose week is over, in the order of time; return how many got a message."""
    now = clock.now()
    due = SearchReader.objects.filter(next_at__lte=now).order_by("next_at", "user").values_list("user", "next_at")
    return sum(tell(user_id=user, turn=turn) for user, turn in due[:BATCH])


@transaction.atomic
def tell(*, user_id: int, turn: datetime) -> bool:
    """Queue one person's message of the week that ended at `turn`; False where nothing is new or another was quicker.

    The turn is moved, the searches are marked and the message is written in one transaction: cut off anywhere, all of
    it happens once more and nothing twice.
    """
    now = clock.now()
    # A worker that stood still for a month owes one message, not four.
    ahead = turn + WEEK * ((now - turn) // WEEK + 1)
    if not SearchReader.objects.filter(user=user_id, next_at=turn).update(next_at=ahead):
        return False
    until = now - LAG
    running = SavedSearch.objects.filter(user=user_id, user__is_active=True, is_paused=False, told_until__lt=until)
    searches = list(running.select_related("user").order_by("created_at", "id"))
    news = [found for search in searches if (found := _new(search, until)).products]
    SavedSearch.objects.filter(pk__in=[search.pk for search in searches]).update(told_until=until)
    if not news:
        return False
    _queue(news[0].search.user, news, turn)
    return True


def _new(search: SavedSearch, until: datetime) -> News:
    found = shown_between(filters_of(search), after=search.told_until, until=until, most=SHOWN + 1)
    return News(search, found[:SHOWN], more=len(found) > SHOWN)


def _queue(user: Any, news: list[News], turn: datetime) -> None:
    email = bool(user.email)
    with translation.override(user.language):
        outbox.queue(
            channel=OutboxMessage.Channel.EMAIL if email else OutboxMessage.Channel.WHATSAPP,
            to=user.email if email else user.phone, subject=_("Yang baru di pencarian Anda"),
            body=_body(user, news), dedupe_key=f"searches:{user.pk}:{turn:%Y%m%d%H%M%S}",
        )  # fmt: skip


def _body(user: Any, news: list[News]) -> str:
    count = len(news)
    parts = [
        _("Halo %(name)s,") % {"name": user.name},
        ngettext(
            "Minggu ini ada yang baru di %(count)s pencarian Anda.",
            "Minggu ini ada yang baru di %(count)s pencarian Anda.", count,
        ) % {"count": count},
    ]  # fmt: skip
    for search, products, more in news:
        lines = [search.name, *(_line(product) for product in products)]
        if more:
            see = {"url": f"{settings.BASE_URL}/produk/?{search.address}&urut=terbaru"}
            lines.append(_("Masih ada lagi: %(url)s") % see)
        parts.append("\n".join(lines))
    parts += [
        _("Atur pencarian: %(url)s") % {"url": f"{settings.BASE_URL}/akun/pencarian/"},
        _("Hentikan kabar mingguan: %(url)s") % {"url": stop_url(user.pk)},
    ]
    return "\n\n".join(parts)


def _line(product: Card) -> str:
    place = f"{settings.BASE_URL}/produk/{product.slug}/"
    return f"- {product.name}, {format_rupiah(product.min_price)}, {product.business_name}\n  {place}"
