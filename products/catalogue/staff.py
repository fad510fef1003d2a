"""The page where staff look at a product, hold it back for a reason, or let it go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.catalogue import holding
from products.catalogue.models import Product
from rumah.core.errors import DomainError


@permission_required("catalogue.view_product")
@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is offered, and the decision."""
    return _page(request, get_object_or_404(Product, pk=pk))


@permission_required("catalogue.suspend_product")
@require_POST
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Hold or release; a refused reason comes back as it was written."""
    row, reason = get_object_or_404(Product, pk=pk), request.POST.get("reason", "")
    try:
        if verb == "tahan":
            holding.suspend(product=row, actor=request.user, reason=reason)
        else:
            holding.release(product=row, actor=request.user)
    except DomainError as error:
        return _page(request, row, error=str(error), reason=reason, status=error.status)
    messages.success(request, _("Status produk sudah diubah; pemiliknya mendapat kabar."))
    return redirect("tahan", pk)


def _page(request: HttpRequest, row: Product, *, error: str = "", reason: str = "", status: int = 200) -> HttpResponse:
    context = {
        "product": row,
        "variants": row.variants.order_by("position", "pk"),
        "photos": row.photos.all(),
        "error": error,
        "reason": reason,
    }
    return render(request, "catalogue/staff_product.html", context, status=status)
