"""Pages on products."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from products.catalogue.models import Product, Variant
from products.catalogue.photos.add import add_photo
from products.catalogue.publish import publish, unpublish
from rumah.businesses.models import Business
from rumah.core import keyset
from rumah.core.errors import DomainError
from rumah.core.images.intake import MAX_BYTES
from rumah.workspace.doors import member, tell
from rumah.workspace.forms import ProductEditForm, ProductForm
from rumah.workspace.offering import add_product, change_product
from rumah.workspace.variant_photos import may_choose

STEPS = {"tampilkan": publish, "sembunyikan": unpublish}


@member
def products(request: HttpRequest, business: Business) -> HttpResponse:
    """List the products with price and stock."""
    variants = Variant.objects.filter(is_active=True).select_related("stock")
    rows = business.products.prefetch_related(Prefetch("variants", queryset=variants))
    page = keyset.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("lanjut", ""))
    return render(request, "workspace/products.html", {"business": business, "page": page})


@member
def add(request: HttpRequest, business: Business) -> HttpResponse:
    """Add a product in one small form."""
    form = ProductForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "photo": form.cleaned_data["photo"].read(MAX_BYTES + 1)}
        try:
            add_product(business=business, actor=request.user, **data)
            messages.success(request, _("Produk tersimpan."))
            return redirect("workspace:products", business.slug)
        except DomainError as error:
            tell(form, error)
    return render(request, "workspace/product_form.html", {"business": business, "form": form})


@member
def edit(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Change a product."""
    row = get_object_or_404(business.products.all(), slug=product)
    form = ProductEditForm(request.POST or None, request.FILES or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        photo = data.pop("photo")
        try:
            change_product(product=row, actor=request.user, **data)
            if photo:
                add_photo(product=row, content=photo.read(MAX_BYTES + 1), alt=data["name"], actor=request.user)
            messages.success(request, _("Produk tersimpan."))
            return redirect("workspace:products", business.slug)
        except DomainError as error:
            tell(form, error)
    context = {"business": business, "form": form, "product": row, "has_choice": may_choose(row)}
    return render(request, "workspace/product_form.html", context)


@member
@require_POST
def step(request: HttpRequest, business: Business, product: str, verb: str) -> HttpResponse:
    """Put a product on the shelf or take it off."""
    row = get_object_or_404(business.products.all(), slug=product)
    try:
        STEPS[verb](product=row, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("workspace:products", business.slug)


def _initial(product: Product) -> dict[str, object]:
    initial: dict[str, object] = {
        "name": product.name, "description": product.description, "category": str(product.category_id),
    }  # fmt: skip
    variant = product.variants.filter(is_active=True).select_related("stock").first()
    if variant is not None:
        stock = getattr(variant, "stock", None)
        initial.update(price=variant.price, weight=variant.weight, stock=stock.on_hand if stock else 0)
    return initial
