"""Drafts and publishing of a business's words."""

import pytest
from django.test import Client
from django.urls import reverse

from products.catalogue import standing
from rumah.accounts.found import COORDINATOR, EDITOR, VERIFIER
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.core.models import AuditEntry
from tests.factories.businesses import BusinessFactory, MembershipFactory, PermitFactory
from tests.factories.people import UserFactory, entered

pytestmark = pytest.mark.django_db
STORY = {
    "story-count": "1", "story-0-deleted": "", "story-0-order": "0", "story-0-type": "heading", "story-0-id": "",
    "story-0-value": "Dari dapur ibu",
}  # fmt: skip


def words(business: Business, **changed: str) -> dict[str, str]:
    values = {
        "name": business.name, "tagline": "", "sector": business.sector, "kbli": "", "kbli_version": "",
        "address": business.address, "postal_code": business.postal_code,
    }  # fmt: skip
    return {**values, **STORY, **changed}


def public(business: Business) -> str:
    return Client().get(f"/usaha/{business.slug}/").content.decode()


def test_a_draft_stays_inside_until_it_is_published() -> None:
    business = BusinessFactory(name="Sale Bu Ani")
    editor = entered(EDITOR)
    url = reverse("business:edit", args=[business.pk])
    assert editor.get(url).status_code == 200
    assert editor.post(url, words(business, name="Sale Barokah", tagline="Manis alami")).status_code == 302
    assert "Sale Barokah" not in public(business)
    assert "Dari dapur ibu" not in public(business)
    assert "Sale Barokah" in editor.get(url).content.decode()
    assert not AuditEntry.objects.filter(verb="businesses.edit").exists()
    editor.post(url, words(business, name="Sale Barokah", tagline="Manis alami", **{"action-publish": "1"}))
    assert "Sale Barokah" in public(business)
    assert "Dari dapur ibu" in public(business)
    assert AuditEntry.objects.get(verb="businesses.edit").data == {"fields": ["name", "story", "tagline"]}
    assert editor.get(reverse("business:history", args=[business.pk])).status_code == 200


@pytest.mark.parametrize("before", [Standing.DRAFT, Standing.SUBMITTED, Standing.SUSPENDED])
def test_publishing_words_moves_no_standing(before: Standing) -> None:
    business = BusinessFactory(standing=before, verified_at=None)
    values = words(business, name="Nama baru", standing="verified", **{"action-publish": "1"})
    entered(VERIFIER).post(reverse("business:edit", args=[business.pk]), values)
    business.refresh_from_db()
    assert (business.name, business.standing, business.verified_at) == ("Nama baru", before, None)
    assert Client().get(f"/usaha/{business.slug}/").status_code == 404


def test_an_old_draft_does_not_bring_an_old_standing_back() -> None:
    business, editor = BusinessFactory(), entered(EDITOR)
    url = reverse("business:edit", args=[business.pk])
    editor.post(url, words(business, name="Nama baru"))
    standing.suspend(business=business, actor=None, reason="Alamat tidak ditemukan.")
    Business.objects.filter(pk=business.pk).update(phone="+6281200000000")
    revision = Business.objects.get(pk=business.pk).latest_revision
    revision.publish()
    business.refresh_from_db()
    found_now = (business.name, business.standing, business.standing_reason, business.phone)
    assert found_now == ("Nama baru", Standing.SUSPENDED, "Alamat tidak ditemukan.", "+6281200000000")


def test_the_preview_is_the_public_page_of_the_draft() -> None:
    business, editor = BusinessFactory(standing=Standing.DRAFT, verified_at=None), entered(EDITOR)
    url = reverse("business:preview_on_edit", args=[business.pk])
    assert editor.post(url, words(business, name="Belum tampil")).json()["is_valid"]
    page = editor.get(url).content.decode()
    assert "<h1>Belum tampil</h1>" in page
    assert "Dari dapur ibu" in page
    assert "Usaha ini belum menampilkan produk." in page


def test_papers_and_people_stand_beside_the_words() -> None:
    business = MembershipFactory(user__name="Bu Ani", business__name="Sale").business
    permit = PermitFactory(business=business, file="izin/a.pdf", expires_on="2030-01-31")
    page = entered(VERIFIER).get(reverse("business:edit", args=[business.pk])).content.decode()
    assert permit.number in page
    assert reverse("tinjau_file", args=[permit.pk]) in page
    assert "Bu Ani (pemilik)" in page
    assert (
        reverse("tinjau_file", args=[permit.pk])
        not in entered(EDITOR).get(reverse("business:edit", args=[business.pk])).content.decode()
    )


def test_nobody_hides_a_business_by_wagtails_switch() -> None:
    business, boss = BusinessFactory(), Client()
    boss.force_login(UserFactory(is_superuser=True))
    assert "action-unpublish" not in boss.get(reverse("business:edit", args=[business.pk])).content.decode()
    answer = boss.post(reverse("business:unpublish", args=[business.pk]))
    assert answer.headers["Location"] == reverse("tinjau", args=[business.pk])
    business.refresh_from_db()
    assert business.live
    for name in ("add", "delete"):
        boss.post(reverse(f"business:{name}", args=[business.pk] if name == "delete" else []), {"name": "x"})
    assert Business.objects.count() == 1


@pytest.mark.parametrize(
    ("group", "reads", "writes", "decides"),
    [(VERIFIER, True, True, True), (EDITOR, True, True, False), (COORDINATOR, True, False, False)],
)
def test_who_may_do_what_to_a_business(group: str, reads: bool, writes: bool, decides: bool) -> None:
    business, client = BusinessFactory(), entered(group)
    assert (client.get(reverse("business:list")).status_code == 200) == reads
    assert (client.get(reverse("tinjau", args=[business.pk])).status_code == 200) == reads
    client.post(reverse("business:edit", args=[business.pk]), words(business, name="Lain", **{"action-publish": "1"}))
    client.post(reverse("tinjau_step", args=[business.pk, "tangguhkan"]), {"reason": "Coba"})
    business.refresh_from_db()
    assert (business.name == "Lain", business.standing == Standing.SUSPENDED) == (writes, decides)


def test_strangers_see_and_change_nothing() -> None:
    business, owner = BusinessFactory(), Client()
    owner.force_login(MembershipFactory(business=business).user)
    for client in (Client(), owner):
        for name in ("edit", "history", "preview_on_edit", "unpublish"):
            url = reverse(f"business:{name}", args=[business.pk])
            assert {client.get(url).status_code, client.post(url, words(business, name="x")).status_code} == {302}
    assert Business.objects.get().name == business.name
