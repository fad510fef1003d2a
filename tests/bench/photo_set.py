"""Made photos for the photo check: the demo's drawn products, each well taken and badly taken in five ways.

Nothing comes from outside and every picture follows from its seed, so that figures can be compared between releases.
"""

import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from rumah.demo.pictures.draw import KINDS, draw

SIDE = 1400
CLASSES = ("good", "blurred", "dark", "bright", "small", "cluttered", "uneven")


def noisy(picture: Image.Image, random: Random, strength: float) -> Image.Image:
    """Add what a phone's sensor adds."""
    pixels = np.asarray(picture, dtype=np.float32)
    grain = np.random.default_rng(random.randrange(2**32)).normal(0, strength, pixels.shape)
    return Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8))


def _good(picture: Image.Image, random: Random) -> Image.Image:
    lit = ImageEnhance.Brightness(picture).enhance(random.uniform(0.85, 1.08))
    return lit.filter(ImageFilter.GaussianBlur(random.uniform(0.4, 1.0)))


def _blurred(picture: Image.Image, random: Random) -> Image.Image:
    if random.random() < 0.5:
        return picture.filter(ImageFilter.GaussianBlur(random.uniform(7, 14)))
    # A hand that moved: the same picture many times, a little further each time.
    reach = random.randint(18, 34)
    pixels = np.asarray(picture, dtype=np.float32)
    moved = sum(np.roll(pixels, (shift // 2, shift), axis=(0, 1)) for shift in range(reach))
    return Image.fromarray((moved / reach).astype(np.uint8))


def _dark(picture: Image.Image, random: Random) -> Image.Image:
    return ImageEnhance.Brightness(_good(picture, random)).enhance(random.uniform(0.18, 0.36))


def _bright(picture: Image.Image, random: Random) -> Image.Image:
    return ImageEnhance.Brightness(_good(picture, random)).enhance(random.uniform(2.4, 3.4))


def _small(picture: Image.Image, random: Random) -> Image.Image:
    side = random.randint(220, 520)
    return _good(picture, random).resize((side, side), Image.Resampling.LANCZOS)


def _cluttered(picture: Image.Image, random: Random) -> Image.Image:
    """Put the product on a table where everything else stands as well."""
    room = Image.new("RGB", picture.size, random.choice(["#c8b090", "#8fa3ad", "#b6a5c0"]))
    pen = ImageDraw.Draw(room)
    for _thing in range(random.randint(60, 110)):
        x, y = random.randint(-60, SIDE), random.randint(-60, SIDE)
        wide, high = random.randint(50, 240), random.randint(50, 240)
        colour = tuple(random.randint(20, 235) for _channel in range(3))
        shape: Callable[..., None] = random.choice([pen.rectangle, pen.ellipse])
        shape((x, y, x + wide, y + high), fill=colour, outline=tuple(channel // 2 for channel in colour), width=5)
    inset = int(SIDE * random.uniform(0.2, 0.28))
    room.paste(picture.crop((inset, inset, SIDE - inset, SIDE - inset)), (inset, inset))
    return _good(room, random)


def _uneven(picture: Image.Image, random: Random) -> Image.Image:
    """Put the product on a cloth whose pattern is louder than what is sold."""
    cloth = Image.new("RGB", picture.size, "#f0e0c0")
    pen, wide = ImageDraw.Draw(cloth), random.randint(90, 180)
    colour = random.choice(["#23399b", "#8f4413", "#1d6a3f"])
    for left in range(0, SIDE, wide * 2):
        pen.rectangle((left, 0, left + wide, SIDE), fill=colour)
    inset = int(SIDE * random.uniform(0.18, 0.24))
    cloth = cloth.rotate(random.choice([0, 90]))
    cloth.paste(picture.crop((inset, inset, SIDE - inset, SIDE - inset)), (inset, inset))
    return _good(cloth, random)


TAKEN: dict[str, Callable[[Image.Image, Random], Image.Image]] = {
    "good": _good, "blurred": _blurred, "dark": _dark, "bright": _bright, "small": _small, "cluttered": _cluttered,
    "uneven": _uneven,
}  # fmt: skip


@lru_cache(maxsize=4)
def _drawn(kind: str, view: str, seed: str) -> Image.Image:
    drawn = draw(kind=kind, view=view, seed=seed, name="Sari Osing", shop="Rumah Osing")
    return drawn.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def taken(kind: str, view: str, how: str, seed: str) -> Image.Image:
    """Return one photo: a drawn product of `kind`, taken as `how` says."""
    random = Random(f"{seed}/{kind}/{view}/{how}")
    picture = TAKEN[how](_drawn(kind, view, seed), random)
    return noisy(picture, random, random.uniform(1.5, 4.0))


def encoded(picture: Image.Image) -> bytes:
    """Return the picture as a phone would store it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def photos(*, seed: str, kinds: int, views: tuple[str, ...] = ("dekat", "kemasan")) -> Iterator[tuple[str, str, bytes]]:
    """Yield (how it was taken, which picture, its JPEG) for the first `kinds` kinds of product."""
    for kind in list(KINDS)[:kinds]:
        for view in views:
            for how in CLASSES:
                yield how, f"{kind}/{view}", encoded(taken(kind, view, how, seed))
