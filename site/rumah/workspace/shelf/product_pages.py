"""Pages on one product: the first four fields, and all of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from products.catalogue.describing import EDGES
from products.catalogue.fitting import fitting_category
from products.catalogue.models import Product
from products.catalogue.photos.add import add_photo
from products.catalogue.publish import archive, publish, unpublish
from products.catalogue.states import Halal, Status
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.core.images.intake import MAX_BYTES
from rumah.workspace.doors import member, tell
from rumah.workspace.offering import add_product, duplicate, save_product
from rumah.workspace.shelf.drafts import draft_key, saved
from rumah.workspace.shelf.forms import EditForm, ProductForm
from rumah.workspace.shelf.table import VariantTable, errors_of, table
from rumah.workspace.variant_photos import may_choose

STEPS = {"tampilkan": publish, "sembunyikan": unpublish, "arsipkan": archive, "pulihkan": unpublish}
SAID = {
    "arsipkan": gettext_lazy("Produk diarsipkan. Pesanan yang memuatnya tetap ada."),
    "pulihkan": gettext_lazy("Produk kembali menjadi draf."),
}


@member
def add(request: HttpRequest, business: Business) -> HttpResponse:
    """Add a product: four fields, and the rest for whoever wants."""
    form = ProductForm(request.POST or None, request.FILES or None, business=business)
    key = draft_key(request, business, "produk-baru")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            product = add_product(
                business=business, details=form.details(), price=data["price"], stock=data["stock"],
                weight=data["weight"], photo=data["photo"].read(MAX_BYTES + 1), show="draf" not in request.POST,
                actor=request.user,
            )  # fmt: skip
            messages.success(request, _said(form, product))
            return saved(redirect("workspace:products", business.slug), key)
        except DomainError as error:
            tell(form, error)
    context = {"business": business, "form": form, "draft": key}
    return render(request, "workspace/shelf/add.html", context)


@member
def edit(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Change a product with its variants, in one go."""
    row = get_object_or_404(business.products.all(), slug=product)
    sent = request.POST if request.method == "POST" else None
    form = EditForm(sent, request.FILES or None, business=business, initial=_initial(row))
    rows, key = table(sent, row), draft_key(request, business, f"produk-{row.pk}")
    # Both are asked, so that all is told at once.
    if sent is not None and all([form.is_valid(), rows.is_valid()]) and _save(request, row, form, rows):
        messages.success(request, _("Produk tersimpan."))
        return saved(redirect("workspace:products", business.slug), key)
    context = {
        "business": business, "form": form, "rows": rows, "product": row, "draft": key, "has_choice": may_choose(row),
        "errors": errors_of(form, rows) if sent is not None else [], "is_archived": row.status == Status.ARCHIVED,
    }  # fmt: skip
    return render(request, "workspace/shelf/edit.html", context)


@member
@require_POST
def step(request: HttpRequest, business: Business, product: str, verb: str) -> HttpResponse:
    """Put a product on the shelf, take it off, put it away, or bring it back."""
    row = get_object_or_404(business.products.all(), slug=product)
    try:
        STEPS[verb](product=row, actor=request.user)
        if verb in SAID:
            messages.success(request, SAID[verb])
    except DomainError as error:
        for problem in error.problems:
            messages.error(request, str(problem.message))
    return redirect("workspace:products", business.slug)


@member
@require_POST
def copy(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Make a second product like this one, and open it."""
    row = get_object_or_404(business.products.all(), slug=product)
    try:
        made = duplicate(product=row, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("workspace:product", business.slug, row.slug)
    messages.success(request, _("Salinan dibuat sebagai draf, dengan stok 0. Ubah namanya, lalu tampilkan."))
    return redirect("workspace:product", business.slug, made.slug)


@member
@require_safe
def guess(request: HttpRequest, business: Business) -> JsonResponse:
    """Say which category a name speaks of, and what such a thing usually weighs (grams)."""
    found = fitting_category(request.GET.get("nama", "")[:120], business)
    if found is None:
        return JsonResponse({})
    return JsonResponse({"id": found.pk, "name": found.name, "weight": found.usual_weight})


def _save(request: HttpRequest, row: Product, form: EditForm, rows: VariantTable) -> bool:
    photo = form.cleaned_data["photo"]
    try:
        saved_row = save_product(product=row, details=form.details(), lines=rows.lines(), actor=request.user)
        if photo:
            add_photo(product=saved_row, content=photo.read(MAX_BYTES + 1), alt=saved_row.name, actor=request.user)
    except DomainError as error:
        rows.tell(error, form)
        return False
    return True


def _said(form: ProductForm, product: Product) -> str:
    """Say what was filled in for the owner."""
    facts = {"category": product.category.name, "grams": product.category.usual_weight}
    own_weight = form.cleaned_data["weight"]
    if form.guessed and not own_weight:
        return _("Produk tersimpan. Kategorinya kami pilihkan dari nama: %(category)s. Beratnya memakai %(grams)d g, "
                 "berat umum kategori itu. Ubah bila kurang tepat.") % facts  # fmt: skip
    if form.guessed:
        return _("Produk tersimpan. Kategorinya kami pilihkan dari nama: %(category)s. Ubah bila kurang tepat.") % facts
    if not own_weight:
        return _("Produk tersimpan. Beratnya memakai %(grams)d g, berat umum kategori %(category)s.") % facts
    return _("Produk tersimpan.")


def _initial(product: Product) -> dict[str, Any]:
    return {
        "halal": "" if product.halal == Halal.NOT_APPLICABLE else product.halal,
        "name": product.name, "description": product.description, "category": str(product.category_id),
        "tags": ", ".join(sorted(product.tags.names())), "made_in_days": product.made_in_days,
        "permits": [str(pk) for pk in product.permits.values_list("pk", flat=True)], **_size(product),
    }  # fmt: skip


def _size(product: Product) -> dict[str, str]:
    """Return the edges in centimetres where all variants have the same; nothing where they differ."""
    sizes = set(product.variants.filter(is_active=True).values_list(*EDGES))
    if len(sizes) != 1:
        return {}
    return {name: f"{edge / 10:g}".replace(".", ",") for name, edge in zip(EDGES, sizes.pop(), strict=True) if edge}
