"""What an owner does to a photo: another part of it, white behind it, and back; the original is never touched."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from PIL import Image, ImageDraw

from products.catalogue.models import ProductPhoto
from products.catalogue.photo_models import Cutout
from products.catalogue.photos import cut_out as cut_out_module
from products.catalogue.photos import cutting
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.crop import box
from products.catalogue.photos.cut_out import ask_cutout, cut_out
from products.catalogue.photos.judge import judge_photos
from products.catalogue.photos.remove import remove_photo
from products.catalogue.photos.render import render_photo
from products.catalogue.photos.reshape import reshape
from rumah.core.errors import Conflict, DomainError
from tests.catalogue.test_photos import files, named, photo_bytes
from tests.factories.catalogue import VariantFactory

pytestmark = pytest.mark.django_db


def bowl(size: tuple[int, int] = (800, 600)) -> bytes:
    """A red bowl with a white label on a grey table."""
    picture = Image.new("RGB", size, "#b9c4cc")
    pen = ImageDraw.Draw(picture)
    wide, high = size
    pen.ellipse((wide * 0.25, high * 0.2, wide * 0.75, high * 0.85), fill="#8f2413")
    pen.rectangle((wide * 0.42, high * 0.4, wide * 0.58, high * 0.6), fill="#fffdf8")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        return Image.open(io.BytesIO(file.read())).convert("RGB")


@pytest.fixture
def photo() -> ProductPhoto:
    return add_photo(product=VariantFactory().product, content=bowl(), alt=None, render_now=True)


@pytest.mark.parametrize(
    ("size", "answers", "part"),
    [
        ((800, 600), ("whole", "middle", "all"), (0, 0, 800, 600)),
        ((800, 600), ("square", "middle", "all"), (100, 0, 700, 600)),
        ((800, 600), ("square", "right", "all"), (200, 0, 800, 600)),
        ((600, 800), ("wide", "bottom", "all"), (0, 350, 600, 800)),
        ((800, 600), ("tall", "top", "all"), (175, 0, 625, 600)),
        ((800, 600), ("whole", "bottom", "near"), (60, 90, 740, 600)),
        ((1000, 1000), ("square", "left", "close"), (0, 150, 700, 850)),
        ((1, 1), ("tall", "middle", "close"), (0, 0, 1, 1)),
        ((2000, 1), ("tall", "middle", "all"), (999, 0, 1000, 1)),
    ],
)
def test_three_answers_say_which_part_is_shown(
    size: tuple[int, int], answers: tuple[str, str, str], part: tuple[int, int, int, int]
) -> None:
    shape, keep, nearness = answers
    assert box(*size, shape=shape, keep=keep, nearness=nearness) == part


def test_another_part_is_shown_and_the_whole_again(
    photo: ProductPhoto, django_capture_on_commit_callbacks: object
) -> None:
    before = named(photo)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        reshape(photo=photo, shape="square", keep="left", actor=None)
    photo.refresh_from_db()
    made = photo.renditions["hero_960_webp"]
    assert (made["width"], made["height"], photo.look) == (600, 600, ("square", "left", "all", False))
    assert photo.original.name in files()
    assert not (before - {photo.original.name}) & files()
    photo.product.refresh_from_db()
    assert photo.product.card_photo == photo.renditions["card_320"]["name"]
    reshape(photo=photo, shape="whole", keep="middle", actor=None)
    photo.refresh_from_db()
    assert (photo.renditions["hero_960_webp"]["width"], photo.renditions["hero_960_webp"]["height"]) == (800, 600)


def test_an_unknown_answer_or_a_look_that_is_not_there_changes_nothing(photo: ProductPhoto) -> None:
    before = named(photo)
    with pytest.raises(DomainError) as refused:
        reshape(photo=photo, shape="segitiga", keep="mana", actor=None)
    assert [problem.field for problem in refused.value.problems] == ["shape", "keep"]
    with pytest.raises(DomainError, match="belum ada"):
        reshape(photo=photo, on_white=True, actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductPhoto.objects.filter(pk=photo.pk).update(on_white=True)
    photo.refresh_from_db()
    assert (named(photo), named(photo) <= files()) == (before, True)
    ProductPhoto.objects.filter(pk=photo.pk).delete()
    with pytest.raises(Conflict, match="baru saja diubah"):
        reshape(photo=photo, shape="square", actor=None)


def test_white_behind_it_is_asked_for_made_once_chosen_and_taken_back(photo: ProductPhoto) -> None:
    assert [ask_cutout(photo=photo, actor=None) for _turn in range(2)] == [True, False]
    jobs = DBTaskResult.objects.filter(task_path="products.catalogue.tasks.cut_out_photo")
    assert [job.args_kwargs["args"] for job in jobs] == [[photo.pk]]
    before = files()
    cut_out(photo.pk)
    cut_out(photo.pk)
    photo.refresh_from_db()
    assert (photo.cutout_state, photo.on_white, files() - before) == (Cutout.READY, False, {photo.cutout})
    white = opened(photo.cutout)
    assert white.size == (800, 600)
    # The table is white, the bowl is there, and so is the label in its middle.
    assert min(white.getpixel((20, 20))) > 250  # type: ignore[type-var]
    assert max(abs(a - b) for a, b in zip(white.getpixel((250, 300)), (0x8F, 0x24, 0x13), strict=True)) < 12
    shown = photo.renditions["card_320"]["name"]
    reshape(photo=photo, on_white=True, actor=None)
    photo.refresh_from_db()
    assert photo.renditions["card_320"]["name"] != shown
    assert min(opened(photo.renditions["card_320"]["name"]).getpixel((3, 3))) > 245  # type: ignore[type-var]
    render_photo(photo.pk, again=True)
    photo.refresh_from_db()
    assert min(opened(photo.renditions["card_320"]["name"]).getpixel((3, 3))) > 245  # type: ignore[type-var]
    reshape(photo=photo, on_white=False, actor=None)
    photo.refresh_from_db()
    assert max(opened(photo.renditions["card_320"]["name"]).getpixel((3, 3))) < 215  # type: ignore[type-var]


def test_where_nothing_stands_out_a_state_says_so_and_it_may_be_asked_again() -> None:
    photo = add_photo(product=VariantFactory().product, content=photo_bytes("grey"))
    ask_cutout(photo=photo, actor=None)
    before = files()
    cut_out(photo.pk)
    photo.refresh_from_db()
    assert (photo.cutout_state, photo.cutout, files()) == (Cutout.UNCLEAR, "", before)
    assert ask_cutout(photo=photo, actor=None)


@pytest.mark.parametrize(
    ("program", "patience", "state"),
    [
        ("import time; time.sleep(60)", 0.3, Cutout.SLOW),
        ("import os; os.kill(os.getpid(), 24)", 30, Cutout.SLOW),
        ("raise MemoryError", 30, Cutout.FAILED),
        ("", 30, Cutout.FAILED),
    ],
)
def test_a_program_that_hangs_or_dies_is_a_state_and_leaves_nothing(  # noqa: PLR0917
    photo: ProductPhoto, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, patience: float, state: str
) -> None:
    script = tmp_path / "cutting.py"
    script.write_text(program)
    monkeypatch.setattr(cutting, "__file__", str(script))
    monkeypatch.setattr(cut_out_module, "PATIENCE", patience)
    ask_cutout(photo=photo, actor=None)
    before = files()
    cut_out(photo.pk)
    photo.refresh_from_db()
    assert (photo.cutout_state, photo.cutout, files()) == (state, "", before)


def test_the_program_has_limits() -> None:
    """More memory than its share is refused by the kernel, whatever the picture."""
    code = (
        f"import resource, runpy, sys\nsys.stdin.close()\nsys.path.insert(0, {str(Path(cutting.__file__).parent)!r})\n"
    )
    code += "import cutting\ncutting.on_white = lambda _content: bytearray(3 * 10**9)\n"
    code += "import io\nsys.stdin = io.TextIOWrapper(io.BytesIO(b'x'))\ncutting.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"MemoryError" in done.stderr


def test_a_photo_that_goes_takes_its_white_one_along(
    photo: ProductPhoto, django_capture_on_commit_callbacks: object
) -> None:
    before = files() - named(photo)
    ask_cutout(photo=photo, actor=None)
    cut_out(photo.pk)
    photo.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_photo(photo=photo, for_good=True)
    assert files() == before
    cut_out(photo.pk)
    assert ask_cutout(photo=photo, actor=None) is False


def test_a_shared_original_stays_and_own_sizes_go(
    photo: ProductPhoto, django_capture_on_commit_callbacks: object
) -> None:
    twin = ProductPhoto.objects.get(pk=photo.pk)
    twin.pk, twin.product = None, VariantFactory().product
    twin.save()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        reshape(photo=twin, shape="square", actor=None)
    twin.refresh_from_db()
    assert named(photo) | named(twin) <= files()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_photo(photo=twin, for_good=True)
    assert files() & (named(photo) | named(twin)) == named(photo)


def test_photos_from_before_the_check_are_judged_once(photo: ProductPhoto) -> None:
    assert photo.findings["problems"] == []
    assert judge_photos(photo.product_id) == 0
    ProductPhoto.objects.filter(pk=photo.pk).update(findings={})
    ProductPhoto.objects.create(
        product=photo.product, original="x.jpg", width=1, height=1, source_digest="x", renditions=photo.renditions
    )
    assert [judge_photos(photo.product_id) for _turn in range(2)] == [1, 0]
    photo.refresh_from_db()
    assert photo.findings["problems"] == []
