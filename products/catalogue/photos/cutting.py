"""Cut what a photo shows out of its background and lay it on white. A program of its own, without Django.

It reads a JPEG of ours from standard input and writes one of the same size to standard output; it ends with `UNCLEAR`
where product and background cannot be told apart. GrabCut cannot be stopped from within and takes what memory it likes,
so `cut_out` starts it as a process that has limits, and neither web nor worker ever load OpenCV.
"""

import io
import resource
import sys
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[Any, np.dtype[np.float32]]
    Mask = np.ndarray[Any, np.dtype[np.uint8]]

UNCLEAR = 3
# GrabCut works at this many pixels a side; the outline is refined at the size of the photo afterwards.
SIDE = 640
TURNS = 3
MEMORY = 2_000_000_000
SECONDS = 30
# A product is at least this share of the photo, at most that, and reaches along at most so much of its border.
LEAST, MOST, MOST_BORDER = 0.03, 0.9, 0.5
# What lies this far from the border's colours is more likely product than background (0 to 255).
OTHER = 28.0
# Spots smaller than this share of the largest part are dust.
DUST = 0.04
# Of many pieces none is the product.
MAIN = 0.5
# Through a hole in the product nothing but background is seen: its colour, and hardly anything printed on it.
PLAIN, PRINTED = 10.0, 0.01
COLOURS = 4


def on_white(content: bytes) -> bytes | None:
    """Return the photo with everything but its subject white, as a JPEG; None where no subject can be told."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    # GrabCut begins with a random guess; the same photo must always come out the same.
    cv2.setRNGSeed(1)
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as opened:
        picture = opened.convert("RGB")
    small = picture.copy()
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    away = _away(np.asarray(small))
    mask = _whole(_grabbed(np.asarray(small), away), away)
    if not _clear(mask):
        return None
    alpha = _refined(np.asarray(picture), mask)
    out = io.BytesIO()
    _laid(np.asarray(picture), alpha).save(out, "JPEG", quality=88, optimize=True, progressive=True)
    return out.getvalue()


def _away(pixels: "Mask") -> "Pixels":
    """Return how far each pixel's colour is (0 to 255) from those along the border: a few stand for all of them."""
    import cv2
    import numpy as np

    calm = cv2.GaussianBlur(pixels, (0, 0), 1.5).astype(np.float32)
    seen = calm[_rim(*pixels.shape[:2])]
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1.0)
    colours = cv2.kmeans(seen, min(COLOURS, len(seen)), np.empty(0), criteria, 2, cv2.KMEANS_PP_CENTERS)[2]
    nearest: Pixels = np.min([np.abs(calm - colour).max(axis=2) for colour in colours], axis=0)
    return nearest


def _rim(height: int, width: int) -> Any:
    import numpy as np

    rim = np.ones((height, width), dtype=bool)
    edge = max(2, min(height, width) // 40)
    rim[edge:-edge, edge:-edge] = False
    return rim


def _grabbed(pixels: "Mask", away: "Pixels") -> "Mask":
    """Return 1 where GrabCut sees the subject; its first guess is what differs from the border."""
    import cv2
    import numpy as np

    rim = _rim(*away.shape)
    guess = np.where(away > OTHER, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    guess[rim] = np.where(away[rim] > OTHER * 2, cv2.GC_PR_FGD, cv2.GC_BGD)
    if not (guess == cv2.GC_PR_FGD).any() or not (guess == cv2.GC_BGD).any():
        return np.zeros(away.shape, dtype=np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    calm = cv2.GaussianBlur(pixels, (0, 0), 1.5)
    found, *_models = cv2.grabCut(calm, guess, (0, 0, 0, 0), *models, TURNS, cv2.GC_INIT_WITH_MASK)
    return np.isin(found, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)


def _whole(mask: "Mask", away: "Pixels") -> "Mask":
    """Return the mask without dust, and without holes that are part of the product: a label, a lid, a reflection.

    A hole stays one where nothing but background is seen through it, as through the handle of a cup.
    """
    import cv2
    import numpy as np

    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    smooth = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), cv2.MORPH_CLOSE, kernel)
    _count, parts, figures, _middles = cv2.connectedComponentsWithStats(smooth)
    areas = figures[1:, cv2.CC_STAT_AREA]
    if not len(areas) or areas.max() < areas.sum() * MAIN:
        return np.zeros_like(mask)
    smooth[np.isin(parts, 1 + np.flatnonzero(areas < areas.max() * DUST))] = 0
    count, parts, figures, _middles = cv2.connectedComponentsWithStats(1 - smooth)
    outside = set(np.unique(np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]])))
    for part in set(range(1, count)) - outside:
        hole = parts == part
        tiny = figures[part, cv2.CC_STAT_AREA] < areas.max() * DUST / 8
        if tiny or away[hole].mean() > PLAIN or (away[hole] > OTHER).mean() > PRINTED:
            smooth[hole] = 1
    whole: Mask = smooth.astype(np.uint8)
    return whole


def _clear(mask: "Mask") -> bool:
    share = float(mask.mean())
    border = [mask[0], mask[-1], mask[:, 0], mask[:, -1]]
    along = sum(int(line.sum()) for line in border) / sum(len(line) for line in border)
    return LEAST <= share <= MOST and along <= MOST_BORDER


def _refined(pixels: "Mask", mask: "Mask") -> "Pixels":
    """Return how much of each pixel is subject (0 to 1) at the photo's own size: the outline follows its edges.

    A guided filter (He, Sun, Tang 2013): near the outline the mask becomes a straight function of the light.
    """
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    guide = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    rough = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    reach = max(3, round(max(height, width) / SIDE * 3)) * 2 + 1

    def mean(values: Any) -> Any:
        return cv2.blur(values, (reach, reach))

    light, sure = mean(guide), mean(rough)
    slope = (mean(guide * rough) - light * sure) / (mean(guide * guide) - light * light + 1e-3)
    alpha = mean(slope) * guide + mean(sure - slope * light)
    # Half-sure is half a pixel too much of the old background: the outline is drawn a little tighter.
    tight: Pixels = np.clip((alpha - 0.25) / 0.6, 0, 1)
    return tight


def _laid(pixels: "Mask", alpha: "Pixels") -> Image.Image:
    import numpy as np

    whole = np.empty_like(pixels)
    for top in range(0, len(pixels), 256):
        # A band at a time: the whole photo in fractions would be five times its size.
        band = alpha[top : top + 256, :, None]
        part = pixels[top : top + 256] * band + 255 * (1 - band)
        whole[top : top + 256] = np.round(part).astype(np.uint8)
    return Image.fromarray(whole)


def main() -> int:
    """Cut the picture on standard input; the process never takes more than its share."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    result = on_white(sys.stdin.buffer.read())
    if result is None:
        return UNCLEAR
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
