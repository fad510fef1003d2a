import io

from PIL import Image

from rumah.core.images.intake import accept
from rumah.core.images.render import render


def original(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(out, "JPEG")
    return accept(out.getvalue()).content


def test_the_photo_set_of_a_large_picture() -> None:
    made = render(original(1600, 1200))
    assert {key: (item.width, item.height, item.format) for key, item in made.items()} == {
        "card_640": (640, 640, "webp"),
        "card_320": (320, 320, "webp"),
        "hero_960_webp": (960, 720, "webp"),
        "hero_960_avif": (960, 720, "avif"),
        "hero_480_webp": (480, 360, "webp"),
        "hero_480_avif": (480, 360, "avif"),
    }
    for item in made.values():
        with Image.open(io.BytesIO(item.content)) as image:
            assert (image.format, image.size) == (item.format.upper(), (item.width, item.height))
            assert dict(image.getexif()) == {}


def test_nothing_is_blown_up() -> None:
    made = render(original(200, 100))
    assert {key: (item.width, item.height) for key, item in made.items()} == {
        "card_640": (100, 100),
        "card_320": (100, 100),
        "hero_960_webp": (200, 100),
        "hero_960_avif": (200, 100),
        "hero_480_webp": (200, 100),
        "hero_480_avif": (200, 100),
    }


def test_a_narrow_picture_gives_a_full_card() -> None:
    made = render(original(700, 2500))
    assert (made["card_640"].width, made["card_640"].height) == (640, 640)
    assert made["hero_960_webp"].height == 960


def test_the_card_is_cut_from_the_middle() -> None:
    out = io.BytesIO()
    picture = Image.new("RGB", (900, 300), "red")
    picture.paste("blue", (300, 0, 600, 300))
    picture.save(out, "PNG")
    card = render(accept(out.getvalue()).content)["card_320"]
    with Image.open(io.BytesIO(card.content)) as image:
        assert image.size == (300, 300)
        assert image.convert("RGB").getpixel((150, 150))[2] > 200
        assert image.convert("RGB").getpixel((20, 150))[2] > 200


def test_the_quick_set_has_the_same_shape() -> None:
    source = original(800, 600)
    slow, quick = render(source), render(source, quick=True)
    assert {key: (item.width, item.height) for key, item in slow.items()} == {
        key: (item.width, item.height) for key, item in quick.items()
    }
