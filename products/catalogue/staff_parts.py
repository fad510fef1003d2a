"""Staff mend a product's variants and photos on its page: plain forms, one verb each."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from products.catalogue import arranging, staff, variants
from products.catalogue.models import Product
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.describe import describe_photo
from products.catalogue.photos.remove import remove_photo
from rumah.core.errors import DomainError, Problem
from rumah.core.images.intake import MAX_BYTES
from rumah.core.money import parse_rupiah

FIELDS = ("sku", "name", "price", "weight")


@permission_required("catalogue.change_product")
@require_POST
def add_variant(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a variant."""
    product = get_object_or_404(Product, pk=pk)

    def deed() -> None:
        variants.add_variant(product=product, wording=_wording(request), actor=request.user)

    return _do(request, product, "variant-new", deed)


@permission_required("catalogue.change_product")
@require_POST
def variant(request: HttpRequest, pk: int, part: int, verb: str) -> HttpResponse:
    """Change a variant, sell it or no longer, or move it up."""
    product = get_object_or_404(Product, pk=pk)
    row = get_object_or_404(product.variants.all(), pk=part)

    def change() -> None:
        variants.change_variant(variant=row, wording=_wording(request), actor=request.user)

    deeds: dict[str, Callable[[], Any]] = {
        "ubah": change,
        "hentikan": partial(variants.switch_variant, variant=row, active=False, actor=request.user),
        "jual": partial(variants.switch_variant, variant=row, active=True, actor=request.user),
        "naik": partial(arranging.move_up, item=row, actor=request.user),
    }
    return _do(request, product, f"variant-{row.pk}" if verb == "ubah" else "", deeds[verb])


@permission_required("catalogue.change_product")
@require_POST
def add_a_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a photo; its sizes are rendered in the background."""
    product = get_object_or_404(Product, pk=pk)

    def deed() -> None:
        file = request.FILES.get("photo")
        if file is None:
            raise DomainError(Problem(_("Pilih sebuah foto."), "photo"))
        # One byte more than allowed is enough to see that it is too much.
        add_photo(
            product=product, content=file.read(MAX_BYTES + 1), alt=request.POST.get("alt", ""), actor=request.user
        )

    return _do(request, product, "photo-new", deed)


@permission_required("catalogue.change_product")
@require_POST
def photo(request: HttpRequest, pk: int, part: int, verb: str) -> HttpResponse:
    """Describe a photo, take it away, or move it up."""
    product = get_object_or_404(Product, pk=pk)
    row = get_object_or_404(product.photos.all(), pk=part)
    deeds: dict[str, Callable[[], Any]] = {
        "ubah": partial(describe_photo, photo=row, alt=request.POST.get("alt", ""), actor=request.user),
        "hapus": partial(remove_photo, photo=row, actor=request.user, for_good=True),
        "naik": partial(arranging.move_up, item=row, actor=request.user),
    }
    return _do(request, product, f"photo-{row.pk}" if verb == "ubah" else "", deeds[verb])


def _do(request: HttpRequest, product: Product, form: str, deed: Callable[[], Any]) -> HttpResponse:
    try:
        deed()
    except DomainError as error:
        typed = {name: request.POST.get(name, "") for name in (*FIELDS, "alt")}
        return staff.page(request, product, staff.Refused(error, form, typed))
    messages.success(request, _("Produk tersimpan."))
    return redirect("tahan", product.pk)


def _wording(request: HttpRequest) -> variants.Wording:
    """Read the form; a number that is none becomes zero, which the verb refuses with all the rest."""
    try:
        price = parse_rupiah(request.POST.get("price", ""))
    except DomainError:
        price = 0
    weight = request.POST.get("weight", "").strip()
    return variants.Wording(
        sku=request.POST.get("sku", ""),
        name=request.POST.get("name", ""),
        price=price,
        weight=int(weight) if weight.isdecimal() and len(weight) < 10 else 0,
    )
