"""Staff write a business's tags on the page of its review."""

import pytest
from django.test import Client
from django.urls import reverse

from rumah.accounts.found import COORDINATOR, EDITOR
from rumah.businesses.models import Business
from rumah.businesses.search import INDEX
from rumah.businesses.tagging import tag_names
from rumah.core.models import AuditEntry
from tests.factories.businesses import BusinessFactory
from tests.factories.people import UserFactory, entered

pytestmark = pytest.mark.django_db


def test_tags_are_written_whole_and_search_finds_the_business_by_them() -> None:
    business, other = BusinessFactory(), BusinessFactory()
    business.tags.set(["lama"])
    client, url = entered(EDITOR), reverse("tinjau_tags", args=[business.pk])
    assert client.post(url, {"tags": " Kopi  robusta, oleh-oleh,kopi ROBUSTA, "}).status_code == 302
    assert tag_names(business) == ["kopi ROBUSTA", "oleh-oleh"]
    assert list(INDEX.filter(Business.objects.all(), ["robusta"])) == [business]
    assert AuditEntry.objects.get().data == {"before": ["lama"], "after": ["kopi ROBUSTA", "oleh-oleh"]}
    assert 'value="kopi ROBUSTA, oleh-oleh"' in client.get(reverse("tinjau", args=[business.pk])).content.decode()
    client.post(url, {"tags": "oleh-oleh, kopi robusta"})
    assert AuditEntry.objects.count() == 1
    assert tag_names(other) == []


def test_a_refused_tag_changes_nothing_and_what_was_typed_is_kept() -> None:
    business = BusinessFactory()
    business.tags.set(["lama"])
    typed = ", ".join([f"tag {n}" for n in range(16)] + ["x" * 41])
    answer = entered(EDITOR).post(reverse("tinjau_tags", args=[business.pk]), {"tags": typed})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "paling banyak 40 huruf" in page
    assert "Paling banyak 15 tag." in page
    assert f'value="{typed}"' in page
    assert tag_names(business) == ["lama"]


def test_who_only_reads_writes_no_tags() -> None:
    business, stranger = BusinessFactory(), Client()
    stranger.force_login(UserFactory())
    url = reverse("tinjau_tags", args=[business.pk])
    for client in (Client(), stranger, entered(COORDINATOR)):
        assert client.post(url, {"tags": "baru"}).status_code == 302
    assert tag_names(business) == []
