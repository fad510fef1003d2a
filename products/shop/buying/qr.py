"""A QR code for the order page: drawn as one path, or as a picture to save on the phone that also pays."""

from io import BytesIO
from itertools import groupby

import segno
from django.utils.safestring import SafeString, mark_safe

# White around the code that readers need, in modules; and the size of a module in the picture.
QUIET, PIXELS = 4, 8


def qr_path(text: str) -> tuple[int, SafeString]:
    """Return the side of the code in modules and the dark modules as the `d` of an SVG path, rows in runs."""
    rows = list(_code(text).matrix_iter(border=QUIET))
    parts = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                parts.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    # Numbers and the letters above only.
    return len(rows), mark_safe("".join(parts))  # noqa: S308


def qr_picture(text: str) -> bytes:
    """Return the code as PNG."""
    file = BytesIO()
    _code(text).save(file, kind="png", scale=PIXELS, border=QUIET)
    return file.getvalue()


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)
