"""The colours of the stylesheet in both schemes, and whether what is written in them can be read (WCAG 2.2, 1.4.3)."""

import re
from pathlib import Path
from typing import NamedTuple

STYLESHEET = Path(__file__).parent / "static" / "theme" / "rumah.css"
TEXT_LEAST, LINE_LEAST = 4.5, 3.0
# (what is written, on what ground)
TEXT = (
    ("tinta", "kertas"), ("tinta", "kain"), ("tinta", "pasir"), ("kopi", "kertas"), ("kopi", "kain"), ("kopi", "pasir"),
    ("soga", "kain"), ("soga", "kertas"), ("nila", "kertas"), ("nila", "kain"), ("nila", "nila-muda"),
    ("atas-nila", "nila"), ("di-gelap", "nila-gelap"), ("kunyit", "belerang-muda"), ("saga", "saga-muda"),
    ("saga", "kain"), ("saga", "kertas"), ("daun", "daun-muda"), ("tinta", "nila-muda"), ("tinta", "belerang-muda"),
    ("tinta", "saga-muda"), ("tinta", "daun-muda"),
)  # fmt: skip
LINES = (("garis-kuat", "kertas"), ("garis-kuat", "kain"), ("belerang", "nila-gelap"))
# The halo of the focus: in the light it is seen against the outline, in the dark against the page.
HALO = {"light": ("tinta", "belerang"), "dark": ("belerang", "kertas")}


class Pair(NamedTuple):
    """Two tokens of one scheme and how far apart they are; `least` is what they must reach."""

    scheme: str
    front: str
    ground: str
    front_colour: str
    ground_colour: str
    ratio: float
    least: float

    @property
    def is_enough(self) -> bool:
        """Whether it can be read."""
        return self.ratio >= self.least


def tokens() -> dict[str, dict[str, str]]:
    """Return the colours by name for `light`, `dark` and `chosen` (dark, because a visitor said so)."""
    css = STYLESHEET.read_text(encoding="utf-8")
    blocks = re.findall(r":root[^ ]* \{(.*?)\}", css, re.DOTALL)[:3]
    light, dark, chosen = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", part)) for part in blocks)
    return {"light": light, "dark": light | dark, "chosen": light | chosen}


def pairs() -> list[Pair]:
    """Return every pair that the pages use, in both schemes."""
    found = []
    for scheme in ("light", "dark"):
        colours = tokens()[scheme]
        used = [(pair, TEXT_LEAST) for pair in TEXT]
        used += [(pair, LINE_LEAST) for pair in (*LINES, HALO[scheme])]
        for (front, ground), least in used:
            one, other = colours[front], colours[ground]
            found.append(Pair(scheme, front, ground, one, other, round(contrast(one, other), 2), least))
    return found


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours written `#rgb` or `#rrggbb`."""
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
