"""Remarks on a picture as the page sends them: a tap with scripts, one of nine areas without."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoring.results.models import Piece
from mentoring.results.revise import Spot

# The middle of each ninth, in percent, row by row as the page shows them.
THIRDS = (17, 50, 83)
AREAS: tuple[tuple[str, str | Promise], ...] = (
    ("1", _("kiri atas")), ("2", _("tengah atas")), ("3", _("kanan atas")),
    ("4", _("kiri tengah")), ("5", _("tengah")), ("6", _("kanan tengah")),
    ("7", _("kiri bawah")), ("8", _("tengah bawah")), ("9", _("kanan bawah")),
)  # fmt: skip
PERCENT = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class PieceRemark:
    """What was typed about one picture: the text, the area, and the tap in percent where there was one."""

    piece: Piece
    text: str = ""
    area: str = ""
    x: str = ""
    y: str = ""


def typed(data: Mapping[str, str], pieces: Sequence[Piece]) -> list[PieceRemark]:
    """Return a row for each picture with what was typed for it, if anything."""
    return [
        PieceRemark(
            piece, *(str(data.get(f"{name}-{piece.pk}", ""))[:1200] for name in ("catatan", "daerah", "x", "y"))
        )
        for piece in pieces
    ]


def spots(general: str, rows: Sequence[PieceRemark]) -> list[Spot]:
    """Return the remarks as the verb takes them; an area or a tap without words says nothing."""
    said = [Spot(general)] if general.strip() else []
    return said + [_spot(row) for row in rows if row.text.strip()]


def _spot(row: PieceRemark) -> Spot:
    if PERCENT.fullmatch(row.x) and PERCENT.fullmatch(row.y):
        return Spot(row.text, row.piece.pk, int(row.x), int(row.y))
    if row.area in dict(AREAS):
        at = int(row.area) - 1
        return Spot(row.text, row.piece.pk, THIRDS[at % 3], THIRDS[at // 3])
    return Spot(row.text, row.piece.pk)
