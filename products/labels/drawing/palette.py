"""The house's colours for labels: grounds with an ink that can be read on them (checked by a test)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

INK, PAPER, CLOTH, SULPHUR, DEEP = "#231A14", "#FBF7EF", "#FFFFFF", "#F4C430", "#1A2B78"


@dataclass(frozen=True, slots=True)
class Theme:
    """`ground` carries `ink` and `accent`; the panel with the small print is always dark on light."""

    name: object
    ground: str
    ink: str
    accent: str
    quiet: str


THEMES = {
    "nila": Theme(_("Nila"), DEEP, CLOTH, SULPHUR, "#111D56"),
    "soga": Theme(_("Soga"), "#8F4413", CLOTH, "#FFD98A", "#6F330C"),
    "daun": Theme(_("Daun"), "#1D6A3F", CLOTH, "#F6D469", "#14522F"),
    "belerang": Theme(_("Belerang"), SULPHUR, INK, "#6B2F08", "#E5B31C"),
    "kertas": Theme(_("Kertas"), PAPER, INK, "#23399B", "#F1E9DB"),
}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB`, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
