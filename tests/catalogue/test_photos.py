import io
import pickle
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult
from PIL import Image

from products.catalogue import tasks
from products.catalogue.models import ProductPhoto
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.prepare import prepare
from products.catalogue.photos.remove import remove_photo
from products.catalogue.photos.render import render_photo
from products.catalogue.photos.store import store
from products.catalogue.photos.wording import MAX_PHOTOS
from rumah.core.errors import DomainError, Unavailable
from rumah.core.images import shelf
from rumah.core.models import AuditEntry
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def renderings() -> QuerySet[DBTaskResult]:
    """Our own tasks: Wagtail queues some for its index as well."""
    return DBTaskResult.objects.filter(task_path__startswith="products.")


SET = {"card_320", "card_640", "hero_480_webp", "hero_480_avif", "hero_960_webp", "hero_960_avif"}


def photo_bytes(colour: str = "red", size: tuple[int, int] = (700, 500)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def files() -> set[str]:
    folder = Path(settings.MEDIA_ROOT) / "produk"
    return {f"produk/{path.name}" for path in folder.glob("*")} if folder.exists() else set()


def named(photo: ProductPhoto) -> set[str]:
    return {photo.original.name, *(item["name"] for item in photo.renditions.values())}


def test_a_photo_rendered_at_once_is_on_the_card() -> None:
    product = VariantFactory().product
    before = files()
    photo = add_photo(product=product, content=photo_bytes(), alt="  Keripik\tpisang ", render_now=True)
    photo.refresh_from_db()
    product.refresh_from_db()
    assert set(photo.renditions) == SET
    assert photo.renditions["hero_960_webp"].keys() == {"name", "width", "height"}
    assert (photo.renditions["card_320"]["width"], photo.renditions["hero_960_avif"]["height"]) == (320, 500)
    assert (photo.width, photo.height, photo.alt, photo.position) == (700, 500, "Keripik pisang", 0)
    assert (product.card_photo, product.card_alt) == (photo.renditions["card_320"]["name"], "Keripik pisang")
    assert files() - before == named(photo)
    assert not renderings().exists()


def test_the_file_is_named_by_chance_and_typed_by_content() -> None:
    photo = add_photo(product=ProductFactory(), content=photo_bytes())
    assert Path(photo.original.name).suffix == ".jpg"
    assert len(Path(photo.original.name).stem) == 20


def test_a_photo_waits_for_the_worker_and_is_then_rendered_once() -> None:
    product = VariantFactory().product
    photo = add_photo(product=product, content=photo_bytes(), alt="Satu")
    assert photo.renditions == {}
    (job,) = renderings()
    assert (job.task_path, job.args_kwargs["args"]) == ("products.catalogue.tasks.render_photo", [photo.pk])
    tasks.render_photo.call(photo.pk)
    photo.refresh_from_db()
    product.refresh_from_db()
    assert product.card_photo == photo.renditions["card_320"]["name"]
    first = named(photo)
    render_photo(photo.pk)
    photo.refresh_from_db()
    assert named(photo) == first


def test_rendering_anew_leaves_no_old_file(django_capture_on_commit_callbacks: object) -> None:
    photo = add_photo(product=VariantFactory().product, content=photo_bytes(), render_now=True)
    old = named(photo) - {photo.original.name}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        render_photo(photo.pk, again=True)
    photo.refresh_from_db()
    assert not old & files()
    assert named(photo) <= files()


def test_rendering_a_photo_that_is_gone_does_nothing() -> None:
    render_photo(987_654)


def test_the_same_file_twice_is_one_photo() -> None:
    product = ProductFactory()
    first = add_photo(product=product, content=photo_bytes())
    before = files()
    again = add_photo(product=product, content=photo_bytes(), alt="lain")
    assert (again.pk, again.alt) == (first.pk, "")
    assert store(product_id=product.pk, prepared=prepare(photo_bytes())).pk == first.pk
    assert (ProductPhoto.objects.count(), files() - before) == (1, set())
    assert renderings().count() == 1
    assert add_photo(product=ProductFactory(), content=photo_bytes()).pk != first.pk


def test_photos_stand_in_the_order_they_came() -> None:
    product = ProductFactory()
    made = [add_photo(product=product, content=photo_bytes(colour)) for colour in ("red", "green", "blue")]
    assert [photo.position for photo in made] == [0, 1, 2]
    assert add_photo(product=product, content=photo_bytes("white"), position=7).position == 7


def test_a_bad_picture_changes_nothing() -> None:
    product, before = ProductFactory(), files()
    with pytest.raises(DomainError, match="tidak diterima"):
        add_photo(product=product, content=b"<svg/>")
    assert (ProductPhoto.objects.count(), files(), renderings().count()) == (0, before, 0)


def test_the_thirteenth_photo_is_refused() -> None:
    product, before = ProductFactory(), files()
    for number in range(MAX_PHOTOS):
        ProductPhoto.objects.create(product=product, original="x.jpg", width=1, height=1, source_digest=str(number))
    with pytest.raises(DomainError, match="paling banyak 12 foto"):
        add_photo(product=product, content=photo_bytes())
    assert (product.photos.count(), files()) == (MAX_PHOTOS, before)


def test_a_failed_transaction_leaves_no_files() -> None:
    product, before = ProductFactory(), files()
    prepared = prepare(photo_bytes())
    with pytest.raises(ZeroDivisionError), shelf.all_or_nothing(), transaction.atomic():
        store(product_id=product.pk, prepared=prepared)
        assert len(files() - before) == 7
        raise ZeroDivisionError
    assert (ProductPhoto.objects.count(), files()) == (0, before)


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path, settings: object) -> None:
    blocked = tmp_path / "media"
    blocked.write_text("not a folder")
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(blocked)}},
    }
    with pytest.raises(Unavailable, match="belum dapat disimpan"):
        add_photo(product=ProductFactory(), content=photo_bytes())
    assert ProductPhoto.objects.count() == 0


