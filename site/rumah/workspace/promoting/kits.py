"""Pages on promo kits: the shop's colours, a product's kit as it stands, and its files."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from products.catalogue.models import Product
from products.promo.ask import ask
from products.promo.colours import choose_colours
from products.promo.palettes import PALETTES, PaletteName
from products.promo.pieces import BY_FILE, PIECES
from products.promo.queries import is_old, kit_of, listed_with_kits, piece, whole
from products.promo.states import KitState
from products.promo.telling import palette_of
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.workspace.doors import member
from rumah.workspace.promoting.forms import ColoursForm

# A kit takes a second or two; after this the page no longer loads itself anew, and says so.
PATIENCE, SECONDS = timedelta(minutes=3), 3


@member
@require_safe
def kits(request: HttpRequest, business: Business) -> HttpResponse:
    """List the products in the catalogue with their kits, and the colours to choose from."""
    page = listed_with_kits(business, cursor=request.GET.get("lanjut", ""))
    colours = [(code, label, PALETTES[code].ground) for code, label in PaletteName.choices]
    context = {"business": business, "page": page, "colours": colours, "chosen": palette_of(business)}
    return render(request, "workspace/promoting/kits.html", context)


@member
@require_POST
def colours(request: HttpRequest, business: Business) -> HttpResponse:
    """Keep the shop's colours."""
    form = ColoursForm(request.POST)
    if form.is_valid():
        choose_colours(business=business, palette=form.cleaned_data["palette"], actor=request.user)
        messages.success(request, _("Warna toko tersimpan. Paket yang sudah ada dapat dibuat ulang dengan warna ini."))
    else:
        messages.error(request, _("Pilih salah satu warna."))
    return redirect("workspace:kits", business.slug)


@member
@never_cache
def kit(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Show how the kit of a product stands; a post asks for it."""
    row = _mine(business, product)
    if request.method == "POST":
        try:
            ask(product=row, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("workspace:kit", business.slug, row.slug)
    made = kit_of(row)
    waiting = made is not None and made.state == KitState.WAITING
    patient = made is not None and waiting and clock.now() - made.asked_at < PATIENCE
    context = {
        "business": business, "product": row, "kit": made, "pieces": PIECES, "waiting": waiting, "patient": patient,
        "old": made is not None and is_old(made, row),
    }  # fmt: skip
    response = render(request, "workspace/promoting/kit.html", context)
    if patient:
        # Loads itself anew without a script too; the page says so and stops after a while.
        response["Refresh"] = str(SECONDS)
    return response


@member
@require_safe
def kit_file(request: HttpRequest, business: Business, product: str, name: str) -> HttpResponse:
    """Hand out the whole kit, or one piece of it: pictures open in the phone, everything else is saved."""
    row = _mine(business, product)
    made = kit_of(row)
    if made is None or made.state != KitState.READY:
        raise Http404
    try:
        content = whole(made) if name == "paket.zip" else piece(made, name)
    except FileNotFoundError:
        raise Http404 from None
    how = "inline" if name.endswith(".jpg") else "attachment"
    response = HttpResponse(content, content_type=BY_FILE[name].content_type if name in BY_FILE else "application/zip")
    response["Content-Disposition"] = f'{how}; filename="{row.slug}-{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _mine(business: Business, slug: str) -> Product:
    found: Product = get_object_or_404(business.products.select_related("business"), slug=slug)
    return found
