"""Text as people type it, made safe to keep."""

import re
import unicodedata

# Control characters, and the marks that turn the reading direction and so can disguise a name.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean_line(text: str) -> str:
    """Return one line: NFC, no control characters, single spaces."""
    return re.sub(r"\s+", " ", _UNWANTED.sub("", unicodedata.normalize("NFC", text))).strip()


def clean_text(text: str) -> str:
    """Return text of several lines: NFC, no control characters, at most one blank line between paragraphs."""
    lines = _UNWANTED.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
