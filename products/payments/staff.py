"""The page where staff see money that needs a person: proofs to look at, payments that do not fit, stuck messages."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.payments import inbox
from products.payments.models import Attempt, Refund, TransferProof, WebhookEvent
from products.payments.queries import attention
from products.payments.refund_states import RefundState
from products.payments.send_back import send_back
from products.payments.stuck import take_over
from products.payments.transfer_proof import decide
from products.payments.withdrawn import attend
from rumah.businesses.handing import send_private
from rumah.core.errors import DomainError
from rumah.core.money import parse_rupiah

MAY = "payments.view_attempt"
MOST = 200


@permission_required(MAY)
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """List what waits for a person, the longest waiting first; empty when all is well. Six queries."""
    proofs = TransferProof.objects.filter(accepted=None).select_related("attempt__purchase").order_by("sent_at")
    stuck = WebhookEvent.objects.filter(processed_at=None).exclude(last_error="").select_related("attempt__purchase")
    context = {
        "proofs": proofs[:MOST],
        "rows": attention(MOST),
        "stuck": stuck.defer("payload").order_by("received_at")[:MOST],
    }
    return render(request, "payments/staff_money.html", context)


@permission_required("payments.view_transferproof")
@require_safe
def proof_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the private picture as a download that no browser will run."""
    proof = get_object_or_404(TransferProof, pk=pk)
    return send_private(proof.file, f"bukti-{proof.pk}")


@permission_required("payments.change_transferproof")
@require_POST
def proof_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no to a proof."""
    proof = get_object_or_404(TransferProof, pk=pk)
    yes = request.POST.get("putusan") == "ya"
    try:
        received = parse_rupiah(request.POST.get("received", "")) if yes else None
        decide(proof=proof, accepted=yes, received=received, reason=request.POST.get("reason", ""), actor=request.user)
        messages.success(request, _("Putusan dicatat."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("uang")


@permission_required("payments.change_attempt")
@require_POST
def attended(request: HttpRequest, pk: str) -> HttpResponse:
    """Note what was done about money that is gone or unreadable."""
    try:
        attend(attempt=get_object_or_404(Attempt, pk=pk), note=request.POST.get("note", ""), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("uang")


@permission_required("payments.change_attempt")
@require_POST
def send_money_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Give money under review back."""
    try:
        attempt = get_object_or_404(Attempt, pk=pk)
        send_back(attempt=attempt, reason=request.POST.get("reason", ""), actor=request.user)
        messages.success(request, _("Uang dikembalikan kepada pembeli."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("uang")


@permission_required("payments.change_attempt")
@require_POST
def refund_taken_over(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what became of a refund whose provider does not say it."""
    arrived = request.POST.get("putusan") == "sampai"
    try:
        refund = get_object_or_404(Refund, pk=pk)
        row = take_over(refund=refund, arrived=arrived, note=request.POST.get("note", ""), actor=request.user)
        done = row.state == RefundState.DONE
        messages.success(request, _("Dicatat sudah sampai.") if done else _("Sekarang ditransfer oleh petugas."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("uang")


@permission_required("payments.change_webhookevent")
@require_POST
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    """Process a stored message again."""
    event = get_object_or_404(WebhookEvent, pk=pk)
    try:
        if inbox.replay(event=event, actor=request.user):
            messages.success(request, _("Kabar diproses."))
        else:
            messages.warning(request, _("Kabar ini belum dapat diproses. Lihat alasannya di daftar."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("uang")
