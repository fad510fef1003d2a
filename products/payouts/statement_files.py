"""A month's statement as a file: CSV for a spreadsheet, PDF for a folder."""

import csv
import io
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products.payouts.statement import Month, month_of, transfers_in
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.cells import harmless
from rumah.core.money import format_rupiah
from rumah.core.paper.sheet import Sheet

WIDTHS = (26, 38, 48, 33, 33)


def as_csv(business: Business, year: int, month: int) -> str:
    """Return the month's lines: plain numbers, so that a spreadsheet can add them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("tanggal"), _("pesanan"), _("keterangan"), _("jumlah"), _("komisi")])
    for row in transfers_in(business, year, month).iterator(chunk_size=500):
        day = f"{clock.local(row.at):%Y-%m-%d}"
        what = [harmless(cell) for cell in (day, row.order.number, str(row.get_kind_display()))]
        writer.writerow([*what, row.amount, row.commission])
    return out.getvalue()


def as_pdf(business: Business, year: int, month: int) -> bytes:
    """Return the month as a page to print, with its sums on top."""
    sheet = Sheet("a4", title=_("Laporan penjualan"))
    sheet.line_of(_("Laporan penjualan"), size=16, bold=True, gap=1)
    sheet.line_of(business.name)
    sheet.line_of(date_format(date(year, month, 1), "F Y", use_l10n=False))
    sheet.line_of(settings.HOUSE_NAME, gap=4)
    for label, amount in sums(month_of(business, year, month)):
        sheet.pair(label, format_rupiah(amount))
    sheet.ln(4)
    _table(sheet, business, year, month)
    return sheet.bytes()


def sums(figures: Month) -> list[tuple[str, int]]:
    """Return the figures with their words, in the order they are added up."""
    return [
        (_("Penjualan"), figures.sales),
        (_("Dikembalikan ke pembeli"), figures.refunds),
        (_("Komisi"), -figures.commission),
        (_("Sudah diterima tunai"), figures.cash),
        (_("Ongkos kurir yang kami bayarkan"), figures.parcels),
        (_("Hak Anda bulan ini"), figures.earned),
        (_("Ditransfer ke rekening"), figures.paid_out),
    ]


def _table(sheet: Sheet, business: Business, year: int, month: int) -> None:
    heads = (_("Tanggal"), _("Pesanan"), _("Keterangan"), _("Jumlah"), _("Komisi"))
    sheet.row(WIDTHS, heads, bold=True)
    for row in transfers_in(business, year, month).iterator(chunk_size=500):
        day, what = f"{clock.local(row.at):%d-%m-%Y}", str(row.get_kind_display())
        money = format_rupiah(row.amount), format_rupiah(row.commission)
        sheet.row(WIDTHS, (day, row.order.number, what, *money))
