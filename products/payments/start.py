"""Begin to pay: write the attempt down, then ask the provider, never both at once."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments import providers
from products.payments.leave import leave
from products.payments.models import Attempt
from products.payments.providers.base import Created, Down, Instructions, Refused
from products.payments.providers.patience import seconds_left, within
from products.payments.queries import is_unclear
from products.payments.settle import close_attempt, settle
from products.payments.states import LIVE, AttemptState
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem, Unavailable
from rumah.core.locking import locked_row
from rumah.core.prepared import Prepared

# An attempt without an answer is tried again under its own key; after this a new one begins, because a provider may
# repeat its first failure for the same key. Nobody has the address of the old one, so nobody can pay it.
RESUME = timedelta(minutes=2)
FRESH = timedelta(seconds=10)
UNCLEAR = Prepared(lambda purchase: Attempt.objects.filter(purchase=purchase, state__in=[*LIVE, AttemptState.SUSPENSE]))


def start(*, purchase: Purchase, provider: str = "stripe") -> Attempt:
    """Return an attempt that the buyer can pay: the live one if it is of this provider, otherwise a new one.

    A live attempt of another provider is closed there first; when it turns out to be paid, that wins. Raises Conflict
    when the purchase can no longer be paid, DomainError (field `provider`) for a way to pay that does not exist or
    does not take this total, Unavailable when the provider does not answer; the purchase stays payable then.

    All that providers are asked for it takes PAYMENT_PATIENCE_SECONDS at most, for the buyer looks at an empty page.
    """
    with within(settings.PAYMENT_PATIENCE_SECONDS):
        return _start(purchase, provider)


def _start(purchase: Purchase, provider: str) -> Attempt:
    live = next((one for one in _open_or_unclear(purchase) if one.state in LIVE), None)
    if live and live.provider == provider and live.state == AttemptState.PENDING and (still := _still_open(live)):
        return still
    if all(one.code != provider for one in providers.available(purchase.total)):
        text = _("Cara bayar ini tidak tersedia untuk jumlah tersebut.")
        raise DomainError(Problem(text, "provider", "unavailable"))
    if live and live.provider != provider:
        # Half of the time: the way that is left may be silent, and the new one needs an answer too.
        with within(seconds_left() / 2):
            leave(attempt=live)
    attempt = _write(purchase.pk, provider)
    return attempt if attempt.reference else _open(attempt)


def _open_or_unclear(purchase: Purchase) -> list[Attempt]:
    """Return the live attempt, and those with money that nobody understands yet. One query."""
    rows = UNCLEAR(purchase=purchase.pk)
    return [row for row in rows if row.state in LIVE or is_unclear(row)]


def _still_open(attempt: Attempt) -> Attempt | None:
    """Return the attempt if it can still be paid; a message about its end may not have reached us."""
    if attempt.checked_at and attempt.checked_at > clock.now() - FRESH:
        return attempt
    try:
        attempt = settle(attempt_id=attempt.pk)
    except Unavailable:
        return attempt
    return attempt if attempt.state == AttemptState.PENDING else None


def _write(purchase_id: int, code: str) -> Attempt:
    with transaction.atomic():
        purchase = locked_row(Purchase, purchase_id)
        now = clock.now()
        there = _open_or_unclear(purchase)
        _check_payable(purchase, there)
        live = next((one for one in there if one.state in LIVE), None)
        if live and live.provider != code:
            raise Conflict(_("Cara bayar lain baru saja dipilih untuk pembelian ini. Periksa halaman pesanan Anda."))
        if live and live.state == AttemptState.CREATED and live.created_at < now - RESUME:
            close_attempt(live, AttemptState.FAILED, "no answer")
            live = None
        if live:
            return live
        _extend(purchase, code)
        attempt = Attempt.objects.create(
            purchase=purchase, provider=code, amount=purchase.total, created_at=now, expires_at=purchase.expires_at
        )
        audit.record("payments.start", attempt, purchase=purchase.number, amount=purchase.total)
        return attempt


def _extend(purchase: Purchase, code: str) -> None:
    """Give the time that this way needs, counted from placing so that starting again gives no more of it."""
    hours = providers.provider(code).capabilities().window_hours
    until = purchase.placed_at + timedelta(hours=hours)
    if until > purchase.expires_at:
        purchase.expires_at = until
        purchase.save(update_fields=["expires_at"])


def _check_payable(purchase: Purchase, there: list[Attempt]) -> None:
    if purchase.payment_state == PaymentState.PAID:
        raise Conflict(_("Pembelian ini sudah dibayar."))
    if purchase.payment_state != PaymentState.AWAITING or purchase.expires_at <= clock.now():
        raise Conflict(_("Waktu bayar pembelian ini sudah lewat. Silakan pesan lagi."))
    if any(one.state == AttemptState.SUSPENSE for one in there):
        raise Conflict(_("Pembayaran Anda sudah masuk dan sedang ditinjau petugas. Jangan membayar lagi."))


def _open(attempt: Attempt) -> Attempt:
    try:
        created = providers.provider(attempt.provider).create(attempt, attempt.purchase)
    except Down as error:
        Attempt.objects.filter(pk=attempt.pk).update(last_error=str(error.__cause__ or error)[:300])
        raise
    except Refused as error:
        with transaction.atomic():
            mine = locked_row(Attempt, attempt.pk)
            close_attempt(mine, AttemptState.FAILED, str(error.__cause__ or error))
        raise
    return _opened(attempt.pk, created)


def _opened(attempt_id: UUID, created: Created) -> Attempt:
    with transaction.atomic():
        attempt = locked_row(Attempt, attempt_id)
        # The same call may have run twice, and a webhook may have been quicker than the answer.
        if attempt.state == AttemptState.CREATED:
            attempt.state = AttemptState.PENDING
        if attempt.state == AttemptState.PENDING:
            attempt.reference, attempt.url, attempt.last_error = created.reference, created.url, ""
            attempt.checked_at = clock.now()
            _show(attempt, created.shown)
            attempt.save()
            return attempt
    if attempt.state == AttemptState.SETTLED:
        raise Conflict(_("Pembelian ini sudah dibayar."))
    raise Unavailable(_("Upaya bayar ini sudah ditutup. Silakan coba lagi."))


def _show(attempt: Attempt, shown: Instructions) -> None:
    attempt.qr, attempt.bank = shown.qr, shown.bank
    attempt.account, attempt.holder = shown.account, shown.holder
    if shown.ends and shown.ends < attempt.expires_at:
        attempt.expires_at = shown.ends
