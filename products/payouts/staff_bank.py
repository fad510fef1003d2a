"""The staff's page of money that reached the bank: what lies where by our books, and a form for the bank statement."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.payouts.bank import at_houses, bank
from products.payouts.forms import ReceiptForm
from products.payouts.models import BankReceipt
from products.payouts.receive import receive
from products.payouts.void import void
from rumah.businesses.handing import send_private
from rumah.businesses.permits import MAX_BYTES
from rumah.core import keyset
from rumah.core.errors import DomainError

MAY = "payouts.view_bankreceipt"
ORDER = ("-id",)


@permission_required(MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show where the money lies and what came in; take a line of the bank statement from those who may note it."""
    form = ReceiptForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data.pop("proof")
        try:
            receive(**form.cleaned_data, proof=file.read(MAX_BYTES + 1) if file else b"", actor=request.user)
        except DomainError as error:
            form.tell(error)
        else:
            messages.success(request, _("Uang masuk dicatat."))
            return redirect("uang_masuk")
    rows = BankReceipt.objects.select_related("recorded_by")
    context = {
        "form": form, "bank": bank(), "houses": [(name.title(), rupiah) for name, rupiah in at_houses().items()],
        "page": keyset.page(rows, order=ORDER, cursor=request.GET.get("lanjut", "")),
    }  # fmt: skip
    return render(request, "payouts/staff_bank.html", context, status=422 if form.errors else 200)


@permission_required(MAY)
@require_safe
def proof_of(request: HttpRequest, pk: int) -> FileResponse:
    """Hand the proof out as a download that no browser will run."""
    return send_private(get_object_or_404(BankReceipt, pk=pk).proof, f"bukti-masuk-{pk}")


@permission_required("payouts.change_bankreceipt")
@require_POST
def voided(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistake back."""
    try:
        void(receipt=get_object_or_404(BankReceipt, pk=pk), reason=request.POST.get("reason", ""), actor=request.user)
        messages.success(request, _("Catatan dibatalkan."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("uang_masuk")
