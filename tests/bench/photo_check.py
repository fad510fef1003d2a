"""How well the photo check tells made photos apart: a row for how each was taken, a column for what the check says.

    python tests/bench/photo_check.py [--kinds 33] [--seed 1]

Nobody's photos are needed: the demo's drawn products are taken well and badly on purpose (`photo_set`).
"""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumah.settings.dev")


def main() -> None:
    """Take the photos, judge them, print the table."""
    import django

    django.setup()
    from products.catalogue.photos.check import check
    from rumah.core.images.intake import accept
    from tests.bench.photo_set import CLASSES, photos

    parser = argparse.ArgumentParser()
    parser.add_argument("--kinds", type=int, default=33)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--examples", type=Path, help="write the pages' example pictures into this folder instead")
    asked = parser.parse_args()
    if asked.examples:
        _examples(asked.examples)
        return
    table, alone, spent, missed = Counter(), Counter(), 0.0, []
    for how, which, content in photos(seed=asked.seed, kinds=asked.kinds):
        kept = accept(content).content
        began = time.process_time()
        says = check(kept)["problems"]
        spent += time.process_time() - began
        for code in says or ["good"]:
            table[how, code] += 1
        alone[how, "total"] += 1
        right = how in (says or ["good"])
        alone[how, "right"] += right
        if not right:
            missed.append(f"{how} {which}: {', '.join(says) or 'good'}")
    print(f"{'taken':10}" + "".join(f"{code:>10}" for code in CLASSES) + f"{'right':>10}")
    for how in CLASSES:
        row = "".join(f"{table[how, code] or '·':>10}" for code in CLASSES)
        print(f"{how:10}{row}{alone[how, 'right'] / alone[how, 'total']:>10.1%}")
    total = sum(alone[how, "total"] for how in CLASSES)
    print(f"\n{total} photos, {spent / total * 1000:.0f} ms of processor each; a photo may earn several remarks")
    print("\n".join(missed))


def _examples(folder: Path) -> None:
    """Draw the pictures that explain the check's remarks: one product, taken well and badly."""
    from PIL import Image

    from tests.bench.photo_set import CLASSES, SIDE, taken

    folder.mkdir(parents=True, exist_ok=True)
    for how in CLASSES:
        picture = taken("sambal", "dekat", how, "contoh")
        if how == "small":
            # So small that it has to be blown up again.
            picture = picture.resize((22, 22)).resize((SIDE, SIDE), Image.Resampling.NEAREST)
        picture.resize((240, 240), Image.Resampling.LANCZOS).save(folder / f"{how}.webp", quality=60, method=6)


if __name__ == "__main__":
    main()
