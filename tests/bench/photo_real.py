"""What the photo check says of real photographs, as they are and spoilt on purpose.

    python tests/bench/photo_real.py FOLDER_OR_FILE ... [--whole]

Bring photographs of your own; those that come with scikit-image and scikit-learn will do. Each is cut into parts as
well (the whole, its middle, its quarters), then taken well, shaken, out of focus, in the dark and in the glare.
"""

import argparse
import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageEnhance, ImageFilter

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "site")]


def _shaken(picture: Image.Image) -> Image.Image:
    """Return the picture as a hand that moved sideways takes it."""
    steps = max(6, picture.width // 45)
    shaken = picture
    for step in range(1, steps):
        shaken = Image.blend(shaken, ImageChops.offset(picture, step, step // 3), 1 / (step + 1))
    return shaken


SPOILT = {
    "good": lambda one: one,
    "soft": lambda one: one.filter(ImageFilter.GaussianBlur(max(one.size) / 320)),
    "blurred": lambda one: one.filter(ImageFilter.GaussianBlur(max(one.size) / 130)),
    "shaken": _shaken,
    "dark": lambda one: ImageEnhance.Brightness(one).enhance(0.28),
    "bright": lambda one: one.point([min(255, round(level * 2.6 + 40)) for level in range(256)] * 3),
}
WANTED = {"blurred": "blurred", "shaken": "blurred", "dark": "dark", "bright": "bright"}
WATCHED = ("blurred", "dark", "bright")


def main() -> None:
    """Print a row for how each was taken, a column for what the check says, and each that is misjudged."""
    from products.catalogue.photos.check import measure, problems

    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--whole", action="store_true", help="the photographs only, not their parts")
    asked = parser.parse_args()
    table: Counter[tuple[str, str]] = Counter()
    for name, picture in _pictures(asked.paths, whole=asked.whole):
        for how, spoil in SPOILT.items():
            out = io.BytesIO()
            spoil(picture).save(out, "JPEG", quality=88)
            found = measure(out.getvalue())
            says = [code for code in problems(found) if code in WATCHED]
            table[how, "total"] += 1
            for code in says or ["good"]:
                table[how, code] += 1
            if (how == "good" and says) or (how in WANTED and WANTED[how] not in says):
                print(f"{how:8} {name:28} {', '.join(says) or 'good':16} {found}")
    print(f"\n{'taken':10}" + "".join(f"{code:>10}" for code in ("total", "good", *WATCHED)))
    for how in SPOILT:
        print(f"{how:10}" + "".join(f"{table[how, code] or '·':>10}" for code in ("total", "good", *WATCHED)))


def _pictures(paths: list[Path], *, whole: bool) -> Iterator[tuple[str, Image.Image]]:
    files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    for file in files:
        if file.suffix.lower() not in {".jpg", ".jpeg", ".png", ".webp"}:
            continue
        with Image.open(file) as opened:
            picture = opened.convert("RGB")
        wide, high = picture.size
        parts = {"": (0, 0, wide, high)}
        if not whole:
            parts |= {
                " middle": (wide // 6, high // 6, wide * 5 // 6, high * 5 // 6),
                " left": (0, 0, wide * 2 // 3, high * 2 // 3), " right": (wide // 3, high // 3, wide, high),
            }  # fmt: skip
        for part, box in parts.items():
            yield f"{file.stem}{part}", picture.crop(box)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumah.settings.dev")
    main()
