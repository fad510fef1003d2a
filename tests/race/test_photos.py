"""Many uploads for one product at once, on PostgreSQL."""

import io
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError
from PIL import Image

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos import store as store_module
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.cut_out import ask_cutout, cut_out
from products.catalogue.photos.wording import MAX_PHOTOS
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry
from tests.catalogue.test_photo_look import bowl
from tests.factories.catalogue import ProductFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def content(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 60), (number, 0, 0)).save(out, "PNG")
    return out.getvalue()


def nearly_full() -> Product:
    product = ProductFactory()
    for number in range(MAX_PHOTOS - 3):
        ProductPhoto.objects.create(product=product, original="x.jpg", width=1, height=1, source_digest=str(number))
    return product


def upload(product: Product, numbers: list[int]) -> list[Any]:
    return crowd([lambda number=number: add_photo(product=product, content=content(number)) for number in numbers])


def files() -> int:
    return len(list((Path(settings.MEDIA_ROOT) / "produk").glob("*")))


def test_the_last_three_places_go_to_three() -> None:
    product, before = nearly_full(), files()
    results = upload(product, list(range(8)))
    assert sum(isinstance(result, ProductPhoto) for result in results) == 3
    assert sum(isinstance(result, DomainError) for result in results) == 5
    assert (product.photos.count(), files() - before) == (MAX_PHOTOS, 3)
    assert len(set(product.photos.filter(position__gt=0).values_list("position", flat=True))) == 3


def test_one_file_eight_times_is_one_photo() -> None:
    product, before = ProductFactory(), files()
    results = upload(product, [1] * 8)
    assert len({result.pk for result in results}) == 1
    assert (product.photos.count(), files() - before) == (1, 1)


def test_without_the_lock_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the first test would notice."""

    def unlocked(rows: Any) -> Any:
        # What a slower machine takes between looking and writing.
        time.sleep(0.1)
        return rows.get()

    save = store_module.shelf.save
    monkeypatch.setattr(store_module, "locked_one", unlocked)
    monkeypatch.setattr(store_module.shelf, "save", lambda *args: (time.sleep(0.1), save(*args))[1])
    product = nearly_full()
    upload(product, list(range(8)))
    assert product.photos.count() > MAX_PHOTOS


def one_upload(product: Product) -> list[Any]:
    """One upload whose answers were lost, sent again by a browser that encodes it a little differently each time."""
    key = uuid4()
    return crowd([
        lambda number=number: add_photo(product=product, content=content(number), key=key) for number in range(6)
    ])  # fmt: skip


def test_one_key_six_times_is_one_photo() -> None:
    product, before = ProductFactory(), files()
    results = one_upload(product)
    assert len({result.pk for result in results}) == 1
    assert (product.photos.count(), files() - before) == (1, 1)


def test_without_the_lock_the_database_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control, and the constraint behind the lock: the second row is refused, and leaves no file."""
    save = store_module.shelf.save
    monkeypatch.setattr(store_module, "locked_one", lambda rows: rows.get())
    monkeypatch.setattr(store_module.shelf, "save", lambda *args: (time.sleep(0.1), save(*args))[1])
    product, before = ProductFactory(), files()
    results = one_upload(product)
    assert any(isinstance(result, IntegrityError) for result in results)
    assert (product.photos.count(), files() - before) == (1, 1)


def test_three_workers_cut_one_photo_once() -> None:
    photo = add_photo(product=ProductFactory(), content=bowl((200, 150)))
    crowd([lambda: ask_cutout(photo=photo, actor=None)] * 3)
    before = files()
    crowd([lambda: cut_out(photo.pk)] * 3)
    photo.refresh_from_db()
    assert (photo.cutout_state, files() - before) == ("ready", 1)
    assert AuditEntry.objects.filter(verb="catalogue.ask_cutout").count() == 1
