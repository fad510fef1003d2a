"""The page where staff look at a product, hold it back for a reason, or let it go."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.catalogue import holding
from products.catalogue.models import Product, Variant
from products.catalogue.photos.wording import MAX_PHOTOS
from rumah.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class Refused:
    """What was wrong, and what was typed into which form of the page, so that it can be shown again."""

    error: DomainError | None = None
    form: str = ""
    typed: dict[str, Any] = field(default_factory=dict)


@permission_required("catalogue.view_product")
@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is offered, and the decision."""
    return page(request, get_object_or_404(Product, pk=pk))


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
        return page(request, row, Refused(error, "hold", {"reason": reason}))
    messages.success(request, _("Status produk sudah diubah; pemiliknya mendapat kabar."))
    return redirect("tahan", pk)


def page(request: HttpRequest, row: Product, refused: Refused | None = None) -> HttpResponse:
    """Answer with the whole page; what was refused stands in the form it came from."""
    refused = refused or Refused()
    photos = list(row.photos.all())
    context = {
        "product": row,
        "variants": [
            {"row": variant, "is_first": index == 0, "typed": _typed(refused, f"variant-{variant.pk}", variant)}
            for index, variant in enumerate(row.variants.order_by("position", "pk"))
        ],
        "fresh": _typed(refused, "variant-new", None),
        "photos": [
            {
                "row": photo,
                "is_first": index == 0,
                "card": photo.renditions.get("card_320"),
                "alt": refused.typed["alt"] if refused.form == f"photo-{photo.pk}" else photo.alt,
            }
            for index, photo in enumerate(photos)
        ],
        "fresh_alt": refused.typed["alt"] if refused.form == "photo-new" else "",
        "has_room": len(photos) < MAX_PHOTOS,
        "problems": [problem.message for problem in refused.error.problems] if refused.error else [],
        "reason": refused.typed.get("reason", ""),
    }
    status = refused.error.status if refused.error else 200
    return render(request, "catalogue/staff_product.html", context, status=status)


def _typed(refused: Refused, form: str, variant: Variant | None) -> dict[str, Any]:
    if refused.form == form:
        return refused.typed
    if variant is None:
        return {"weight": 500}
    return {"sku": variant.sku, "name": variant.name, "price": variant.price, "weight": variant.weight}
