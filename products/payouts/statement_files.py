"""A month's statement as a file: CSV for a spreadsheet, PDF for a folder."""

import csv
import io
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fpdf import FPDF

from products.payouts.bank_file import safe_cell
from products.payouts.statement import Month, month_of, transfers_in
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.money import format_rupiah

WIDTHS = (38, 34, 52, 33, 33)


def as_csv(business: Business, year: int, month: int) -> str:
    """Return the month's lines: plain numbers, so that a spreadsheet can add them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("tanggal"), _("pesanan"), _("keterangan"), _("jumlah"), _("komisi")])
    for row in transfers_in(business, year, month).iterator(chunk_size=500):
        day = f"{clock.local(row.at):%Y-%m-%d}"
        writer.writerow(
            [safe_cell(cell) for cell in (day, row.order.number, row.get_kind_display(), row.amount, row.commission)]
        )
    return out.getvalue()


def as_pdf(business: Business, year: int, month: int) -> bytes:
    """Return the month as a page to print, with its sums on top."""
    pdf = FPDF(format="A4")
    pdf.set_title(_("Laporan penjualan"))
    pdf.set_lang("id")
    pdf.add_page()
    pdf.set_font("helvetica", "B", 16)
    pdf.cell(0, 9, _("Laporan penjualan"), new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("helvetica", size=10)
    name = date_format(date(year, month, 1), "F Y", use_l10n=False)
    for line in (business.name, name, settings.HOUSE_NAME):
        pdf.cell(0, 6, _latin(line), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    for label, amount in sums(month_of(business, year, month)):
        pdf.cell(90, 6, _latin(label))
        pdf.cell(40, 6, format_rupiah(amount), align="R", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    _table(pdf, business, year, month)
    return bytes(pdf.output())


def sums(figures: Month) -> list[tuple[str, int]]:
    """Return the figures with their words, in the order they are added up."""
    return [
        (_("Penjualan"), figures.sales),
        (_("Dikembalikan ke pembeli"), figures.refunds),
        (_("Komisi"), -figures.commission),
        (_("Sudah diterima tunai"), figures.cash),
        (_("Hak Anda bulan ini"), figures.earned),
        (_("Ditransfer ke rekening"), figures.paid_out),
    ]


def _table(pdf: FPDF, business: Business, year: int, month: int) -> None:
    pdf.set_font("helvetica", "B", 9)
    heads = (_("Tanggal"), _("Pesanan"), _("Keterangan"), _("Jumlah"), _("Komisi"))
    for width, head in zip(WIDTHS, heads, strict=True):
        pdf.cell(width, 6, _latin(head), border="B")
    pdf.ln()
    pdf.set_font("helvetica", size=9)
    for row in transfers_in(business, year, month).iterator(chunk_size=500):
        day = f"{clock.local(row.at):%d-%m-%Y}"
        cells = (
            day,
            row.order.number,
            row.get_kind_display(),
            format_rupiah(row.amount),
            format_rupiah(row.commission),
        )
        for width, cell in zip(WIDTHS, cells, strict=True):
            pdf.cell(width, 6, _latin(cell))
        pdf.ln()


def _latin(text: str) -> str:
    """Return text that the built-in fonts can draw; a sign they lack becomes a question mark."""
    return str(text).encode("cp1252", "replace").decode("cp1252")
