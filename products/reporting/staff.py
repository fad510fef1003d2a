"""The page where staff read the reports of one product and decide."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.catalogue.models import Product
from products.reporting.decide import ask_to_mend, dismiss, hide
from products.reporting.models import ProductReport, ReportState
from rumah.core.errors import DomainError

SEE, MAY = "reporting.view_productreport", "reporting.decide_productreport"
VERBS: dict[str, Callable[..., int]] = {"abaikan": dismiss, "perbaiki": ask_to_mend, "tahan": hide}
SHOWN, EARLIER = 50, 20


@permission_required(SEE)
@require_safe
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is open, oldest first, and what was decided before."""
    return _page(request, get_object_or_404(Product.objects.select_related("business"), pk=pk))


@permission_required(MAY)
@require_POST
def decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Decide on what the page showed; a refused reason comes back as it was written."""
    product = get_object_or_404(Product.objects.select_related("business"), pk=pk)
    seen, reason = request.POST.get("seen", ""), request.POST.get("reason", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 19 else 0
    try:
        VERBS[verb](product=product, seen=number, actor=request.user, reason=reason)
    except DomainError as error:
        return _page(request, product, error=str(error), reason=reason, status=error.status)
    messages.success(request, _("Keputusan tersimpan. Pelapor yang meninggalkan kontak mendapat kabar."))
    return redirect("productreport:index")


def _page(
    request: HttpRequest, product: Product, *, error: str = "", reason: str = "", status: int = 200
) -> HttpResponse:
    rows = ProductReport.objects.filter(product=product)
    waiting = list(rows.filter(state=ReportState.OPEN).order_by("pk")[:SHOWN])
    earlier = rows.exclude(state=ReportState.OPEN).select_related("decided_by").order_by("-pk")[:EARLIER]
    context = {
        "product": product, "waiting": waiting, "earlier": earlier, "seen": waiting[-1].pk if waiting else 0,
        "error": error, "reason": reason,
    }  # fmt: skip
    return render(request, "reporting/staff.html", context, status=status)
