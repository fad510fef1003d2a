"""A face as SVG at true size: one user unit is a millimetre. Letters are outlines, so no font is needed to print it.

There is no script, style, link, picture or text element in it, and nothing that is drawn twice by reference.
"""

from xml.sax.saxutils import escape

from products.labels.drawing.lettering import GRID, measures, outline
from products.labels.drawing.marks import Box, Curve, Disc, Face, Mark, Rule, Shape, Words


def write(face: Face, *, bleed: float, title: str, about: str) -> bytes:
    """Return the file: the face with `bleed` millimetres around it; `about` says in words what is drawn."""
    width, height = face.width + 2 * bleed, face.height + 2 * bleed
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}mm" height="{_n(height)}mm"'
        f' viewBox="{_n(-bleed)} {_n(-bleed)} {_n(width)} {_n(height)}">'
    )
    drawn = "".join(_mark(mark) for mark in face.marks)
    return f"{head}<title>{escape(title)}</title><desc>{escape(about)}</desc>{drawn}</svg>".encode()


def _n(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".") if number else "0"


def _mark(mark: Mark) -> str:
    match mark:
        case Box(x, y, width, height, fill):
            return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"/>'
        case Disc(x, y, radius, fill):
            return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"/>'
        case Shape(points, fill):
            return f'<polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in points)}" fill="{fill}"/>'
        case Curve(points, width, colour):
            (x, y), *rest = points
            data = f"M{_n(x)} {_n(y)}C{' '.join(f'{_n(u)} {_n(v)}' for u, v in rest)}"
            line = f'stroke="{colour}" stroke-width="{_n(width)}" stroke-linecap="round"'
            return f'<path d="{data}" fill="none" {line}/>'
        case Rule((x, y), (u, v), width, colour):
            ends = f'x1="{_n(x)}" y1="{_n(y)}" x2="{_n(u)}" y2="{_n(v)}"'
            return f'<line {ends} stroke="{colour}" stroke-width="{_n(width)}"/>'
        case Words():
            return _words(mark)


def _words(words: Words) -> str:
    known = measures(words.hand).advances
    at, parts = 0.0, []
    for letter in words.text:
        (x, y), data = outline(words.hand, letter)
        if data:
            parts.append(f"M{round(at * GRID) + x} {y}{data}")
        at += known.get(ord(letter), 0.6)
    place = f"translate({_n(words.x)} {_n(words.y)}) scale({words.size / GRID:.6f})"
    return f'<path transform="{place}" fill="{words.colour}" d="{"".join(parts)}"/>' if parts else ""
