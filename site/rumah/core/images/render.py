"""What pages show: the few sizes of a picture, in the formats that are worth their bytes.

Cards are WebP only (AVIF wins nothing at that size); the large picture of a page is AVIF with WebP beside it.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

CARDS = (640, 320)
HEROES = (960, 480)
# By effort. The quick one takes a fifth of the time for 5 to 30 % more bytes: for hundreds of pictures at once.
ENCODERS: dict[bool, dict[str, dict[str, int]]] = {
    False: {"webp": {"quality": 76, "method": 4}, "avif": {"quality": 58, "speed": 8, "max_threads": 1}},
    True: {"webp": {"quality": 76, "method": 2}, "avif": {"quality": 58, "speed": 9, "max_threads": 1}},
}


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded size; `format` is `webp` or `avif`, sizes are pixels."""

    content: bytes
    width: int
    height: int
    format: str


def render(original: bytes, *, quick: bool = False) -> dict[str, Rendition]:
    """Return the photo set of an accepted picture, none larger than its source.

    `card_320` and `card_640` are squares from the middle; `hero_480` and `hero_960` keep the picture's own shape
    within that box and come as `…_webp` and `…_avif`.
    """
    with Image.open(io.BytesIO(original), formats=["JPEG"]) as opened:
        # Let the decoder halve what no size needs, but keep the short side for the square.
        short, long = sorted(opened.size)
        opened.draft("RGB", (CARDS[0] * long // short, CARDS[0] * long // short))
        picture = opened.convert("RGB")
    made: dict[str, Rendition] = {}
    square: Image.Image = picture
    for edge in CARDS:
        side = min(edge, *square.size)
        square = ImageOps.fit(square, (side, side), Image.Resampling.LANCZOS)
        made[f"card_{edge}"] = _encoded(square, "webp", quick=quick)
    whole = picture
    for edge in HEROES:
        whole = whole.copy()
        whole.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
        made[f"hero_{edge}_webp"] = _encoded(whole, "webp", quick=quick)
        made[f"hero_{edge}_avif"] = _encoded(whole, "avif", quick=quick)
    return made


def _encoded(image: Image.Image, format_: str, *, quick: bool) -> Rendition:
    out = io.BytesIO()
    image.save(out, format_.upper(), **ENCODERS[quick][format_])
    return Rendition(out.getvalue(), image.width, image.height, format_)
