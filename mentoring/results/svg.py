"""An SVG written anew from what is known to be harmless: shapes, text and colours. Everything else is left out.

Nothing of the sender's markup is copied: elements, attributes and values are each looked up in a list and the file is
written by us. So there is no script, no handler, no link, no style sheet, no picture and nothing from elsewhere in it.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring  # writes only; defusedxml reads

from defusedxml import DefusedXmlException, ElementTree
from django.utils.translation import gettext as _

from rumah.core.errors import DomainError

MAX_BYTES = 3 * 1024 * 1024
MAX_ELEMENTS = 20_000
MAX_DEPTH = 48
MAX_USES = 200


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
ELEMENTS = _words(
    """svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan
    linearGradient radialGradient stop clipPath mask pattern"""
)
PROPERTIES = _words(
    """fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset opacity color display visibility clip-path clip-rule mask stop-color stop-opacity
    font-family font-size font-weight font-style font-variant letter-spacing word-spacing text-anchor text-decoration
    dominant-baseline paint-order vector-effect"""
)
ATTRIBUTES = PROPERTIES | _words(
    """id x y x1 y1 x2 y2 cx cy r rx ry fx fy d points width height viewBox preserveAspectRatio transform dx dy rotate
    textLength lengthAdjust pathLength offset gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits
    maskContentUnits patternUnits patternContentUnits patternTransform"""
)
# Numbers, words, colours, function-like transforms; `url(...)` only to a part of this very file.
LOCAL = re.compile(r"#[A-Za-z_][\w.-]*")
LOCAL_URL = re.compile(r"""url\(\s*["']?#[A-Za-z_][\w.-]*["']?\s*\)""")
LOCAL_NAME = re.compile(r"""url\(\s*["']?#([A-Za-z_][\w.-]*)""")
REPEATING = ("pattern", "mask", "clipPath")
WORD = re.compile(r"[\w\s.,;:%#()+'\"/*-]*")
ELSEWHERE = ("url(", "javascript:", "data:", "http:", "https:", "expression(", "//", "@")
FUNCTIONS = re.compile(r"(?:matrix|translate|scale|rotate|skewX|skewY|rgba?|hsla?)\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CleanSvg:
    """The file as we keep it, its size in user units (0 when it has none), and how many parts were left out."""

    content: bytes
    width: int
    height: int
    dropped: int


def clean(raw: bytes) -> CleanSvg:
    """Return the harmless part of an SVG. Raises DomainError for what is no SVG, is too large, or draws without end."""
    if len(raw) > MAX_BYTES:
        raise DomainError(_("Berkas SVG ini lebih besar dari 3 MB. Sederhanakan dulu, lalu kirim lagi."))
    try:
        source = ElementTree.fromstring(raw, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (DefusedXmlException, ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise _broken() from error
    if source.tag != f"{SVG}svg":
        raise _broken()
    writer = _Writer()
    root = writer.copy(source, depth=0)
    if not writer.has_shape:
        raise DomainError(_("Berkas SVG ini kosong setelah bagian yang tidak aman dibuang. Kirim PNG atau PDF."))
    _refuse_multiplying(root)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    width, height = _size(source)
    if width and height and not root.get("viewBox"):
        root.set("viewBox", f"0 0 {width} {height}")
    return CleanSvg(tostring(root, encoding="utf-8", xml_declaration=True), width, height, writer.dropped)


def _refuse_multiplying(root: Element) -> None:
    """Refuse parts that are drawn many times and draw such parts themselves: ten levels of ten would never end."""
    repeated = {used.get("href", "")[1:] for used in root.iter("use")}
    repeated |= {one.get("id", "") for kind in REPEATING for one in root.iter(kind)}
    for part in root.iter():
        if part.tag not in REPEATING and (part.get("id") or "?") not in repeated:
            continue
        for inner in part.iter():
            names = {name for value in inner.attrib.values() for name in LOCAL_NAME.findall(value)}
            if inner.tag == "use" or names & repeated:
                raise _too_much()


def _too_much() -> DomainError:
    return DomainError(_("Gambar SVG ini terlalu rumit. Sederhanakan dulu, atau kirim PNG atau PDF."))


def _broken() -> DomainError:
    return DomainError(_("Berkas ini bukan SVG yang dapat dibaca. Simpan ulang, lalu kirim lagi."))


class _Writer:
    def __init__(self) -> None:
        self.dropped = self.elements = self.uses = 0
        self.has_shape = False

    def copy(self, source: Element, *, depth: int, parent: Element | None = None, within_use: bool = False) -> Element:
        self.elements += 1
        if self.elements > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise _too_much()
        name = source.tag.removeprefix(SVG)
        made = Element(name) if parent is None else SubElement(parent, name)
        self._attributes(source, made)
        self.has_shape = self.has_shape or name in {
            "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        }  # fmt: skip
        made.text = source.text if name in {"text", "tspan", "title", "desc"} else None
        for child in source:
            tag = child.tag if isinstance(child.tag, str) else ""
            known = tag.startswith(SVG) and tag.removeprefix(SVG) in ELEMENTS
            if known and self._may_use(child):
                copied = self.copy(child, depth=depth + 1, parent=made)
                copied.tail = child.tail if name in {"text", "tspan"} else None
            else:
                self.dropped += 1
        return made

    def _may_use(self, child: Element) -> bool:
        if child.tag != f"{SVG}use":
            return True
        self.uses += 1
        if self.uses > MAX_USES:
            raise _too_much()
        return True

    def _attributes(self, source: Element, made: Element) -> None:
        for key, value in source.attrib.items():
            if key in ATTRIBUTES and _is_harmless(value):
                made.set(key, value)
            elif key == "style":
                self._style(value, made)
            elif key in {"href", f"{XLINK}href"} and source.tag == f"{SVG}use" and LOCAL.fullmatch(value.strip()):
                made.set("href", value.strip())
            elif not (key.startswith(("{", "data-")) or key in {"version", "class", "space"}):
                self.dropped += 1

    def _style(self, text: str, made: Element) -> None:
        """Turn `style` into single attributes; a browser then needs no style at all."""
        for part in text.split(";"):
            key, colon, value = part.partition(":")
            if colon and key.strip() in PROPERTIES and _is_harmless(value):
                made.set(key.strip(), value.strip())
            elif part.strip() and key.strip() not in PROPERTIES and not key.strip().startswith("-"):
                self.dropped += 1


def _is_harmless(value: str) -> bool:
    rest = FUNCTIONS.sub(" ", LOCAL_URL.sub(" ", value))
    if len(value) > 500_000 or not WORD.fullmatch(rest):
        return False
    low = "".join(rest.lower().split())
    return not any(word in low for word in ELSEWHERE)


def _size(source: Element) -> tuple[int, int]:
    numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", source.get("viewBox", ""))[:4]]
    if len(numbers) == 4:
        width, height = numbers[2], numbers[3]
    else:
        width, height = (float(_number(source.get(key, ""))) for key in ("width", "height"))
    return min(max(round(width), 0), 20_000), min(max(round(height), 0), 20_000)


def _number(text: str) -> str:
    found = re.match(r"\d+(?:\.\d+)?", text.strip())
    return found.group() if found else "0"
