"""File a complaint about one line."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from products.care import messages
from products.care.complaints.move import write_step
from products.care.complaints.price import priced
from products.care.models import Complaint, ComplaintPhoto
from products.care.photos import taken_in
from products.care.states import OPEN_STATES, WISHES, ComplaintState, Party, Reason
from products.orders.dispute_hold import hold
from products.orders.models import Order, OrderLine, Purchase
from products.orders.states import Fulfilment
from rumah.businesses.models import private_storage
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem, Unavailable
from rumah.core.images import shelf
from rumah.core.images.intake import Accepted
from rumah.core.locking import locked_one
from rumah.core.text import clean_text

# After this the order is over: its money has gone to the seller and from there into flour and sugar.
DAYS_AFTER_COMPLETION = 7
FOLDER = "keluhan"


def complain(
    *, line: OrderLine, reason: str, text: str, wish: str, amount: int = 0, photos: Sequence[bytes] = (),
    actor: Any = None,
) -> Complaint:  # fmt: skip
    """Open a complaint about `line`, which the caller has found among the buyer's own.

    `wish` is a word of Solution, `amount` the rupiah of a part refund. Raises DomainError with every problem at once
    (fields `reason`, `text`, `wish`, `amount`, `photos`) and Conflict when the order is not on its way, is over for
    more than a week, or the line has an open complaint.
    """
    problems: list[Problem] = []
    words = clean_text(text)
    if reason not in Reason.values:
        problems.append(Problem(_("Pilih apa yang terjadi."), "reason"))
    if not 10 <= len(words) <= 2000:
        problems.append(Problem(_("Ceritakan apa yang terjadi, 10 sampai 2.000 huruf."), "text"))
    if wish not in dict(WISHES):
        problems.append(Problem(_("Pilih penyelesaian yang Anda harapkan."), "wish"))
    cost = priced(line, wish, amount, problems)
    pictures = taken_in(photos, problems)
    if problems:
        raise DomainError(*problems)
    with shelf.all_or_nothing(), transaction.atomic():
        # Completing locks them too: either the complaint holds the money or it is known to be too late for that.
        locked_one(Purchase.objects.filter(orders=line.order_id))
        order = locked_one(Order.objects.filter(pk=line.order_id).select_related("purchase", "business"))
        complaint = _open(order, line, {"reason": reason, "text": words, "wish": wish, "wish_amount": cost})
        write_step(complaint, party=Party.BUYER, actor=actor, solution=wish, amount=cost, text=words)
        complaint.save(update_fields=["changed_at", "due_at"])
        hold(order=order, actor=actor)
        _keep(complaint, pictures)
        audit.record("care.complain", complaint, actor=actor, reason=reason, wish=wish, amount=cost)
        messages.complained(complaint)
        return complaint


def can_complain(order: Order) -> bool:
    """Whether the order is on its way, or was completed a short time ago."""
    if order.fulfilment == Fulfilment.SHIPPED:
        return True
    last = order.changed_at + timedelta(days=DAYS_AFTER_COMPLETION)
    return order.fulfilment == Fulfilment.COMPLETED and clock.now() <= last


def _open(order: Order, line: OrderLine, said: dict[str, Any]) -> Complaint:
    if not can_complain(order):
        raise Conflict(_("Keluhan dapat diajukan sejak pesanan dikirim sampai 7 hari setelah selesai."))
    if Complaint.objects.filter(line=line, state__in=OPEN_STATES).exists():
        raise _twice()
    now = clock.now()
    try:
        with transaction.atomic():
            return Complaint.objects.create(
                line=line, order=order, business=order.business, state=ComplaintState.OPEN, opened_at=now,
                changed_at=now, **said,
            )  # fmt: skip
    except IntegrityError:
        raise _twice() from None


def _twice() -> Conflict:
    return Conflict(_("Barang ini sudah punya keluhan yang terbuka."))


def _keep(complaint: Complaint, pictures: Sequence[Accepted]) -> None:
    for picture in pictures:
        try:
            name = shelf.save(FOLDER, "jpg", picture.content, storage=private_storage())
        except OSError as error:
            raise Unavailable(_("Foto belum dapat disimpan. Coba lagi beberapa menit lagi.")) from error
        ComplaintPhoto.objects.create(complaint=complaint, file=name, source_digest=picture.digest)
