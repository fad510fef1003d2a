"""What a companion may and may not, page by page; and that no page of Toko saya is without a door."""

import pytest
from django.test import Client
from django.urls import reverse

from rumah.businesses.models import Business
from rumah.businesses.rights import RIGHTS, Right, allowed, businesses_of, businesses_with, denied, may
from rumah.businesses.states import Role
from rumah.workspace.urls import urlpatterns
from tests.workspace.test_strangers import PAGES, address, facts, shop

__all__ = ["shop"]
pytestmark = pytest.mark.django_db
# What only owners may open.
OWNERS = {
    "money": Right.MONEY, "account": Right.MONEY, "statement_file": Right.MONEY, "trail": Right.HISTORY,
    "numbers": Right.NUMBERS, "forget_numbers": Right.NUMBERS,
    "withdraw_invitation": Right.PEOPLE,
}  # fmt: skip
FREE = {"list", "start", "invitation"}


def test_every_page_has_a_door_and_these_alone_are_the_owners() -> None:
    doors = {pattern.name: pattern.callback for pattern in urlpatterns if pattern.name not in FREE}
    assert [name for name, view in doors.items() if not hasattr(view, "right")] == []
    rights = {name: view.right for name, view in doors.items() if view.right and not may(Role.COMPANION, view.right)}
    assert rights == OWNERS


def test_the_table() -> None:
    assert set(RIGHTS) == set(Role)
    assert allowed(Role.OWNER) == list(Right)
    assert denied(Role.COMPANION) == [Right.MONEY, Right.PEOPLE, Right.NUMBERS, Right.HISTORY]
    assert not any(may("somebody", right) for right in Right)


def test_a_companion_page_by_page(client: Client, shop: Business) -> None:
    client.force_login(shop.memberships.get(role=Role.COMPANION).user)
    pages = [*PAGES, ("money", (), False), ("account", (), False)]
    # What takes something away comes last, leaving at the very end.
    pages.sort(key=lambda page: (page[0] == "remove_companion", page[0].startswith(("remove", "close"))))
    doors = [(name, address(shop, name, parts), post) for name, parts, post in pages]
    seen = {}
    for name, where, post in doors:
        before = facts(shop) if name in OWNERS else ()
        seen[name] = (client.post(where) if post else client.get(where)).status_code
        assert name not in OWNERS or facts(shop) == before
    assert {name: seen[name] for name in OWNERS if name in seen} == {
        name: 403 for name in OWNERS if name != "statement_file"
    }
    # Some posts need more than a person: they are refused with a sentence (400, 422), or there is nothing of it (404).
    assert {seen[name] for name in seen if name not in OWNERS} <= {200, 204, 302, 400, 404, 422}
    nothing = {name for name in seen if seen[name] == 404}
    files = {"import_errors", "photo_step", "photo_side", "kit_file", "permit_file"}
    assert nothing == {"take_cash", "call_off", "order_let_go", *files}


def test_a_companion_sees_no_way_to_what_is_closed_and_invites_nobody(client: Client, shop: Business) -> None:
    client.force_login(shop.memberships.get(role=Role.COMPANION).user)
    page = client.get(address(shop, "companions", ())).content.decode()
    assert "Keluar dari usaha ini" in page
    for closed in ("Kirim undangan", "/uang/", "/riwayat/", "0812 9999 0000"):
        assert closed not in page
    client.post(address(shop, "companions", ()), {"contact": "0813 1111 2222", "role": "owner"})
    assert shop.invitations.count() == 1


def test_a_companion_cannot_put_the_owner_out(client: Client, shop: Business) -> None:
    client.force_login(shop.memberships.get(role=Role.COMPANION).user)
    owner = shop.memberships.get(role=Role.OWNER)
    client.post(reverse("workspace:remove_companion", args=[shop.slug, owner.pk]))
    assert shop.memberships.filter(pk=owner.pk).exists()


def test_one_query_gives_business_and_role(shop: Business, django_assert_num_queries: object) -> None:
    companion = shop.memberships.get(role=Role.COMPANION).user
    with django_assert_num_queries(1):  # type: ignore[operator]
        (row,) = businesses_of(companion)
    assert (row, row.viewer_role) == (shop, "companion")  # type: ignore[attr-defined]
    assert list(businesses_with(companion, Right.PRODUCTS)) == [shop]
    assert list(businesses_with(companion, Right.MONEY)) == []
