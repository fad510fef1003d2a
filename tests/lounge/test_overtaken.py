"""A draft does not go over words its author has not seen."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumah.accounts.found import EDITOR
from rumah.businesses.drafts import fingerprint
from rumah.businesses.models import Business
from rumah.businesses.profile import Profile, update_profile
from rumah.core.models import AuditEntry
from tests.factories.businesses import BusinessFactory
from tests.factories.people import UserFactory, entered

pytestmark = pytest.mark.django_db
SENTENCE = "Isi profil berubah setelah draf ini dibuat."
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def editor() -> Client:
    return entered(EDITOR)


def words(business: Business, **changed: Any) -> dict[str, Any]:
    values = {
        "name": business.name, "tagline": "", "sector": business.sector, "kbli": "", "kbli_version": "",
        "address": business.address, "postal_code": business.postal_code, "story-count": "0",
    }  # fmt: skip
    return {**values, **changed}


def owner_writes(business: Business, **changed: Any) -> None:
    row = Business.objects.get(pk=business.pk)
    values = {name: getattr(row, name) for name in ("name", "sector", "region_code", "phone", "tagline", "address")}
    update_profile(business=row, profile=Profile(**{**values, **changed}), actor=None)


def edit_url(business: Business) -> str:
    return reverse("business:edit", args=[business.pk])


def hidden(page: str) -> str:
    found_one = re.search(r'name="made_from" value="(\w+)"', page)
    assert found_one
    return found_one[1]


def test_a_draft_the_owner_overtook_stays_a_draft_until_somebody_compared(editor: Client) -> None:
    business = BusinessFactory(name="Sale", tagline="")
    editor.post(edit_url(business), words(business, name="Sale Barokah"))
    owner_writes(business, tagline="Dijemur tiga hari")
    answer = editor.post(edit_url(business), words(business, name="Sale Barokah Jaya", **PUBLISH), follow=True)
    page = answer.content.decode()
    assert SENTENCE in page
    assert 'value="Sale Barokah Jaya"' in page
    assert "Dijemur tiga hari" in page
    assert "Buang draf" in page
    business.refresh_from_db()
    assert (business.name, business.tagline, business.has_unpublished_changes) == ("Sale", "Dijemur tiga hari", True)
    assert not AuditEntry.objects.filter(verb="businesses.edit").exists()
    wrong = words(business, name="Sale Barokah Jaya", seen="0" * 32, **PUBLISH)
    editor.post(edit_url(business), wrong)
    business.refresh_from_db()
    assert business.name == "Sale"
    seen = words(business, name="Sale Barokah Jaya", seen=fingerprint(business), **PUBLISH)
    editor.post(edit_url(business), seen)
    business.refresh_from_db()
    assert (business.name, business.has_unpublished_changes) == ("Sale Barokah Jaya", False)
    assert "Buang draf" not in editor.get(edit_url(business)).content.decode()


def test_words_that_came_while_the_page_was_open_are_not_overwritten_either(editor: Client) -> None:
    business = BusinessFactory(tagline="")
    base = hidden(editor.get(edit_url(business)).content.decode())
    owner_writes(business, tagline="Baru")
    editor.post(edit_url(business), words(business, name="Lain", made_from=base, **PUBLISH))
    assert Business.objects.get(pk=business.pk).tagline == "Baru"


def test_what_is_no_word_of_the_draft_overtakes_nothing(editor: Client) -> None:
    business = BusinessFactory()
    editor.post(edit_url(business), words(business, name="Nama baru"))
    owner_writes(business, phone="081255556666", instagram="sale.bwi")
    editor.post(edit_url(business), words(business, name="Nama baru", **PUBLISH))
    row = Business.objects.get(pk=business.pk)
    assert (row.name, row.phone, row.instagram) == ("Nama baru", "+6281255556666", "sale.bwi")


def test_a_discarded_draft_leaves_what_the_public_read(editor: Client) -> None:
    business = BusinessFactory(name="Sale")
    editor.post(edit_url(business), words(business, name="Salah"))
    owner_writes(business, name="Sale Asli")
    stranger = Client()
    stranger.force_login(UserFactory())
    stranger.post(reverse("tinjau_discard", args=[business.pk]))
    assert Business.objects.get(pk=business.pk).has_unpublished_changes
    answer = editor.post(reverse("tinjau_discard", args=[business.pk]), follow=True).content.decode()
    assert 'value="Sale Asli"' in answer
    assert "Buang draf" not in answer
    assert Business.objects.get(pk=business.pk).revisions.count() == 1
