"""A report as files: PDF to print, CSV and XLSX to reckon with. All say what was frozen when it was issued."""

import csv
import io

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook

from rumah.core.cells import harmless
from rumah.core.paper.sheet import Sheet
from rumah.figures import report as reports
from rumah.figures.measures import all_measures
from rumah.figures.models import MonthlyReport
from rumah.figures.read import is_small
from rumah.figures.wording import district


def title_of(report: MonthlyReport) -> str:
    """Return `Laporan bulanan Oktober 2026`."""
    return _("Laporan bulanan %(month)s") % {"month": date_format(report.month, "F Y", use_l10n=False)}


def stem(report: MonthlyReport) -> str:
    """Return the name of its files without the end."""
    return f"laporan-{report.month:%Y-%m}-v{report.version}"


def rows(report: MonthlyReport) -> list[list[str | int]]:
    """Return the table of all numbers: kecamatan (empty for all), measure, this month, the month before, a year ago."""
    data = report.data
    old = data["year_ago"] or {}
    found: list[list[str | int]] = [
        [_("kecamatan"), _("angka"), _("bulan ini"), _("bulan sebelumnya"), _("tahun sebelumnya")]
    ]
    for code, one in all_measures().items():
        if one.shown:
            numbers = [data["totals"].get(code, 0), data["before"].get(code, 0), old.get(code, "")]
            found.append(["", str(one.label), *numbers])
    for place, values in sorted(data["districts"].items()):
        for code, value in values.items():
            one = all_measures()[code]
            cell: str | int = "1–4" if is_small(one, value) else value
            found.append([harmless(district(place)), str(one.label), cell, "", ""])
    return found


def as_csv(report: MonthlyReport) -> str:
    """Return it for any spreadsheet; rupiah and minutes as plain numbers."""
    out = io.StringIO()
    csv.writer(out).writerows(rows(report))
    return "\ufeff" + out.getvalue()


def as_xlsx(report: MonthlyReport) -> bytes:
    """Return it as a workbook of one sheet with a frozen head."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = f"{report.month:%Y-%m} v{report.version}"
    for row in rows(report):
        sheet.append(row)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 32
    book.save(out)
    return out.getvalue()


def as_pdf(report: MonthlyReport) -> bytes:
    """Return it on A4."""
    sheet = Sheet("a4", title=title_of(report))
    sheet.line_of(settings.HOUSE_OPERATOR, size=9)
    sheet.line_of(title_of(report), size=16, bold=True, gap=1)
    version = {"n": report.version, "day": date_format(report.issued_at, "j F Y", use_l10n=False)}
    sheet.line_of(_("Versi %(n)d, terbit %(day)s.") % version, gap=1)
    if report.note:
        sheet.line_of(_("Catatan perbaikan: %(note)s") % {"note": report.note}, gap=1)
    sheet.rule()
    for sentence in reports.sentences(report):
        sheet.line_of(f"• {sentence}", gap=0.6)
    sheet.rule()
    sheet.line_of(_("Semua angka"), size=12, bold=True, gap=1)
    columns = (62.0, 34.0, 41.0, 41.0)
    sheet.row(columns, (_("Angka"), _("Bulan ini"), _("Bulan sebelumnya"), _("Tahun sebelumnya")), bold=True)
    for line in reports.lines(report):
        sheet.row(columns, line)
    sheet.ln(4)
    sheet.line_of(_("Menurut kecamatan"), size=12, bold=True, gap=1)
    heads = [str(all_measures()[code].label) for code in reports.BY_DISTRICT]
    widths = (36.0, 38.0, 24.0, 30.0, 28.0, 26.0)
    sheet.row(widths, (_("Kecamatan"), *heads), bold=True)
    for name, cells in reports.district_lines(report):
        sheet.row(widths, (name, *cells))
    sheet.ln(3)
    sheet.line_of(_("“1–4”: angka tentang kurang dari lima usaha tidak ditulis. Hari menurut WIB."), size=8)
    sheet.line_of(reports.effects_hidden(), size=8)
    return sheet.bytes()
