"""What a release gives to a group reaches the groups that are there, once; what staff decided since stays."""

import pytest
from django.contrib.auth.models import Group, Permission

from rumah.accounts import found as module
from rumah.accounts.found import GROUPS, TREASURER, found
from rumah.accounts.models import GivenPermission

pytestmark = pytest.mark.django_db


def names(group: Group) -> set[str]:
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


@pytest.fixture
def group(monkeypatch: pytest.MonkeyPatch) -> Group:
    """The treasurers of a release that knew nothing of money that comes in."""
    before = tuple(name for name in GROUPS[TREASURER] if "bankreceipt" not in name)
    monkeypatch.setattr(module, "GROUPS", {TREASURER: before})
    found()
    monkeypatch.setattr(module, "GROUPS", {TREASURER: GROUPS[TREASURER]})
    group = Group.objects.get(name=TREASURER)
    assert names(group) == set(before)
    return group


def test_every_permission_of_every_group_exists() -> None:
    found()
    assert {group.name: names(group) for group in Group.objects.filter(name__in=GROUPS)} == {
        name: set(wanted) for name, wanted in GROUPS.items()
    }


def test_an_upgrade_brings_what_is_new(group: Group) -> None:
    found()
    assert names(group) == set(GROUPS[TREASURER])
    assert GivenPermission.objects.filter(group=group).count() == len(GROUPS[TREASURER])


def test_what_staff_took_away_stays_away_and_what_they_added_stays(group: Group) -> None:
    group.permissions.remove(Permission.objects.get(codename="change_payout"))
    group.permissions.add(Permission.objects.get(codename="view_business"))
    found()
    group.permissions.remove(Permission.objects.get(codename="add_bankreceipt"))
    found()
    wanted = set(GROUPS[TREASURER]) - {"payouts.change_payout", "payouts.add_bankreceipt"}
    assert names(group) == wanted | {"businesses.view_business"}


def test_a_permission_whose_app_comes_later_is_given_then(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GROUPS", {TREASURER: (*GROUPS[TREASURER], "kelak.view_kelak")})
    found()
    assert not GivenPermission.objects.filter(name="kelak.view_kelak").exists()
