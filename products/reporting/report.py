"""Anybody says that something is wrong with an offer."""

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.reporting.models import ProductReport, Reason, ReportState
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.reach import way_to
from rumah.core.text import clean_line, clean_text

MOST_TEXT = 1000
# One shop that many are angry with: staff see it after the first few, the rest adds nothing but rows.
MOST_OPEN = 50


def report(*, product: Product, reason: str, text: str = "", contact: str = "", language: str = "id") -> ProductReport:
    """Keep a report; who wrote it is not asked. Raises DomainError with every problem, Conflict for what is gone.

    `contact` is a phone number or an e-mail address, or empty. The same words from the same contact are kept once.
    """
    words, line, problems = clean_text(text), clean_line(contact), []
    if reason not in Reason.values:
        problems.append(Problem(_("Pilih apa yang salah."), "reason"))
    if reason == Reason.OTHER and not words:
        problems.append(Problem(_("Ceritakan apa yang salah."), "text"))
    if len(words) > MOST_TEXT:
        problems.append(Problem(_("Tulis paling banyak 1.000 huruf."), "text"))
    channel = to = ""
    try:
        channel, to = way_to(line) if line else ("", "")
    except DomainError as error:
        problems.extend(error.problems)
    if problems:
        raise DomainError(*problems)
    if not product.is_listed:
        raise Conflict(_("Produk ini sudah tidak tampil."))
    with transaction.atomic():
        waiting = ProductReport.objects.filter(product=product, state=ReportState.OPEN)
        same = waiting.filter(reason=reason, text=words, contact=to).first()
        if same is not None:
            return same
        if waiting.count() >= MOST_OPEN:
            raise Conflict(_("Produk ini sudah banyak dilaporkan. Petugas sedang memeriksanya."))
        row = ProductReport.objects.create(
            product=product, reason=reason, text=words, channel=channel, contact=to, language=language,
            created_at=clock.now(),
        )  # fmt: skip
        # Nobody's name, and not the words: the owner reads this trail.
        audit.record("reporting.report", row, reason=reason)
    return row
