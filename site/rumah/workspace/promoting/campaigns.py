"""Pages on short links: make, list with visits, the code to print, switch off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from products.campaigns.make import make
from products.campaigns.models import Campaign
from products.campaigns.queries import page_of
from products.campaigns.stop import stop
from products.promo.drawing.papers import code_sheet
from rumah.businesses.models import Business
from rumah.core.addresses import absolute
from rumah.core.errors import DomainError
from rumah.core.paper.code import qr_file, qr_picture
from rumah.workspace.doors import member, tell
from rumah.workspace.promoting.forms import CampaignForm

TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@member
def campaigns(request: HttpRequest, business: Business) -> HttpResponse:
    """List the links with their visits, and make one."""
    form = CampaignForm(business, request.POST or None, product=request.GET.get("produk", ""))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            data = form.cleaned_data
            try:
                made = make(business=business, name=data["name"], product=form.product(), channel=data["channel"],
                            actor=request.user)  # fmt: skip
                messages.success(request, _("Tautan siap: %(link)s") % {"link": absolute(made.path)})
                return redirect("workspace:campaigns", business.slug)
            except DomainError as error:
                tell(form, error)
    page = page_of(business, cursor=request.GET.get("lanjut", ""))
    rows = [(row, absolute(row.path)) for row in page.rows]
    context = {"business": business, "form": form, "page": page, "rows": rows}
    return render(request, "workspace/promoting/campaigns.html", context, status=status)


@member
@require_POST
def stop_campaign(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Switch a link off."""
    row = stop(campaign=get_object_or_404(business.campaigns.all(), pk=pk), actor=request.user)
    messages.success(request, _("Tautan %(name)s dimatikan. Yang sudah tercetak kini menuju halaman usaha Anda.")
                     % {"name": row.name})  # fmt: skip
    return redirect("workspace:campaigns", business.slug)


@member
@require_safe
def code(request: HttpRequest, business: Business, pk: int, kind: str) -> HttpResponse:
    """Hand out the QR code of a link as SVG, PNG or PDF."""
    row = get_object_or_404(business.campaigns.select_related("product"), pk=pk)
    response = HttpResponse(_drawn(business, row, kind), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="qr-{row.code}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _drawn(business: Business, row: Campaign, kind: str) -> bytes:
    link = absolute(row.path)
    if kind == "pdf":
        target = row.product.name if row.product else row.name
        return code_sheet(target, link, link.split("://", 1)[1].rstrip("/"), seller=business.name)
    return qr_file(link) if kind == "svg" else qr_picture(link)
