"""Invoice and handover record as PDF."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products.orders.models import Order, Purchase
from products.orders.states import Delivery
from rumah.core import clock
from rumah.core.money import format_rupiah
from rumah.core.paper.sheet import Sheet
from rumah.core.phone import format_phone


def invoice(purchase: Purchase, orders: Sequence[Order]) -> bytes:
    """Return what was bought from whom and what it cost; it says paid only when it is."""
    title = _("Faktur %(number)s") % {"number": purchase.number}
    sheet = _begin(title, purchase)
    state = purchase.get_payment_state_display()
    sheet.line_of(_("Status pembayaran: %(state)s") % {"state": state}, bold=True, gap=2)
    for order in orders:
        sheet.line_of(f"{order.business.name} · {order.number}", size=11, bold=True)
        for line in order.lines.all():
            words = f"{line.quantity} × {line.full_name} @ {format_rupiah(line.unit_price)}"
            sheet.pair(words, format_rupiah(line.total))
        if order.shipping_fee:
            sheet.pair(_("Ongkos kirim"), format_rupiah(order.shipping_fee))
        if order.discount:
            sheet.pair(_("Potongan"), f"−{format_rupiah(order.discount)}")
        if order.refunded:
            sheet.pair(_("Dana dikembalikan"), f"−{format_rupiah(order.refunded)}")
        sheet.rule()
    sheet.pair(_("Jumlah pembelian"), format_rupiah(purchase.total), bold=True)
    return sheet.bytes()


def handover(purchase: Purchase, order: Order) -> bytes:
    """Return the record that one seller's goods were handed over, to be signed by both."""
    sheet = _begin(_("Berita Acara Serah Terima"), purchase, number=order.number)
    sheet.line_of(handover_words(order), gap=2)
    for line in order.lines.all():
        sheet.pair(line.full_name, _("%(count)d buah") % {"count": line.quantity})
    sheet.rule()
    sheet.line_of(_("Barang diterima lengkap dan dalam keadaan baik."))
    sheet.signatures((_("Yang menyerahkan"), order.business.name), (_("Yang menerima"), purchase.buyer_name))
    return sheet.bytes()


def handover_words(order: Order) -> str:
    """Return the sentence that says who hands over what to whom."""
    text = _("%(business)s menyerahkan kepada %(buyer)s barang pesanan %(number)s sebagai berikut:")
    facts = {"business": order.business.name, "buyer": order.purchase.buyer_name, "number": order.number}
    return text % facts


def _begin(title: str, purchase: Purchase, number: str = "") -> Sheet:
    sheet = Sheet("a4", title=title)
    number = number or purchase.number
    sheet.qr(number, side=28)
    sheet.set_right_margin(sheet.r_margin + 32)
    sheet.line_of(title, size=15, bold=True)
    sheet.line_of(f"{settings.HOUSE_NAME} · {settings.HOUSE_OPERATOR}", gap=1)
    day = date_format(clock.local(purchase.placed_at), "j F Y", use_l10n=False)
    sheet.line_of(_("Nomor %(number)s · %(date)s") % {"number": number, "date": day})
    sheet.set_right_margin(sheet.l_margin)
    sheet.set_y(max(sheet.get_y(), sheet.t_margin + 31))
    sheet.line_of(f"{_('Pembeli')}: {purchase.buyer_name} · {format_phone(purchase.buyer_phone)}")
    if purchase.delivery != Delivery.PICKUP:
        sheet.line_of(purchase.address_snapshot)
    sheet.rule()
    return sheet
