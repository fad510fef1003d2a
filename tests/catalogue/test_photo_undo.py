"""Removing a photo is undone for a day; suggested words follow the order of the photos."""

from typing import Any

import pytest

from products.catalogue.arranging import move_down, put_first
from products.catalogue.models import ProductPhoto, Variant
from products.catalogue.offer import reword
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.describe import describe_photo
from products.catalogue.photos.remove import KEPT, bring_back, kept, remove_photo, sweep
from products.catalogue.photos.wording import MAX_PHOTOS, suggested
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry
from tests.catalogue.test_photos import files, named, photo_bytes
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
KEPT_FIELDS = [
    field.attname for field in ProductPhoto._meta.concrete_fields if field.attname not in {"original", "position"}
]


def test_a_removed_photo_comes_back_where_it_was_with_what_it_showed(django_capture_on_commit_callbacks: Any) -> None:
    variant, owner = VariantFactory(), UserFactory()
    first = add_photo(product=variant.product, content=photo_bytes("red"), alt=None, render_now=True)
    second = add_photo(product=variant.product, content=photo_bytes("blue"), alt=None, render_now=True)
    Variant.objects.filter(pk=variant.pk).update(photo=first)
    there = named(first)
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo=first, actor=owner)
    (removed,) = kept(variant.product)
    assert there <= files()
    second.refresh_from_db()
    assert second.alt == suggested(variant.product, 1)
    bring_back(removed=removed, actor=owner)
    bring_back(removed=removed, actor=owner)
    variant.refresh_from_db()
    back = ProductPhoto.objects.get(pk=first.pk)
    assert [getattr(back, name) for name in KEPT_FIELDS] == [getattr(first, name) for name in KEPT_FIELDS]
    assert (variant.photo_id, kept(variant.product)) == (first.pk, [])
    assert [photo.alt for photo in variant.product.photos.all()] == [first.alt, suggested(variant.product, 2)]
    variant.product.refresh_from_db()
    assert variant.product.card_photo == first.renditions["card_320"]["name"]
    assert AuditEntry.objects.filter(verb="catalogue.photo_back", actor=owner).count() == 1


def test_after_a_day_the_files_of_a_removed_photo_go(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    product = VariantFactory().product
    photo = add_photo(product=product, content=photo_bytes("red"), render_now=True)
    gone = named(photo)
    remove_photo(photo=photo)
    (removed,) = kept(product)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep() == 0
    assert gone <= files()
    later = clock.now() + KEPT
    monkeypatch.setattr(clock, "now", lambda: later)
    assert kept(product) == []
    with django_capture_on_commit_callbacks(execute=True):
        assert (sweep(), sweep()) == (1, 0)
    assert not gone & files()
    with pytest.raises(DomainError, match="tidak dapat dikembalikan"):
        bring_back(removed=removed, actor=None)


def test_a_photo_sent_again_meanwhile_stays_and_a_full_product_says_so(django_capture_on_commit_callbacks: Any) -> None:
    product = VariantFactory().product
    photo = add_photo(product=product, content=photo_bytes("red"))
    remove_photo(photo=photo)
    (removed,) = kept(product)
    again = add_photo(product=product, content=photo_bytes("red"))
    with django_capture_on_commit_callbacks(execute=True):
        bring_back(removed=removed, actor=None)
    assert list(product.photos.all()) == [again]
    assert (kept(product), photo.original.name in files(), again.original.name in files()) == ([], False, True)
    remove_photo(photo=again)
    (removed,) = kept(product)
    ProductPhoto.objects.bulk_create(
        ProductPhoto(product=product, original=f"{number}.jpg", source_digest=str(number), width=1, height=1)
        for number in range(MAX_PHOTOS)
    )
    with pytest.raises(DomainError, match="12 foto"):
        bring_back(removed=removed, actor=None)
    assert len(kept(product)) == 1


def test_suggested_words_follow_order_and_name_and_an_owners_words_stay() -> None:
    product = VariantFactory(product__name="Keripik Pisang").product
    one, two, three = (
        add_photo(product=product, content=photo_bytes(colour), alt=None) for colour in ("red", "blue", "tan")
    )
    describe_photo(photo=two, alt="Pisang di piring", actor=None)
    put_first(product=product, photo_ids=[three.pk], actor=None)
    kind = product.category.name.lower()
    assert [photo.alt for photo in product.photos.all()] == [
        f"Keripik Pisang, {kind}", "Keripik Pisang, foto 2", "Pisang di piring",
    ]  # fmt: skip
    move_down(item=product.photos.get(pk=three.pk), actor=None)
    assert product.photos.get(pk=one.pk).alt == f"Keripik Pisang, {kind}"
    reword(product=product, name="Sale Pisang", description="", actor=None)
    assert [photo.alt for photo in product.photos.all()] == [
        f"Sale Pisang, {kind}", "Sale Pisang, foto 2", "Pisang di piring",
    ]  # fmt: skip
