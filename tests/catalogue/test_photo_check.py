"""What the check says of made photos, exactly; how well it does on many is printed by `tests/bench/photo_check.py`."""

import io

import pytest
from PIL import Image

from products.catalogue.photos.advice import ADVICE, advice
from products.catalogue.photos.check import VERSION, Measures, check, measure, problems
from rumah.core.images.intake import accept
from tests.bench.photo_set import encoded, taken


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("good", []),
        ("blurred", ["blurred"]),
        ("dark", ["dark"]),
        ("bright", ["bright"]),
        ("small", ["small"]),
        ("cluttered", ["cluttered"]),
        ("uneven", ["uneven"]),
    ],
)
def test_a_photo_taken_badly_earns_its_remark_and_no_other(how: str, says: list[str]) -> None:
    found = check(accept(encoded(taken("kue-kering", "kemasan", how, "1"))).content)
    assert (found["version"], found["problems"]) == (VERSION, says)


def test_a_studio_photo_on_white_is_good() -> None:
    """The background is burnt out on purpose; the subject is what counts."""
    product = taken("kopi", "kemasan", "good", "1").crop((400, 250, 1000, 1150))
    studio = Image.new("RGB", (1400, 1400), "white")
    studio.paste(product.resize((600, 900)), (400, 250))
    assert check(encoded(studio))["problems"] == []


def test_pictures_without_anything_on_them_are_measured_too() -> None:
    for size in ((1, 1), (3, 2000), (2000, 3), (40, 40)):
        out = io.BytesIO()
        Image.new("RGB", size, "grey").save(out, "JPEG")
        found = measure(out.getvalue())
        assert (found.side, found.sharpness, found.clutter) == (min(size), 1.0, 0.0)


def test_each_remark_has_words_and_the_gravest_comes_first() -> None:
    worst = Measures(sharpness=0.0, light=10.0, burnt=0.9, side=10, unrest=90.0, clutter=0.5)
    assert problems(worst) == ["dark", "bright", "small", "cluttered"]
    calm = Measures(sharpness=0.1, light=120.0, burnt=0.0, side=900, unrest=40.0, clutter=0.0)
    assert problems(calm) == ["blurred", "uneven"]
    said = advice({"problems": problems(calm)})
    assert said is not None
    assert [one.code for one in said] == ["blurred", "uneven"]
    assert set(ADVICE) == {"blurred", "dark", "bright", "small", "cluttered", "uneven"}
    assert (advice({}), advice({"problems": []})) == (None, [])
