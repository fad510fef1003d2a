"""A QR code: as an SVG that stands in the page with no file, script or style, or as a picture or file to save."""

import io

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# White around the code that readers need, in modules; and the size of a module in the picture.
QUIET, PIXELS = 4, 8


def qr_svg(content: str, *, label: str, css: str = "kode", quiet: int = QUIET) -> SafeString:
    """Return the code of `content` as an inline SVG named `label`, black on white, with `quiet` modules around it."""
    out = io.BytesIO()
    _code(content).save(
        out, kind="svg", xmldecl=False, svgns=False, border=quiet, dark="#000", light="#fff", svgclass=None,
        lineclass=None, omitsize=True,
    )  # fmt: skip
    svg = out.getvalue().decode().strip().removeprefix("<svg")
    # Drawn by the library from nothing but modules; the content is not in it as text.
    return format_html('<svg class="{}" role="img" aria-label="{}"{}', css, label, mark_safe(svg))  # noqa: S308


def qr_picture(content: str) -> bytes:
    """Return the code as PNG: who pays with the phone in hand opens it in the wallet."""
    out = io.BytesIO()
    _code(content).save(out, kind="png", scale=PIXELS, border=QUIET)
    return out.getvalue()


def qr_file(content: str) -> bytes:
    """Return the code as an SVG file of its own, for whoever prints it at any size."""
    out = io.BytesIO()
    _code(content).save(out, kind="svg", scale=PIXELS, border=QUIET, light="#fff")
    return out.getvalue()


def _code(content: str) -> segno.QRCode:
    return segno.make(content, error="m", micro=False)
