"""The staff's page of money that leaves: refunds by hand, accounts to confirm, payouts for the bank."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.payments.models import Refund
from products.payments.refund_by_hand import mark_done
from products.payments.refund_states import RefundState
from products.payouts.account import confirm_account
from products.payouts.bank import bank
from products.payouts.bank_file import as_csv, export, refunds_as_csv
from products.payouts.batch import batch
from products.payouts.models import BankFile, Payout, PayoutAccount
from products.payouts.pay import mark_paid
from products.payouts.states import PayoutState
from rumah.businesses.handing import send_private
from rumah.businesses.permits import MAX_BYTES
from rumah.core import audit, clock
from rumah.core.errors import DomainError

MAY = "payouts.change_payout"
AT_MOST = 100


def waiting() -> list[QuerySet[Any]]:
    """Return what the page lists beside refunds, to be counted."""
    open_payouts = [Payout.objects.filter(state=state) for state in (PayoutState.READY, PayoutState.EXPORTED)]
    return [PayoutAccount.objects.filter(confirmed_at=None), *open_payouts]


@permission_required(MAY)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what waits for a person, longest wait first. Account numbers are whole in the bank's files alone."""
    ready = Payout.objects.filter(state=PayoutState.READY).select_related("business").order_by("pk")
    at_bank = Payout.objects.filter(state=PayoutState.EXPORTED).select_related("business", "file").order_by("pk")
    refunds = Refund.objects.filter(state=RefundState.MANUAL).select_related("purchase").order_by("requested_at")
    accounts = PayoutAccount.objects.filter(confirmed_at=None).select_related("business").order_by("changed_at")
    context = {
        "bank": bank(), "due": ready.aggregate(sum=Sum("amount", default=0))["sum"], "ready": ready[:AT_MOST],
        "refunds": refunds[:AT_MOST], "accounts": accounts[:AT_MOST], "at_bank": at_bank[:AT_MOST],
        "files": BankFile.objects.order_by("-pk")[:12],
    }  # fmt: skip
    return render(request, "payouts/staff.html", context)


@permission_required(MAY)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an account is the owner's."""
    account = get_object_or_404(PayoutAccount, pk=pk)
    # What the person looked at: a change since must not slip through.
    account.changed_at = parse_datetime(request.POST.get("seen", "")) or account.changed_at.replace(year=1970)
    number = request.POST.get("number", "")
    return _done(
        request, lambda: confirm_account(account=account, number=number, actor=request.user), _("Rekening dibenarkan.")
    )  # fmt: skip


@permission_required(MAY)
@require_POST
def gather(request: HttpRequest) -> HttpResponse:
    """Gather what is due now instead of at the next turn."""
    return _done(request, lambda: batch(actor=request.user), _("Pencairan dikumpulkan."))


@permission_required(MAY)
@require_POST
def make_file(request: HttpRequest) -> HttpResponse:
    """Take the ready payouts into a bank file."""
    return _done(request, lambda: export(actor=request.user), _("Berkas bank dibuat. Unduh di bawah."))


@permission_required(MAY)
@require_safe
def bank_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a bank file out, and note who took it: it holds account numbers."""
    file = get_object_or_404(BankFile, pk=pk)
    audit.record("payouts.file_taken", file, actor=request.user)
    return _csv(as_csv(file), f"{file}.csv")


@permission_required(MAY)
@require_POST
def refund_file(request: HttpRequest) -> HttpResponse:
    """Hand out where refunds by hand go to; who took it is noted, so it is a post."""
    try:
        return _csv(refunds_as_csv(actor=request.user), f"pengembalian-{clock.today():%Y-%m-%d}.csv")
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("uang_keluar")


@permission_required(MAY)
@require_POST
def paid(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a payout paid, with proof."""
    payout, proof = get_object_or_404(Payout, pk=pk), _proof(request)
    return _done(
        request, lambda: mark_paid(payout=payout, proof=proof, actor=request.user), _("Pencairan ditandai dibayar.")
    )  # fmt: skip


@permission_required(MAY)
@require_POST
def refunded(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark a refund paid, with proof."""
    refund, proof = get_object_or_404(Refund, pk=pk), _proof(request)
    return _done(
        request, lambda: mark_done(refund=refund, proof=proof, actor=request.user), _("Pengembalian ditandai selesai.")
    )  # fmt: skip


@permission_required(MAY)
@require_safe
def proof_of(request: HttpRequest, kind: str, pk: str) -> FileResponse:
    """Hand a proof out as a download that no browser will run."""
    rows: Any = Payout.objects.all() if kind == "pencairan" else Refund.objects.all()
    try:
        row = rows.get(pk=pk)
    except (rows.model.DoesNotExist, ValueError, TypeError) as error:
        raise Http404 from error
    return send_private(row.proof, f"bukti-{pk}")


def _csv(content: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _proof(request: HttpRequest) -> bytes:
    file = request.FILES.get("proof")
    return file.read(MAX_BYTES + 1) if file else b""


def _done(request: HttpRequest, deed: Any, words: str) -> HttpResponse:
    try:
        deed()
    except DomainError as error:
        messages.error(request, " ".join(str(problem.message) for problem in error.problems))
    else:
        messages.success(request, words)
    return redirect("uang_keluar")
