"""What a release gives to a group reaches the groups that are there, once; what staff decided since stays."""

from importlib import import_module

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from rumah.accounts import found as module
from rumah.accounts.found import EDITOR, GROUPS, TREASURER, VERIFIER, found
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


def test_the_migration_takes_what_an_old_group_lacks_of_its_first_rights_for_taken_away() -> None:
    """The verifiers of the first release: staff took a right away and added one; a later release gave them nothing."""
    migration = import_module("rumah.accounts.migrations.0002_given_permissions")
    first = {f"{app}.{code}" for app, codes in migration.FIRST[VERIFIER].items() for code in codes.split()}
    taken, added = "catalogue.view_product", "orders.view_purchase"
    verifiers = Group.objects.create(name=VERIFIER)
    for name in (first - {taken}) | {added}:
        app, codename = name.split(".")
        verifiers.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    Group.objects.create(name="Tamu")
    state = MigrationLoader(connection).project_state(("accounts", "0002_given_permissions"))
    migration.remember(state.apps, None)
    given = GivenPermission.objects.filter(group=verifiers).values_list("name", flat=True)
    assert set(given) == first | {added}
    assert not GivenPermission.objects.exclude(group=verifiers).exists()
    found()
    wanted = (set(GROUPS[VERIFIER]) - {taken}) | first - {taken} | {added}
    assert names(verifiers) == wanted
    # A group that was not there is new, so it gets all of its own.
    assert names(Group.objects.get(name=EDITOR)) == set(GROUPS[EDITOR])
