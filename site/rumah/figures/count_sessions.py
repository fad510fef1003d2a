"""Measures about companionship: sessions, hours, waiting and what came of them. Kecamatan are the business's."""

from django.utils.translation import gettext_lazy as _

from mentoring.journal.models import EffortKind
from rumah.figures.measures import Measure, Text, register


def effort(part: str) -> Text:
    """Name what time went into."""
    return EffortKind(part).label if part in EffortKind.values else part


def days_waited(part: str) -> str:
    """Return whole days as a number: `003` is 3."""
    return str(int(part))


def _sessions(at: str, where: str = "") -> str:
    return (
        "SELECT d.day, b.district_code, v.slug, COUNT(*) FROM days d JOIN mentoring_sessions_session s"
        f" ON s.{at} >= d.start_at AND s.{at} < d.end_at {where}"
        " JOIN businesses_business b ON b.id = s.business_id"
        " JOIN mentoring_services_service v ON v.id = s.service_id GROUP BY d.day, b.district_code, v.slug"
    )


def _results(source: str, on: str) -> str:
    return (
        f"SELECT d.day, b.district_code, v.slug, COUNT(*) FROM days d JOIN {source} ON {on}"
        " JOIN mentoring_sessions_session s ON s.id = r.session_id"
        " JOIN businesses_business b ON b.id = r.business_id"
        " JOIN mentoring_services_service v ON v.id = s.service_id GROUP BY d.day, b.district_code, v.slug"
    )


SESSION, SERVICE = "mentoring_sessions_session", _("Layanan")
LIVE = "(SELECT deliverable_id, MIN(live_at) AS live_at FROM mentoring_results_publication GROUP BY deliverable_id) p"
LIVE_ON = (
    "p.live_at >= d.start_at AND p.live_at < d.end_at JOIN mentoring_results_deliverable r ON r.id = p.deliverable_id"
)
register(
    Measure(
        "booked", _("Sesi dipesan"), _("Sesi yang dipesan pada hari itu, apa pun keadaannya sekarang."),
        SESSION, "pendampingan", "flow", _sessions("created_at"), part_label=SERVICE, today=True,
    ),
    Measure(
        "held", _("Sesi terlaksana"), _("Sesi yang dimulai pada hari itu dan ditandai selesai."),
        SESSION, "pendampingan", "flow", _sessions("starts_at", "AND s.state = 'completed'"), part_label=SERVICE,
        today=True,
    ),
    Measure(
        "missed", _("Sesi tidak dihadiri"), _("Sesi yang dijadwalkan pada hari itu dan ditandai tidak hadir."),
        SESSION, "pendampingan", "flow", _sessions("starts_at", "AND s.state = 'no_show'"), part_label=SERVICE,
    ),
    Measure(
        "cancelled", _("Sesi dibatalkan"), _("Sesi yang dijadwalkan pada hari itu dan dibatalkan, kapan pun itu."),
        SESSION, "pendampingan", "flow", _sessions("starts_at", "AND s.state = 'cancelled'"), part_label=SERVICE,
    ),
    Measure(
        "minutes", _("Jam pendampingan"),
        _("Menit yang dicatat pendamping untuk hari itu. Sama dengan halaman Jam pendampingan."),
        "mentoring_journal_effort", "pendampingan", "flow",
        "SELECT d.day, b.district_code, e.kind, SUM(e.minutes) FROM days d JOIN mentoring_journal_effort e"
        ' ON e."on" = d.day JOIN mentoring_sessions_session s ON s.id = e.session_id'
        " JOIN businesses_business b ON b.id = s.business_id GROUP BY d.day, b.district_code, e.kind",
        unit="minutes", word=effort, part_label=_("Kegiatan"), about_few=False,
    ),
    Measure(
        "wait", _("Lama menunggu sesi"),
        _("Hari penuh dari pemesanan sampai sesi yang terlaksana pada hari itu. Lokakarya, dan pertemuan kedua dan"
          " seterusnya dari satu rangkaian, tidak dihitung. Lebih dari 365 hari dihitung 365."),
        SESSION, "pendampingan", "flow",
        "SELECT w.day, w.district_code, w.part, COUNT(*) FROM (SELECT d.day, b.district_code,"
        " PADDED_DAYS(s.created_at, s.starts_at) AS part FROM days d JOIN mentoring_sessions_session s"
        " ON s.starts_at >= d.start_at AND s.starts_at < d.end_at AND s.state = 'completed'"
        " AND s.occurrence_id IS NULL AND s.created_at <= s.starts_at"
        " JOIN businesses_business b ON b.id = s.business_id WHERE s.series IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM mentoring_sessions_session f WHERE f.series = s.series AND f.starts_at < s.starts_at)) w"
        " GROUP BY w.day, w.district_code, w.part",
        word=days_waited, part_label=_("Hari menunggu"), about_few=False, shown=False,
    ),
    Measure(
        "results_in", _("Hasil diserahkan"), _("Hasil kerja yang pertama kali diserahkan pendamping pada hari itu."),
        "mentoring_results_deliverable", "pendampingan", "flow",
        _results("mentoring_results_deliverable r", "r.created_at >= d.start_at AND r.created_at < d.end_at"),
        part_label=SERVICE,
    ),
    Measure(
        "results_live", _("Hasil disetujui dan terpasang"),
        _("Hasil yang disetujui pemilik dan pertama kali terpasang pada hari itu; yang kemudian diurungkan tetap"
          " dihitung."),
        "mentoring_results_publication", "pendampingan", "flow",
        _results(LIVE, LIVE_ON), part_label=SERVICE,
    ),
)  # fmt: skip
