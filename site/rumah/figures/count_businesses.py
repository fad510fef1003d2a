"""Measures about businesses: how many there are, of which level and with which permits, and how many came."""

from django.utils.translation import gettext_lazy as _

from products.readiness.states import Level
from rumah.businesses.states import PermitKind, Sector
from rumah.figures.measures import Measure, Text, register

VERIFIED = "b.verified_at < d.end_at AND off.business_id IS NULL"
JOIN_OFF = "LEFT JOIN off ON off.day = d.day AND off.business_id = b.id"


def sector(part: str) -> Text:
    """Name a sector."""
    return Sector(part).label if part in Sector.values else part


def level(part: str) -> Text:
    """Name a level, or say that there is none yet."""
    return Level(part).label if part in Level.values else _("belum dinilai")


def permit(part: str) -> Text:
    """Name a permit."""
    return PermitKind(part).label if part in PermitKind.values else part


register(
    Measure(
        "businesses", _("Usaha terdaftar"),
        _("Semua usaha yang sudah dibuat sampai akhir hari itu, termasuk draf dan yang menunggu tinjauan."),
        "businesses_business", "usaha", "stock",
        "SELECT d.day, b.district_code, b.sector, COUNT(*) FROM days d JOIN businesses_business b"
        " ON b.created_at < d.end_at GROUP BY d.day, b.district_code, b.sector",
        word=sector, part_label=_("Bidang"),
    ),
    Measure(
        "verified", _("Usaha terverifikasi"),
        _("Usaha yang sudah diverifikasi sampai akhir hari itu dan saat itu tidak ditangguhkan."),
        "businesses_business, core_auditentry", "usaha", "stock",
        "SELECT d.day, b.district_code, b.sector, COUNT(*) FROM days d JOIN businesses_business b"
        f" ON b.created_at < d.end_at {JOIN_OFF} WHERE {VERIFIED} GROUP BY d.day, b.district_code, b.sector",
        word=sector, part_label=_("Bidang"),
    ),
    Measure(
        "levels", _("Tingkat naik kelas"),
        _("Usaha terverifikasi menurut tingkat pada penilaian terakhirnya sampai akhir hari itu."),
        "readiness_assessment, businesses_business", "usaha", "stock",
        "SELECT d.day, b.district_code, COALESCE(a.level, ''), COUNT(*) FROM days d JOIN businesses_business b"
        f" ON b.created_at < d.end_at {JOIN_OFF}"
        " LEFT JOIN (SELECT e.day, n.business_id, MAX(n.id) AS id FROM days e JOIN readiness_assessment n"
        " ON n.at < e.end_at GROUP BY e.day, n.business_id) last ON last.day = d.day AND last.business_id = b.id"
        f" LEFT JOIN readiness_assessment a ON a.id = last.id WHERE {VERIFIED}"
        " GROUP BY d.day, b.district_code, COALESCE(a.level, '')",
        word=level, part_label=_("Tingkat"),
    ),
    Measure(
        "permits", _("Pemegang izin"),
        _("Usaha terverifikasi dengan izin tercatat yang masih berlaku hari itu. Satu usaha dihitung sekali per jenis."
          " Kapan izin dicatat tidak tersimpan: hari lampau memakai izin yang ada saat dihitung."),
        "businesses_permit, businesses_business", "usaha", "stock",
        "SELECT d.day, b.district_code, p.kind, COUNT(DISTINCT b.id) FROM days d JOIN businesses_business b"
        f" ON b.created_at < d.end_at {JOIN_OFF} JOIN businesses_permit p ON p.business_id = b.id"
        f" WHERE {VERIFIED} AND (p.expires_on IS NULL OR p.expires_on >= d.day)"
        " GROUP BY d.day, b.district_code, p.kind",
        word=permit, part_label=_("Izin"),
    ),
    Measure(
        "permits_ending", _("Izin segera berakhir"),
        _("Usaha terverifikasi dengan izin yang berakhir dalam 30 hari sejak hari itu."),
        "businesses_permit, businesses_business", "usaha", "stock",
        "SELECT d.day, b.district_code, p.kind, COUNT(DISTINCT b.id) FROM days d"
        " JOIN businesses_permit p ON p.expires_on >= d.day AND p.expires_on < d.soon"
        f" JOIN businesses_business b ON b.id = p.business_id AND b.created_at < d.end_at {JOIN_OFF}"
        f" WHERE {VERIFIED} GROUP BY d.day, b.district_code, p.kind",
        word=permit, part_label=_("Izin"),
    ),
    Measure(
        "products", _("Produk tampil"),
        _("Produk yang tampil saat dihitung dan sudah tampil sebelum akhir hari itu."),
        "catalogue_product", "usaha", "stock",
        "SELECT d.day, p.district_code, '', COUNT(*) FROM days d JOIN catalogue_product p"
        " ON p.listed_at < d.end_at WHERE p.is_listed GROUP BY d.day, p.district_code",
        about_few=False,
    ),
    Measure(
        "new", _("Usaha baru"),
        _("Usaha yang dibuat pada hari itu."),
        "businesses_business", "usaha", "flow",
        "SELECT d.day, b.district_code, b.sector, COUNT(*) FROM days d JOIN businesses_business b"
        " ON b.created_at >= d.start_at AND b.created_at < d.end_at GROUP BY d.day, b.district_code, b.sector",
        word=sector, part_label=_("Bidang"), today=True,
    ),
    Measure(
        "newly_verified", _("Usaha baru terverifikasi"),
        _("Usaha yang diverifikasi untuk pertama kali pada hari itu."),
        "businesses_business", "usaha", "flow",
        "SELECT d.day, b.district_code, b.sector, COUNT(*) FROM days d JOIN businesses_business b"
        " ON b.standing IN ('verified', 'suspended') AND b.verified_at >= d.start_at AND b.verified_at < d.end_at"
        " GROUP BY d.day, b.district_code, b.sector",
        word=sector, part_label=_("Bidang"), today=True,
    ),
)  # fmt: skip
