"""What the pieces of a kit say."""

from dataclasses import dataclass

from PIL.Image import Image

from products.promo.palettes import Palette


@dataclass(frozen=True, slots=True)
class Facts:
    """A product as its pieces show it; `link` is the full address, `shown` its form for people."""

    product: str
    price: str
    business: str
    place: str
    words: str
    link: str
    shown: str
    palette: Palette
    photo: Image | None
