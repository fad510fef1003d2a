"""What the pages of one result show, for either side."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mentoring.approval.spots import AREAS, typed
from mentoring.results import live
from mentoring.results.affirm import may_affirm
from mentoring.results.models import Deliverable, Outcome, Publication, Snapshot, Version
from mentoring.results.queries import measured
from mentoring.results.states import FOR_GALLERY, FOR_OWNER, Kind, ResultState
from mentoring.results.undo import DAYS
from rumah.core import clock

LABELS = {
    "name": _("nama produk"),
    "description": _("uraian"),
    "tagline": _("kalimat singkat"),
    "story": _("cerita usaha"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text before and after; `before` is empty where the listing had none."""

    label: str
    before: str
    after: str


def version_context(row: Deliverable) -> dict[str, Any]:
    """Return the newest version beside what was frozen at booking, and the older versions. One query more."""
    versions = list(row.versions.all())
    newest = versions[-1]
    pieces = list(newest.pieces.all())
    snapshot = Snapshot.objects.filter(pk=row.session_id).first()
    return {
        "result": row,
        "version": newest,
        "older": versions[:-1][::-1],
        "texts": _texts(row, newest),
        "pictures": [piece for piece in pieces if piece.is_picture],
        "papers": [piece for piece in pieces if not piece.is_picture],
        "before": snapshot.pictures if snapshot and row.kind in {Kind.PHOTO, Kind.PACKAGING, Kind.LABEL} else [],
    }


def owner_context(row: Deliverable, *, data: Any = None) -> dict[str, Any]:
    """Return that with what the owner can do about it; `data` is what was typed into a refused request to revise."""
    context = version_context(row)
    publication = _publication(row)
    context |= {
        "can_approve": row.state in FOR_OWNER or row.state == ResultState.REVERTED,
        "can_revise": row.state == ResultState.WAITING,
        "can_leave": row.state == ResultState.READY,
        "rounds_left": 2 - row.rounds,
        "for_gallery": row.kind in FOR_GALLERY and any(piece.format == "jpg" for piece in context["pictures"]),
        "remarks": typed(data or {}, context["pictures"]),
        "general": (data or {}).get("catatan", ""),
        "areas": AREAS,
        "publication": publication,
        "outcome": Outcome.objects.filter(pk=row.pk).first() if publication else None,
        "may_affirm": may_affirm(row),
    }
    if publication:
        until = publication.live_at + DAYS
        context |= {"undo_until": until, "can_undo": until > clock.now(), "measured": measured(publication)}
        context["left_out"] = _left_out(publication)
    return context


def undo_context(row: Deliverable) -> dict[str, Any]:
    """Return what taking it back would lose, and the fingerprint that stands for agreeing to it."""
    publication = _publication(row)
    if publication is None:
        return {}
    return {"losses": live.losses(publication), "losing": live.fingerprint(publication)}


def _publication(row: Deliverable) -> Publication | None:
    if row.state != ResultState.LIVE:
        return None
    publication = row.publications.filter(reverted_at=None).select_related("measurement").first()
    if publication:
        publication.deliverable = row
    return publication


def _left_out(publication: Publication) -> dict[str, int]:
    measurement = getattr(publication, "measurement", None)
    return dict(measurement.left_out) if measurement else {}


def _texts(row: Deliverable, version: Version) -> list[Text]:
    """Return the texts of the version that are others than those frozen at booking, beside them."""
    before = row.session.before
    names = {Kind.TEXT: ("name", "description"), Kind.PROFILE: ("tagline", "story")}.get(Kind(row.kind), ())
    return [
        Text(str(LABELS[name]), str(before.get(name, "")), getattr(version, name))
        for name in names
        if getattr(version, name) and getattr(version, name) != before.get(name)
    ]
