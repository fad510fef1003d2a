"""Which photo shows which variant: one page, one form, one verb."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from products.catalogue.models import Product, ProductPhoto, Variant
from products.catalogue.photos.variant import show_variants
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.workspace.doors import member

FIELD = "foto-"


@dataclass(frozen=True, slots=True)
class Row:
    """A variant, the name of its radio buttons, what is chosen there (a photo's id, or nothing), and what is wrong."""

    variant: Variant
    field: str
    chosen: str
    problem: str = ""


@member
@require_http_methods(["GET", "HEAD", "POST"])
def variant_photos(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Show a product's variants with its photos to choose from; keep what was chosen, or say what is wrong."""
    row: Product = get_object_or_404(business.products.all(), slug=product)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            show_variants(product=row, photos=_sent(request), actor=request.user)
            messages.success(request, _("Foto varian tersimpan."))
            return redirect("workspace:product", business.slug, row.slug)
        except DomainError as error:
            problems = {problem.field or "": str(problem.message) for problem in error.problems}
    variants = list(row.variants.filter(is_active=True))
    photos = [(photo, photo.renditions["card_320"]["name"]) for photo in row.photos.all() if photo.renditions]
    rows = [_row(request, variant, problems.get(f"variant.{variant.pk}", "")) for variant in variants]
    context = {"business": business, "product": row, "rows": rows, "photos": photos, "problems": problems}
    return render(request, "workspace/variant_photos.html", context, status=422 if problems else 200)


def may_choose(product: Product) -> bool:
    """Whether there is anything to choose: several variants, and a photo. Two queries at most."""
    return product.variants.filter(is_active=True).count() > 1 and ProductPhoto.objects.filter(product=product).exists()


def _sent(request: HttpRequest) -> dict[int, int | None]:
    """Return what was sent, by variant; a value that is no photo becomes 0, which the verb refuses."""
    sent: dict[int, int | None] = {}
    for name, value in request.POST.items():
        number: Any = name.removeprefix(FIELD)
        if name.startswith(FIELD) and number.isdecimal() and len(number) < 19:
            text = str(value)
            sent[int(number)] = None if not text else int(text) if text.isdecimal() and len(text) < 19 else 0
    return sent


def _row(request: HttpRequest, variant: Variant, problem: str) -> Row:
    field = f"{FIELD}{variant.pk}"
    return Row(variant, field, request.POST.get(field, str(variant.photo_id or "")), problem)
