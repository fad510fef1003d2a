import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from products.campaigns.stop import stop
from products.catalogue.models import Product
from products.catalogue.photos.add import add_photo
from products.promo import build as building
from products.promo import pieces
from products.promo.ask import ask
from products.promo.build import build
from products.promo.colours import choose_colours
from products.promo.models import PromoKit, ShopColours
from products.promo.pieces import PIECES
from products.promo.queries import is_old, kit_of, piece, whole
from products.promo.tasks import make_kit
from products.promo.telling import fingerprint
from products.promo.tidy import remove_old, sweep, take_up_again
from rumah.businesses.models import private_storage
from rumah.core import clock
from rumah.core.errors import DomainError
from tests.factories.catalogue import VariantFactory
from tests.factories.results import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }


@pytest.fixture
def light(monkeypatch):
    """A kit of words alone, where a test is not about what is drawn."""
    monkeypatch.setattr(pieces, "PIECES", tuple(one for one in PIECES if one.file == "teks-whatsapp.txt"))


@pytest.fixture
def product() -> Product:
    made: Product = VariantFactory(
        product__name="Keripik *Pisang*", product__description="Renyah dan gurih.", product__business__name="Dapur Siti"
    ).product
    return made


def made(product: Product) -> PromoKit:
    kit = ask(product=product, actor=None)
    build(kit.pk, kit.ticket)
    kit.refresh_from_db()
    return kit


def files() -> set[str]:
    root = Path(private_storage().location) / "promo"
    return {f"promo/{path.name}" for path in root.iterdir()} if root.exists() else set()


def test_asked_twice_is_one_task_and_the_kit_holds_every_piece(product, django_capture_on_commit_callbacks):
    add_photo(product=product, content=picture("maroon"), alt="Keripik", actor=None)
    queued = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_kit.__class__, "enqueue", lambda _task, *args: queued.append(args))
        with django_capture_on_commit_callbacks(execute=True):
            first, second = ask(product=product, actor=None), ask(product=product, actor=None)
    assert (first.pk, first.ticket) == (second.pk, second.ticket)
    assert queued == [(first.pk, first.ticket)]
    build(first.pk, first.ticket)
    kit = kit_of(product)
    assert kit is not None
    assert (kit.state, kit.size, is_old(kit, product)) == ("ready", len(whole(kit)), False)
    assert files() == {kit.file}
    with zipfile.ZipFile(io.BytesIO(whole(kit))) as archive:
        assert archive.namelist() == [one.file for one in PIECES]
        assert archive.testzip() is None
    words = piece(kit, "teks-whatsapp.txt").decode()
    assert words == (
        "*Keripik Pisang*\nRp15.000\n\nRenyah dan gurih.\n\n"
        f"Pesan di sini: http://testserver{kit.campaign.path}\nDapur Siti · Lateng, Kabupaten Banyuwangi\n"
    )
    sizes = {name: Image.open(io.BytesIO(piece(kit, name))).size for name in ("kotak-1080.jpg", "story-1080x1920.jpg")}
    assert sizes == {"kotak-1080.jpg": (1080, 1080), "story-1080x1920.jpg": (1080, 1920)}
    # The photo is on the square, the shop's blue above it.
    square = Image.open(io.BytesIO(piece(kit, "kotak-1080.jpg"))).convert("RGB")
    red, green, blue = square.getpixel((540, 420))
    assert (red > 100, green < 40, blue < 40) == (True, True, True)
    assert all(abs(a - b) < 12 for a, b in zip(square.getpixel((1040, 20)), (0x23, 0x39, 0x9B), strict=True))
    assert ask(product=product, actor=None).state == "ready"


