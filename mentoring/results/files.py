"""Files as mentors send them, made into what may be kept: by content, never by name."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.storage import Storage, storages
from django.utils.translation import gettext as _
from PIL import Image

from mentoring.results import pdf, svg
from mentoring.results.states import PICTURED, WITH_FILES, Format, Kind
from rumah.core.errors import DomainError, Problem
from rumah.core.images.intake import accept

MAX_FILES = 6
FOLDER = "hasil"
PREVIEW = 480
FIELD = "files"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it will be kept. `digest` is the SHA-256 of what was sent; sizes are pixels (an SVG's user units)."""

    format: Format
    content: bytes
    preview: bytes
    width: int
    height: int
    digest: str
    dropped: int = 0


def private() -> Storage:
    """Return the storage whose files only a view that checks the reader hands out."""
    return storages["private"]


def taken_in(kind: Kind, files: Sequence[bytes], problems: list[Problem]) -> list[Taken]:
    """Return the files as we keep them, each once; what is wrong goes to `problems`, file by file.

    Work on bytes alone, so it belongs before the transaction.
    """
    if len(files) > MAX_FILES:
        problems.append(Problem(_("Kirim paling banyak %(most)d berkas.") % {"most": MAX_FILES}, FIELD))
        return []
    taken: dict[str, Taken] = {}
    for number, raw in enumerate(files, 1):
        try:
            one = _take(kind, raw)
        except DomainError as error:
            problem = _("Berkas %(number)d: %(problem)s") % {"number": number, "problem": error}
            problems.append(Problem(problem, FIELD))
        else:
            taken[one.digest] = one
    if not problems and kind in PICTURED and not any(one.format != Format.PDF for one in taken.values()):
        text = _("Sertakan sedikitnya satu gambar, supaya pemilik usaha dapat membandingkannya di ponsel.")
        problems.append(Problem(text, FIELD, "required"))
    return list(taken.values())


def _take(kind: Kind, raw: bytes) -> Taken:
    digest = hashlib.sha256(raw).hexdigest()
    if kind in WITH_FILES and raw[:5] == b"%PDF-":
        pdf.check(raw)
        return Taken(Format.PDF, raw, b"", 0, 0, digest)
    if kind in WITH_FILES and _looks_like_svg(raw):
        cleaned = svg.clean(raw)
        return Taken(Format.SVG, cleaned.content, b"", cleaned.width, cleaned.height, digest, cleaned.dropped)
    picture = accept(raw)
    return Taken(Format.JPG, picture.content, small(picture.content), picture.width, picture.height, digest)


def _looks_like_svg(raw: bytes) -> bool:
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in raw[:65_536]


def small(content: bytes) -> bytes:
    """Return a picture of ours as a WebP of at most 480 pixels a side, for the page where it is compared."""
    with Image.open(io.BytesIO(content), formats=["JPEG", "WEBP"]) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((PREVIEW, PREVIEW), Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=72, method=4)
    return out.getvalue()
