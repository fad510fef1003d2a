"""What the sides are told; queued in the transaction of the change, sent by the worker."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import translation
from django.utils.translation import gettext as _

from mentoring.results.models import Deliverable, Version
from rumah.accounts.found import COORDINATOR
from rumah.businesses.owners import tell_owners
from rumah.core import outbox


def submitted(version: Version) -> None:
    """Ask the owners to look at a version."""
    row = version.deliverable
    said = _("Hasil pendampingan siap dilihat: %(kind)s.") % {"kind": row.get_kind_display()}
    link = _("Bandingkan lalu setujui, atau minta perbaikan: %(url)s") % {"url": owner_url(row)}
    tell_owners(business=row.business, said=said, reason=link, key=f"result:{row.pk}:v{version.number}")


def answered(version: Version, event: str) -> None:
    """Tell the mentor what became of a version; `event` is revise, refer, live, revert, ready or close."""
    row = version.deliverable
    user = row.mentor.user
    with translation.override(user.language):
        sentences = {
            "revise": _("Pemilik meminta perbaikan: %(kind)s untuk %(business)s."),
            "refer": _("Koordinator akan memutuskan: %(kind)s untuk %(business)s."),
            "live": _("Disetujui dan terpasang: %(kind)s untuk %(business)s."),
            "revert": _("Diurungkan oleh pemilik: %(kind)s untuk %(business)s."),
            "ready": _("Koordinator menyatakan selesai: %(kind)s untuk %(business)s."),
            "close": _("Tidak dipakai: %(kind)s untuk %(business)s."),
        }
        facts = {"kind": row.get_kind_display(), "business": row.business.name}
        said = sentences[event] % facts
        channel, to = ("email", user.email) if user.email else ("whatsapp", user.phone)
        outbox.queue(
            channel=channel, to=to or "", subject=said, body=f"{said}\n\n{mentor_url(row)}",
            dedupe_key=f"result:{row.pk}:v{version.number}:{event}:{row.changed_at:%Y%m%d%H%M%S%f}",
        )  # fmt: skip


def referred(version: Version) -> None:
    """Tell the coordinators that a third round was asked for."""
    row = version.deliverable
    said = _("Perlu keputusan: %(kind)s untuk %(business)s.") % {
        "kind": row.get_kind_display(), "business": row.business.name,
    }  # fmt: skip
    url = f"{settings.BASE_URL}/{settings.ADMIN_PATH}hasil/{row.pk}/"
    for group in Group.objects.filter(name=COORDINATOR).prefetch_related("user_set"):
        for user in group.user_set.filter(is_active=True, email__isnull=False).order_by("pk")[:20]:
            outbox.queue(
                channel="email", to=user.email or "", subject=said, body=f"{said}\n\n{url}",
                dedupe_key=f"result:{row.pk}:v{version.number}:referred:{user.pk}",
            )  # fmt: skip


def decided(version: Version, reason: str) -> None:
    """Tell the owners what the coordinator decided."""
    row = version.deliverable
    said = _("Koordinator sudah memutuskan: %(kind)s.") % {"kind": row.get_kind_display()}
    key = f"result:{row.pk}:v{version.number}:decided:{row.changed_at:%Y%m%d%H%M%S%f}"
    tell_owners(business=row.business, said=said, reason=f"{reason}\n\n{owner_url(row)}", key=key)


def measured(row: Deliverable, publication_id: int) -> None:
    """Tell the owners that the 28 days are over and ask what came of it."""
    said = _("28 hari sudah lewat: %(kind)s.") % {"kind": row.get_kind_display()}
    link = _("Lihat angkanya dan ceritakan hasilnya: %(url)s") % {"url": owner_url(row)}
    tell_owners(business=row.business, said=said, reason=link, key=f"result:{row.pk}:measured:{publication_id}")


def owner_url(row: Deliverable) -> str:
    """Return where an owner compares and decides."""
    return f"{settings.BASE_URL}/pendampingan/hasil/{row.pk}/"


def mentor_url(row: Deliverable) -> str:
    """Return where the mentor reads the remarks."""
    return f"{settings.BASE_URL}/meja/hasil/{row.pk}/"
