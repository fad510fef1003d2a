"""The staff's page of the account at the courier company: what parcels used of it, and what filled it up."""

from django.contrib import messages
from django.db.models import Sum
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.ledger import accounts
from products.ledger.balances import balance
from products.payments.models import CourierCost
from products.payouts.bank import bank
from products.payouts.forms import BankLineForm
from products.payouts.models import CourierTopUp
from products.payouts.top_up import top_up, void_top_up
from rumah.businesses.handing import send_private
from rumah.businesses.permits import MAX_BYTES
from rumah.core import keyset
from rumah.core.errors import DomainError

MAY = "payouts.change_payout"
ORDER = ("-id",)


@permission_required(MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the account by our books and take a line of the bank statement that filled it up."""
    form = BankLineForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data.pop("proof")
        try:
            top_up(**form.cleaned_data, proof=file.read(MAX_BYTES + 1) if file else b"", actor=request.user)
        except DomainError as error:
            form.tell(error)
        else:
            messages.success(request, _("Pengisian saldo dicatat."))
            return redirect("saldo_kurir")
    context = {
        "form": form, "bank": bank(), "used": CourierCost.objects.aggregate(sum=Sum("amount", default=0))["sum"],
        "outstanding": balance(accounts.COURIER_COSTS), "own": -balance(accounts.COURIERS),
        "page": keyset.page(
            CourierTopUp.objects.select_related("recorded_by"), order=ORDER, cursor=request.GET.get("lanjut", "")
        ),
    }  # fmt: skip
    return render(request, "payouts/staff_couriers.html", context, status=422 if form.errors else 200)


@permission_required(MAY)
@require_safe
def proof_of(request: HttpRequest, pk: int) -> FileResponse:
    """Hand the proof out as a download that no browser will run."""
    return send_private(get_object_or_404(CourierTopUp, pk=pk).proof, f"bukti-kurir-{pk}")


@permission_required(MAY)
@require_POST
def voided(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistake back."""
    try:
        row = get_object_or_404(CourierTopUp, pk=pk)
        void_top_up(row=row, reason=request.POST.get("reason", ""), actor=request.user)
        messages.success(request, _("Catatan dibatalkan."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("saldo_kurir")
