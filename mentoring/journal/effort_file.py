"""A month's minutes as CSV for a spreadsheet: plain numbers, so that it can add them."""

import csv
import io
from datetime import date

from django.utils.translation import gettext as _

from mentoring.journal.figures import efforts_in, month_of_all
from mentoring.services.models import Mentor
from rumah.core.cells import harmless


def of_mentor(mentor: Mentor, month: date) -> str:
    """Return one line for each day, session and kind."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("tanggal"), _("usaha"), _("layanan"), _("jenis"), _("menit")])
    rows = efforts_in(mentor.efforts.select_related("session__business", "session__service"), month)
    for row in rows.order_by("on", "pk").iterator(chunk_size=500):
        session = row.session
        words = (f"{row.on:%Y-%m-%d}", session.business.name, session.service.name, str(row.get_kind_display()))
        writer.writerow([*(harmless(word) for word in words), row.minutes])
    return out.getvalue()


def of_all(month: date) -> str:
    """Return one line for each mentor."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("pendamping"), _("menit persiapan"), _("menit bersama pemilik"), _("jumlah menit")])
    for row in month_of_all(month):
        writer.writerow([harmless(row.name), row.preparation, row.contact, row.total])
    return out.getvalue()
