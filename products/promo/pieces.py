"""The pieces of a kit, in the order people see them, and the one file that holds them all."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.promo.drawing import papers, pictures
from products.promo.drawing.facts import Facts
from rumah.core.paper.code import qr_file, qr_picture

LONGEST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the kit: its name, what people call it, its type, and how it is made."""

    file: str
    label: str | Promise
    content_type: str
    make: Callable[[Facts], bytes]


def whatsapp_words(facts: Facts) -> bytes:
    """Return the text for a WhatsApp catalogue or status; stars make bold there."""
    lines = [f"*{_plain(facts.product)}*", facts.price, ""]
    if facts.words:
        words = facts.words
        if len(words) > LONGEST_WORDS:
            words = f"{words[:LONGEST_WORDS].rsplit(' ', 1)[0]}…"
        lines += [words, ""]
    lines += [_("Pesan di sini: %(link)s") % {"link": facts.link}, f"{_plain(facts.business)} · {facts.place}"]
    return ("\n".join(lines) + "\n").encode()


def _plain(text: str) -> str:
    """Return the text without what WhatsApp would take for bold, italics or code."""
    return "".join(letter for letter in text if letter not in "*_~`")


PIECES = (
    Piece("kotak-1080.jpg", gettext_lazy("Gambar kotak"), "image/jpeg", pictures.square),
    Piece("story-1080x1920.jpg", gettext_lazy("Gambar story"), "image/jpeg", pictures.story),
    Piece("teks-whatsapp.txt", gettext_lazy("Teks katalog WhatsApp"), "text/plain; charset=utf-8", whatsapp_words),
    Piece("label-harga.pdf", gettext_lazy("Label harga"), "application/pdf", papers.price_tag),
    Piece("kartu-rak-a6.pdf", gettext_lazy("Kartu rak A6"), "application/pdf", papers.shelf_card),
    Piece("poster-a4.pdf", gettext_lazy("Poster A4"), "application/pdf", papers.poster_a4),
    Piece("poster-a6.pdf", gettext_lazy("Poster A6"), "application/pdf", papers.poster_a6),
    Piece("kode-qr.png", gettext_lazy("Kode QR (gambar)"), "image/png", lambda facts: qr_picture(facts.link)),
    Piece("kode-qr.svg", gettext_lazy("Kode QR (SVG)"), "image/svg+xml", lambda facts: qr_file(facts.link)),
)
BY_FILE = {piece.file: piece for piece in PIECES}


def pack(facts: Facts) -> bytes:
    """Draw every piece and return them as one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for piece in PIECES:
            archive.writestr(piece.file, piece.make(facts))
    return out.getvalue()