@pytest.mark.usefixtures("light")
def test_what_changes_makes_a_kit_old_and_the_new_one_takes_its_place(product, django_capture_on_commit_callbacks):
    kit = made(product)
    first = kit.file

    def now_old() -> bool:
        """Whether what was changed made it old; from here on it counts as made anew."""
        kit.refresh_from_db()
        product.refresh_from_db()
        was = is_old(kit, product)
        PromoKit.objects.update(fingerprint=fingerprint(product, kit.campaign))
        return was

    assert not now_old()
    for change in ({"min_price": 14_000}, {"name": "Keripik baru"}, {"description": "Lain."}):
        Product.objects.filter(pk=product.pk).update(**change)
        assert now_old()
    add_photo(product=product, content=picture("navy"), actor=None)
    assert now_old()
    choose_colours(business=product.business, palette="soga", actor=None)
    assert now_old()
    choose_colours(business=product.business, palette="soga", actor=None)
    assert ShopColours.objects.get().palette == "soga"
    assert not now_old()
    # A link that was switched off is not printed again.
    stop(campaign=kit.campaign, actor=None)
    kit.campaign.refresh_from_db()
    assert is_old(kit, product)
    with django_capture_on_commit_callbacks(execute=True):
        again = made(product)
    assert (PromoKit.objects.get(), files()) == (again, {again.file})
    assert (again.file != first, again.campaign.code != kit.campaign.code) == (True, True)


@pytest.mark.usefixtures("light")
def test_a_palette_that_is_none_of_ours_and_a_hidden_product_are_refused(product):
    with pytest.raises(DomainError, match="Pilih salah satu warna"):
        choose_colours(business=product.business, palette="pink", actor=None)
    product.is_listed = False
    with pytest.raises(DomainError, match="Tampilkan produk ini"):
        ask(product=product, actor=None)
    assert (ShopColours.objects.exists(), PromoKit.objects.exists()) == (False, False)


@pytest.mark.usefixtures("light")
def test_a_late_task_of_an_older_asking_changes_nothing_and_leaves_no_file(product, monkeypatch):
    kit = ask(product=product, actor=None)
    real = building.pack

    def slow(facts):
        # While it draws, the asking is replaced by a newer one.
        PromoKit.objects.filter(pk=kit.pk).update(ticket="baru")
        return real(facts)

    monkeypatch.setattr(building, "pack", slow)
    build(kit.pk, kit.ticket)
    kit.refresh_from_db()
    assert (kit.state, kit.file, files()) == ("waiting", "", set())
    build(kit.pk, "kuno")
    kit.refresh_from_db()
    assert kit.state == "waiting"


@pytest.mark.usefixtures("light")
def test_what_cannot_be_drawn_says_so_and_may_be_tried_again(product):
    photo = add_photo(product=product, content=picture("teal"), actor=None)
    name = str(photo.original.name)
    content = photo.original.read()
    photo.original.storage.delete(name)
    kit = made(product)
    assert (kit.state, kit.file, files()) == ("failed", "", set())
    assert photo.original.storage.save(name, ContentFile(content)) == name
    assert made(product).state == "ready"


@pytest.mark.usefixtures("light")
def test_a_full_disk_leaves_a_row_that_says_failed_and_no_file(product, monkeypatch):
    kit = ask(product=product, actor=None)
    monkeypatch.setattr(PromoKit, "save", lambda *_args, **_kwargs: (_ for _ in ()).throw(OSError("penuh")))
    build(kit.pk, kit.ticket)
    kit.refresh_from_db()
    assert (kit.state, files()) == ("failed", set())


@pytest.mark.usefixtures("light")
def test_a_worker_that_died_is_made_up_for_three_times(product):
    kit = ask(product=product, actor=None)
    assert take_up_again() == 0
    for tries in (1, 2, 3):
        PromoKit.objects.update(asked_at=clock.now() - timedelta(minutes=6))
        assert take_up_again() == 1
        kit.refresh_from_db()
        assert (kit.state, kit.tries) == ("waiting", tries)
    PromoKit.objects.update(asked_at=clock.now() - timedelta(minutes=6))
    take_up_again()
    kit.refresh_from_db()
    assert kit.state == "failed"


@pytest.mark.usefixtures("light")
def test_old_kits_go_with_their_files_and_files_nobody_names_are_swept(product, django_capture_on_commit_callbacks):
    kit = made(product)
    assert (remove_old(), sweep()) == (0, 0)
    stray = Path(private_storage().location) / "promo" / "sisa.zip"
    stray.write_bytes(b"PK")
    assert sweep() == 0
    two_days = (clock.now() - timedelta(days=2)).timestamp()
    for path in (stray, Path(private_storage().location) / kit.file):
        os.utime(path, (two_days, two_days))
    assert sweep() == 1
    assert files() == {kit.file}
    PromoKit.objects.update(asked_at=clock.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_old() == 1
    assert (PromoKit.objects.exists(), files()) == (False, set())
    assert made(product).campaign.code == kit.campaign.code
