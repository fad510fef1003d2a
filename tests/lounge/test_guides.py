"""An editor writes and publishes a guide by the staff's own screens."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from rumah.accounts.found import COORDINATOR, EDITOR, VERIFIER, found
from rumah.content.found import found as found_content
from rumah.content.models import GuideIndexPage, GuidePage, HomePage
from tests.factories.people import entered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages() -> None:
    found()
    found_content()


def guide() -> dict[str, str]:
    values: dict[str, str] = nested_form_data(
        {
            "title": "Memotret di dekat jendela", "slug": "memotret-jendela", "intro": "Cahaya sudah cukup.", "cover": "",
            "body": streamfield([("text", rich_text("<p>Matikan lampu kilat.</p>"))]), "service_slug": "",
            "published_at": "2026-01-05 08:00", "seo_title": "", "search_description": "",
            "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        }
    )  # fmt: skip
    return values


def test_an_editor_publishes_a_guide_and_mends_it() -> None:
    client = entered(EDITOR)
    shelf = GuideIndexPage.objects.get(locale__language_code="id")
    url = reverse("wagtailadmin_pages:add", args=["content", "guidepage", shelf.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, guide()).status_code == 302
    made = GuidePage.objects.get()
    assert Client().get("/panduan/memotret-jendela/").status_code == 404
    edit = reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {**guide(), "action-publish": "1"}).status_code == 302
    page = Client().get("/panduan/memotret-jendela/").content.decode()
    assert "Matikan lampu kilat." in page


@pytest.mark.parametrize("group", [VERIFIER, COORDINATOR])
def test_others_of_the_staff_write_no_guides(group: str) -> None:
    client = entered(group)
    url = reverse(
        "wagtailadmin_pages:add",
        args=["content", "guidepage", GuideIndexPage.objects.get(locale__language_code="id").pk],
    )
    assert client.post(url, {**guide(), "action-publish": "1"}).status_code == 302
    assert not GuidePage.objects.exists()


def test_editors_get_the_tree_of_pages_and_the_shelf_of_files_once() -> None:
    found()
    found_content()
    group = Group.objects.get(name=EDITOR)
    pages = GroupPagePermission.objects.filter(group=group)
    homes = sorted(HomePage.objects.values_list("pk", flat=True))
    assert len(homes) == 2
    deeds = ("add_page", "change_page", "publish_page")
    assert sorted(pages.values_list("permission__codename", "page")) == [(deed, pk) for deed in deeds for pk in homes]
    files = GroupCollectionPermission.objects.filter(group=group, collection=Collection.get_first_root_node())
    assert sorted(files.values_list("permission__codename", flat=True)) == [
        "add_document", "add_image", "change_document", "change_image", "choose_document", "choose_image",
    ]  # fmt: skip
    pages.filter(permission__codename="publish_page").delete()
    found_content()
    assert pages.count() == 4
    assert not GroupPagePermission.objects.exclude(group=group).filter(page__in=homes).exists()


def test_the_root_of_the_tree_is_not_the_editors() -> None:
    client = entered(EDITOR)
    root = Page.get_first_root_node()
    assert root is not None
    before = Page.objects.count()
    client.post(reverse("wagtailadmin_pages:add", args=["content", "homepage", root.pk]), {"title": "x", "slug": "x"})
    assert Page.objects.count() == before


def test_the_sidebar_says_the_persons_name() -> None:
    client = entered(EDITOR, name="Rina Wulandari")
    page = client.get("/staf/").content.decode()
    assert '{"name": "Rina", "avatarUrl"' in page
    assert "Rina Wulandari" in page
