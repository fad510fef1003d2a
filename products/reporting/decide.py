"""Staff decide on the reports of a product: nothing is wrong, the owner mends it, or it is held back."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from products.catalogue import holding
from products.catalogue.models import Product
from products.catalogue.states import Status
from products.reporting.models import ProductReport, ReportState
from rumah.businesses.owners import tell_owners
from rumah.core import audit, clock, outbox
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.text import clean_text


def dismiss(*, product: Product, seen: int, actor: Any, reason: str) -> int:
    """Close the reports up to number `seen`: nothing has to change. Raises DomainError without a reason."""
    return _decide(product, seen, ReportState.DISMISSED, actor, reason)


def ask_to_mend(*, product: Product, seen: int, actor: Any, reason: str) -> int:
    """Close them and tell the owners what to mend; the product stays. Raises DomainError without a reason."""
    return _decide(product, seen, ReportState.ASKED, actor, reason)


def hide(*, product: Product, seen: int, actor: Any, reason: str) -> int:
    """Close them and hold the product back; its owners read why. Raises DomainError without a reason."""
    return _decide(product, seen, ReportState.HIDDEN, actor, reason)


def _decide(product: Product, seen: int, outcome: ReportState, actor: Any, reason: str) -> int:
    """Return how many were decided. One that came in after the page was opened stays open: nobody has read it."""
    words = clean_text(reason)
    if not 1 <= len(words) <= 1000:
        raise DomainError(Problem(_("Tulis alasannya. Pelapor atau pemilik usaha membacanya."), "reason"))
    with transaction.atomic():
        row = locked_one(Product.objects.filter(pk=product.pk))
        open_reports = ProductReport.objects.filter(product=row, state=ReportState.OPEN, pk__lte=seen)
        reports = locked(open_reports)
        if not reports:
            raise Conflict(_("Laporan ini sudah diputuskan petugas lain."))
        now = clock.now()
        open_reports.update(state=outcome, answer=words, decided_at=now, decided_by=actor)
        if outcome == ReportState.HIDDEN and row.status != Status.SUSPENDED:
            holding.suspend(product=row, actor=actor, reason=words)
        elif outcome == ReportState.ASKED:
            said = _("Ada yang perlu diperbaiki pada produk “%(name)s”.") % {"name": row.name}
            tell_owners(business=row.business, said=said, reason=words, key=f"report:{reports[-1].pk}")
        for one in reports:
            audit.record(f"reporting.{outcome.value}", one, actor=actor, reason=words)
        outbox.queue_all([_answer(one, row, outcome, words) for one in reports if one.contact])
    return len(reports)


def _answer(report: ProductReport, product: Product, outcome: ReportState, words: str) -> Any:
    with translation.override(report.language):
        said = {
            ReportState.DISMISSED: _("Kami sudah memeriksa laporan Anda tentang “%(name)s”. Produk ini tetap tampil."),
            ReportState.ASKED: _("Kami meminta penjual memperbaiki “%(name)s”. Terima kasih atas laporan Anda."),
            ReportState.HIDDEN: _("“%(name)s” tidak tampil lagi. Terima kasih atas laporan Anda."),
        }[outcome] % {"name": product.name}
    # Why a shop must mend something is between the house and the shop; why nothing changes is for the reporter.
    body = f"{said}\n\n{words}" if outcome == ReportState.DISMISSED else said
    return outbox.message(
        channel=report.channel, to=report.contact, subject=said, body=f"{body}\n\n{settings.HOUSE_NAME}",
        dedupe_key=f"report-answer:{report.pk}",
    )  # fmt: skip
