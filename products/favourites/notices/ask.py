"""Ask to be told when a sold-out variant is back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Variant
from products.favourites.models import StockNotice
from products.favourites.queries import sold_out
from rumah.core import clock
from rumah.core.errors import Conflict, Problem
from rumah.core.models import OutboxMessage
from rumah.core.reach import way_to
from rumah.core.text import clean_line

MOST_WAITING = 50
Channel = OutboxMessage.Channel


def ask(*, variant: Variant, contact: str = "", user: Any = None, language: str = "id") -> None:
    """Promise one message to `contact`, or to the account of `user` when it is empty; twice is once.

    Nothing is returned, so that nobody learns whether a contact of somebody else waits already. Raises DomainError
    (field `contact`) for what is neither a phone number nor an e-mail address, Conflict when the variant can be
    bought or is not sold any more.
    """
    channel, to = _reach(clean_line(contact), user)
    found, is_out = sold_out(variant.pk)
    if found is None:
        raise Conflict(_("Produk ini tidak dijual lagi."))
    if not is_out:
        raise Conflict(_("Barang ini sudah tersedia lagi."))
    waiting = StockNotice.objects.filter(to=to, state=StockNotice.State.WAITING)
    if waiting.count() >= MOST_WAITING:
        raise Conflict(Problem(_("Kontak ini sudah menunggu kabar untuk 50 barang."), "contact"))
    if waiting.filter(variant=found).exists():
        return
    try:
        with transaction.atomic():
            StockNotice.objects.create(
                variant=found, user=user, channel=channel, to=to, language=language, consented_at=clock.now()
            )
    except IntegrityError:
        # The same click twice at once.
        return


def _reach(contact: str, user: Any) -> tuple[str, str]:
    if not contact and user is not None:
        return (Channel.EMAIL, user.email) if user.email else (Channel.WHATSAPP, user.phone)
    return way_to(contact)
