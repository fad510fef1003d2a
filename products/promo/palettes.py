"""The colours a shop may choose for its papers: the house's own, each with white readable on it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaletteName(models.TextChoices):
    """The dye a shop's papers are printed in."""

    NILA = "nila", _("Nila (biru)")
    SOGA = "soga", _("Soga (cokelat)")
    DAUN = "daun", _("Daun (hijau)")
    SAGA = "saga", _("Saga (merah)")
    TINTA = "tinta", _("Tinta (hitam)")


@dataclass(frozen=True, slots=True)
class Palette:
    """`ground` carries white words, `deep` the band on it, `pale` the pattern on paper."""

    ground: str
    deep: str
    pale: str
    paper: str = "#FBF7EF"
    ink: str = "#231A14"
    quiet: str = "#5B4636"
    on: str = "#FFFFFF"
    spark: str = "#F4C430"
    bud: str = "#F0A36B"


PALETTES: dict[str, Palette] = {
    PaletteName.NILA: Palette("#23399B", "#111D56", "#E4E5EE"),
    PaletteName.SOGA: Palette("#8F4413", "#4A220A", "#F1E4D6"),
    PaletteName.DAUN: Palette("#1D6A3F", "#0D3A21", "#E1ECE1"),
    PaletteName.SAGA: Palette("#B01F24", "#5E0E11", "#F6E2DD"),
    PaletteName.TINTA: Palette("#231A14", "#0F0B08", "#ECE5DA"),
}
