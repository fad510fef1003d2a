"""Which part of a photo is shown, from three plain answers; arithmetic alone."""

from products.catalogue.photo_models import Keep, Nearness, Shape

RATIOS = {Shape.SQUARE: (1, 1), Shape.WIDE: (4, 3), Shape.TALL: (3, 4)}
# The share of each side that stays.
SHARES = {Nearness.ALL: 100, Nearness.NEAR: 85, Nearness.CLOSE: 70}

Box = tuple[int, int, int, int]


def box(width: int, height: int, *, shape: str, keep: str, nearness: str) -> Box:
    """Return (left, top, right, bottom) in pixels of what is shown of a photo of `width` × `height`.

    What is cut away goes from both sides alike, or all of it from the side opposite the one to keep.
    """
    share = SHARES[Nearness(nearness)]
    wide, high = max(1, width * share // 100), max(1, height * share // 100)
    if ratio := RATIOS.get(Shape(shape)):
        across, down = ratio
        wide, high = min(wide, max(1, high * across // down)), min(high, max(1, wide * down // across))
    left, top = (width - wide) // 2, (height - high) // 2
    left = {Keep.LEFT: 0, Keep.RIGHT: width - wide}.get(Keep(keep), left)
    top = {Keep.TOP: 0, Keep.BOTTOM: height - high}.get(Keep(keep), top)
    return left, top, left + wide, top + high
