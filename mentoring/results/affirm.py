"""The owner says what came of it, once."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoring.results.models import Deliverable, Outcome
from mentoring.results.rows import owned
from mentoring.results.states import ResultState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem

AFTER = timedelta(days=28)
MAX_SALES, MAX_WORKERS = 1_000_000_000_000, 100_000


def may_affirm(row: Deliverable) -> bool:
    """Whether the 28 days of what is live are over, and nothing was said yet. At most two queries."""
    if row.state != ResultState.LIVE or Outcome.objects.filter(pk=row.pk).exists():
        return False
    return row.publications.filter(reverted_at=None, live_at__lte=clock.now() - AFTER).exists()


def affirm(
    *, actor: User, deliverable: Deliverable, sales_before: int, sales_now: int, workers_before: int, workers_now: int
) -> Outcome:
    """Keep sales a month (rupiah) and people at work, before and now.

    Raises NotAllowed for who is not of the business, DomainError with every number out of range or before the 28 days
    are over, Conflict when it was said already.
    """
    numbers = {
        "sales_before": (sales_before, MAX_SALES), "sales_now": (sales_now, MAX_SALES),
        "workers_before": (workers_before, MAX_WORKERS), "workers_now": (workers_now, MAX_WORKERS),
    }  # fmt: skip
    wrong = [name for name, (value, most) in numbers.items() if not 0 <= value <= most]
    if wrong:
        raise DomainError(*(Problem(_("Tulis angka bulat mulai dari 0."), name) for name in wrong))
    with transaction.atomic():
        row = owned(actor, deliverable.pk)
        if Outcome.objects.filter(pk=row.pk).exists():
            raise Conflict(_("Hasil ini sudah Anda ceritakan. Terima kasih."))
        if not may_affirm(row):
            raise DomainError(_("Ceritakan hasilnya setelah terpasang 28 hari."))
        try:
            with transaction.atomic():
                outcome = Outcome.objects.create(
                    deliverable=row, affirmed_by=actor, affirmed_at=clock.now(),
                    **{name: value for name, (value, _most) in numbers.items()},
                )  # fmt: skip
        except IntegrityError as error:
            raise Conflict(_("Hasil ini sudah Anda ceritakan. Terima kasih.")) from error
        audit.record("results.affirm", row, actor=actor, **{name: value for name, (value, _most) in numbers.items()})
    return outcome
