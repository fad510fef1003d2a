"""Judge a photo: is it sharp, well lit, large enough, on a calm background? Arithmetic on pixels, nothing else.

A check never blocks: it says what an owner may do better. Everything is measured at one size, so that a photo says the
same from any camera; `Limits` holds every threshold, and `tests/bench/photo_check.py` prints how well they tell made
photos apart. Needs neither Django nor OpenCV; numpy is loaded when the first photo comes (17 MB).
"""

import io
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[Any, np.dtype[np.float32]]
    Mask = np.ndarray[Any, np.dtype[np.bool_]]

# Raise it when a measure or a limit changes: photos judged by an older one are judged anew.
VERSION = 1
SIDE = 480
TILES, LEAST_TILES = 8, 4
# The variance of a plain wall with a sensor's grain on it: where there is no more than that, nothing is sharp.
CALM = 100.0
# At this light a channel has reached its end.
FULL = 252
# A red or a blue as bright as it can be is a colour, not too much light; those stay below this.
VIVID = 130
# Less of the photo than this is no subject but dust; then its middle is looked at.
LEAST_SUBJECT = 0.03


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a measure becomes a remark. Light and colour run from 0 to 255, shares from 0 to 1, sizes in pixels."""

    least_sharpness: float = 0.22
    least_light: float = 72.0
    most_light: float = 240.0
    most_burnt: float = 0.47
    least_side: int = 600
    most_unrest: float = 14.0
    most_clutter: float = 0.056
    # What makes an edge, and what is another colour than the background.
    edge: float = 24.0
    other: float = 30.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured.

    `sharpness` is the variance of the Laplacian beside the variance of the light itself, where the photo is sharpest:
    so a soft cloth is not called blurred and a loud label not sharp; `light` the light of the subject, `burnt` the
    share of it in which a colour has reached its end; `side` the shorter side; `unrest` how far the border's colours
    stray from an even wash; `clutter` the share of edges near the border.
    """

    sharpness: float
    light: float
    burnt: float
    side: int
    unrest: float
    clutter: float


def measure(content: bytes, *, limits: Limits = LIMITS) -> Measures:
    """Measure an accepted picture (a JPEG of ours); 10 to 30 ms."""
    import numpy as np

    with Image.open(io.BytesIO(content), formats=["JPEG"]) as opened:
        side = min(opened.size)
        opened.draft("RGB", (SIDE, SIDE))
        picture = opened.convert("RGB")
    picture.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    if min(picture.size) < TILES:
        # A sliver, or a dot: there is nothing to see, but it must not break anything.
        picture = picture.resize((max(TILES, picture.width), max(TILES, picture.height)))
    colours = np.asarray(picture, dtype=np.float32)
    grey = colours @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    wash, unrest = _background(colours)
    subject = np.abs(colours - wash).max(axis=2) > limits.other
    light, burnt = _light(grey, (colours.max(axis=2) >= FULL) & (grey > VIVID), subject)
    return Measures(
        sharpness=round(_sharpness(grey), 3), light=round(light, 1), burnt=round(burnt, 3), side=side,
        unrest=round(unrest, 1), clutter=round(_clutter(grey, limits.edge), 4),
    )  # fmt: skip


def problems(found: Measures, *, limits: Limits = LIMITS) -> list[str]:
    """Return the codes of what could be better, the gravest first; empty for a good photo."""
    dark = found.light < limits.least_light
    bright = found.light > limits.most_light or found.burnt > limits.most_burnt
    cluttered = found.clutter > limits.most_clutter
    verdicts = {
        # Too little or too much light takes the edges away as well; then the light is what there is to mend.
        "blurred": found.sharpness < limits.least_sharpness and not dark and not bright,
        "dark": dark,
        "bright": bright,
        "small": found.side < limits.least_side,
        "cluttered": cluttered,
        "uneven": found.unrest > limits.most_unrest and not cluttered,
    }
    return [code for code, says in verdicts.items() if says]


def check(content: bytes) -> dict[str, Any]:
    """Return what a photo's row keeps: version, problems and measures, as JSON knows them."""
    found = measure(content)
    return {"version": VERSION, "problems": problems(found), "measures": asdict(found)}


def _sharpness(grey: "Pixels") -> float:
    """Return the sharpness that a seventh of the tiles with something on them exceed: a plain wall is not blurred."""
    import numpy as np

    inner = grey[1:-1, 1:-1]
    laplacian = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * inner
    tiles = [
        float(edges.var() / (light.var() + CALM))
        for edge_band, light_band in zip(_bands(laplacian, 0), _bands(inner, 0), strict=True)
        for edges, light in zip(_bands(edge_band, 1), _bands(light_band, 1), strict=True)
        if light.size and light.var() > CALM
    ]
    # Too little to tell by, as on a white product on white: nobody is told that it is blurred.
    return float(np.percentile(tiles, 85)) if len(tiles) >= LEAST_TILES else 1.0


def _bands(pixels: "Pixels", axis: int) -> "list[Pixels]":
    import numpy as np

    return np.array_split(pixels, TILES, axis=axis)


def _background(colours: "Pixels") -> tuple["Pixels", float]:
    """Return the even wash of colour that fits the border best, over the whole photo, and how far most of it strays.

    A wash may run from light to dark: light that falls from one side does not make a background uneven.
    """
    import numpy as np

    height, width = colours.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    plane = np.stack([np.ones_like(rows), rows / height - 0.5, columns / width - 0.5], axis=2)
    border = _frame(height, width, 12)
    at, seen = plane[border], colours[border]
    chosen = np.ones(len(seen), dtype=bool)
    fit = np.zeros((3, 3), dtype=np.float32)
    for _turn in range(3):
        # A product that reaches the edge is no background: what strays far is left out of the next fit.
        fit = np.linalg.lstsq(at[chosen], seen[chosen], rcond=None)[0].astype(np.float32)
        stray = np.abs(seen - at @ fit).max(axis=1)
        chosen = stray <= max(float(np.percentile(stray, 80)), 1.0)
    return np.clip(plane @ fit, 0, 255), float(np.percentile(stray, 60))


def _frame(height: int, width: int, part: int) -> "Mask":
    """Return which pixels lie within the outer `part`-th of the photo."""
    import numpy as np

    frame = np.ones((height, width), dtype=bool)
    down, across = max(2, height // part), max(2, width // part)
    frame[down:-down, across:-across] = False
    return frame


def _light(grey: "Pixels", full: "Mask", subject: "Mask") -> tuple[float, float]:
    """Return the light of the subject, and the share of it that is burnt out; of the middle where none stands out."""
    if subject.mean() < LEAST_SUBJECT:
        height, width = grey.shape
        subject = ~_frame(height, width, 5)
    return float(grey[subject].mean()), float(full[subject].mean())


def _clutter(grey: "Pixels", edge: float) -> float:
    """Return the share of edges in the outer third: what is there is seldom what is sold."""
    import numpy as np

    down, across = np.gradient(grey)
    edges = np.hypot(down, across) > edge
    height, width = grey.shape
    return float(edges[_frame(height, width, 6)].mean())