def test_removing_takes_row_and_files_and_the_next_photo_is_shown(django_capture_on_commit_callbacks: object) -> None:
    product, owner = VariantFactory().product, UserFactory()
    first = add_photo(product=product, content=photo_bytes("red"), render_now=True, actor=owner)
    second = add_photo(product=product, content=photo_bytes("blue"), render_now=True, actor=owner)
    gone = named(first)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_photo(photo=first, actor=owner, for_good=True)
        remove_photo(photo=first, actor=owner, for_good=True)
    product.refresh_from_db()
    assert not gone & files()
    assert named(second) <= files()
    assert product.card_photo == second.renditions["card_320"]["name"]
    verbs = list(AuditEntry.objects.order_by("id").values_list("verb", "actor"))
    assert verbs == [
        ("catalogue.add_photo", owner.pk), ("catalogue.add_photo", owner.pk), ("catalogue.remove_photo", owner.pk),
    ]  # fmt: skip


def test_files_that_another_photo_shares_stay(django_capture_on_commit_callbacks: object) -> None:
    photo = add_photo(product=VariantFactory().product, content=photo_bytes(), render_now=True)
    twin = ProductPhoto.objects.get(pk=photo.pk)
    twin.pk, twin.product = None, VariantFactory().product
    twin.save()
    for left, there in ((photo, True), (twin, False)):
        shared = named(left)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            remove_photo(photo=left, for_good=True)
        assert (shared <= files()) is there
        assert bool(shared & files()) is there


def test_a_prepared_photo_travels_between_processes(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpeg"
    path.write_bytes(photo_bytes())
    prepared = pickle.loads(pickle.dumps(prepare(path, quick=True)))
    photo = store(product_id=ProductFactory().pk, prepared=prepared, alt="Batik", position=3)
    assert (photo.position, photo.alt, set(photo.renditions)) == (3, "Batik", SET)
    assert photo.source_digest == prepare(photo_bytes(), quick=True).accepted.digest
