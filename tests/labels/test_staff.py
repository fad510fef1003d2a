"""The list as staff keep it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from products.labels.found import RULES, found
from products.labels.models import Allergen, LabelRule
from rumah.accounts.found import COORDINATOR
from rumah.accounts.found import found as groups
from rumah.core.models import AuditEntry
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NEW = {
    "code": "kedaluwarsa", "name": "Kedaluwarsa", "name_en": "Best before", "need": "always", "scope": "food",
    "note": "", "note_en": "", "source": "Peraturan baru", "measure": "", "words": "", "position": "5",
    "valid_from": "2027-01-01", "valid_until": "",
}  # fmt: skip


def test_staff_end_a_rule_and_add_the_next(client: Client) -> None:
    found()
    groups()
    staff = UserFactory()
    staff.groups.add(Group.objects.get(name=COORDINATOR))
    client.force_login(staff)
    old = LabelRule.objects.get(code="kedaluwarsa")
    page = client.get(reverse("labelrule:index")).content.decode()
    assert "Keterangan kedaluwarsa" in page
    sent = {**NEW, "name": old.name, "source": old.source, "valid_from": "2019-01-01", "valid_until": "2026-12-31"}
    assert client.post(reverse("labelrule:edit", args=[old.pk]), sent).status_code == 302
    assert client.post(reverse("labelrule:add"), NEW).status_code == 302
    rows = LabelRule.objects.filter(code="kedaluwarsa").order_by("valid_from")
    assert [(row.source, str(row.valid_from), str(row.valid_until)) for row in rows] == [
        ("BPOM 31/2018", "2019-01-01", "2026-12-31"), ("Peraturan baru", "2027-01-01", "None"),
    ]  # fmt: skip
    trail = AuditEntry.objects.filter(verb__startswith="labels.").order_by("pk")
    assert [(entry.verb, entry.target_id) for entry in trail] == [
        ("labels.rule", str(old.pk)), ("labels.rule_added", str(rows[1].pk)),
    ]  # fmt: skip


def test_nobody_deletes_and_others_do_not_come_in(client: Client) -> None:
    found()
    rule, allergen = LabelRule.objects.first(), Allergen.objects.first()
    assert rule is not None
    assert allergen is not None
    client.force_login(UserFactory(is_superuser=True))
    for page, row in (("labelrule", rule), ("allergen", allergen)):
        assert client.post(reverse(f"{page}:delete", args=[row.pk])).status_code == 302
    client.force_login(UserFactory())
    assert client.get(reverse("labelrule:index")).status_code == 302
    assert client.post(reverse("labelrule:add"), NEW).status_code == 302
    assert (LabelRule.objects.count(), Allergen.objects.count()) == (len(RULES) + 3, 10)
