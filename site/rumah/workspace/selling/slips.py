"""The packing slip of an order: a page to print, A6 for the label printer and A4, and the same as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from products.orders import seller_queries
from products.orders.models import Order
from products.orders.states import Delivery
from rumah.businesses.models import Business
from rumah.core.paper.code import qr_svg
from rumah.core.paper.sheet import Sheet, Size
from rumah.core.phone import format_phone
from rumah.workspace.doors import member


@member
@never_cache
@require_safe
def slip(request: HttpRequest, business: Business, number: str, size: Size) -> HttpResponse:
    """Show the slip as it will be printed."""
    order = get_object_or_404(seller_queries.whole(business), number=number)
    code = qr_svg(order.number, label=_("Kode QR %(number)s") % {"number": order.number}, quiet=2)
    context = {"business": business, "order": order, "purchase": order.purchase, "size": size, "code": code}
    return render(request, "workspace/selling/slip.html", context)


@member
@never_cache
@require_safe
def slip_pdf(request: HttpRequest, business: Business, number: str, size: Size) -> HttpResponse:
    """Hand out the slip as a file."""
    order = get_object_or_404(seller_queries.whole(business), number=number)
    response = HttpResponse(draw(order, size), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="slip-{order.number}-{size}.pdf"'
    return response


def draw(order: Order, size: Size) -> bytes:
    """Return the slip as PDF."""
    sheet, purchase, business = Sheet(size, title=f"Slip {order.number}"), order.purchase, order.business
    side = 24.0 if size == "a6" else 32.0
    sheet.qr(order.number, side=side)
    sheet.set_right_margin(sheet.r_margin + side + 3)
    sheet.line_of(order.number, size=14, bold=True, gap=1)
    sheet.line_of(order.courier or order.shipping_note or order.get_delivery_display(), size=11, bold=True)
    if order.tracking_number:
        sheet.line_of(_("Nomor resi %(number)s") % {"number": order.tracking_number}, size=11, bold=True)
    sheet.set_right_margin(sheet.l_margin)
    sheet.set_y(max(sheet.get_y(), sheet.t_margin + side + 2))
    sheet.line_of(_("Kepada"), bold=True)
    sheet.line_of(f"{purchase.buyer_name} · {format_phone(purchase.buyer_phone)}", size=11)
    sheet.line_of(purchase.address_snapshot if order.delivery != Delivery.PICKUP else _("Ambil sendiri"), gap=2)
    sheet.line_of(_("Dari"), bold=True)
    sheet.line_of(f"{business.name} · {format_phone(business.phone)}", gap=1)
    sheet.rule()
    for line in order.lines.all():
        sheet.pair(line.full_name, f"{line.quantity} ×")
    sheet.rule()
    sheet.line_of(_("Berat %(weight)d gram") % {"weight": order.weight})
    return sheet.bytes()
