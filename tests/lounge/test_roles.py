"""Which role may open which page of the staff's house: every address that ours register, none forgotten."""

from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver
from wagtail.admin.urls import urlpatterns

from rumah.accounts.found import COORDINATOR, EDITOR, GROUPS, OBSERVER, TREASURER, VERIFIER, VIEWER
from tests.factories.people import entered

pytestmark = pytest.mark.django_db
V, E, C, T, R = VERIFIER, EDITOR, COORDINATOR, TREASURER, VIEWER
ALL = frozenset(GROUPS) - {OBSERVER}
NUMBER = {"pk": 2**40, "part": 1, "number": 1, "photo": 1}
# The first part of an address of ours, and who gets past its door. A verb's page asks for the narrower right.
MAY: dict[str, frozenset[str]] = {
    "antrean": frozenset({V}), "tinjau": ALL - {T}, "izin": frozenset({V}), "izin-usaha": frozenset({V}),
    "jejak": frozenset({C}), "orang": frozenset(), "laporan": frozenset({V, R}), "uang": frozenset({T}),
    "uang-keluar": frozenset({T}), "uang-masuk": frozenset({T}), "saldo-kurir": frozenset({T}),
    "keluhan": frozenset({C}), "ulasan": frozenset({C, R}), "produk": ALL - {T}, "hasil": frozenset({C}),
    "sesi-terdampak": frozenset({C}), "lokakarya": frozenset({C, R}), "pendampingan": frozenset({C, R}),
    "business": ALL - {T}, "product": ALL - {T}, "order": frozenset({C, T, R}), "session": frozenset({C, R}),
    "attempt": frozenset({T}), "webhookevent": frozenset({T}), "outboxmessage": frozenset({C}),
    "productreport": frozenset({V, R}), "review": frozenset({C, R}), "complaint": frozenset({C}),
    "courierbooking": frozenset({C, T}), "angka": frozenset({C, R, OBSERVER}),
}  # fmt: skip


def addresses() -> dict[str, list[str]]:
    """Return the paths of the staff's house by their first part, with numbers of nothing filled in."""
    found: dict[str, list[str]] = {}

    def walk(patterns: list, before: str) -> None:  # type: ignore[type-arg]
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, route)
            elif isinstance(one, URLPattern) and one.name:
                found.setdefault(route.lstrip("^").split("/")[0], []).append(one.name)

    walk(urlpatterns, "")

    return found


def test_every_first_part_of_ours_is_in_the_table() -> None:
    known = set(addresses())
    assert {part for part in MAY if part not in known} == set()
    hooked = {"antrean", "tinjau", "jejak", "orang", "laporan", "uang", "uang-keluar", "keluhan", "produk", "hasil"}
    assert hooked <= known


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_role_opens_its_lists_and_no_others(group: str) -> None:
    client = entered(group)
    lists = (
        "antrean", "izin-usaha", "jejak", "uang", "uang-keluar", "uang-masuk", "saldo-kurir", "business", "product",
        "order", "session", "attempt", "webhookevent", "outboxmessage", "productreport", "review", "complaint",
        "courierbooking", "sesi-terdampak", "angka",
    )  # fmt: skip
    opened = {part for part in lists if client.get(f"/staf/{part}/").status_code == 200}
    assert opened == {part for part in lists if group in MAY[part]}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_pages_of_one_thing_are_closed_to_whoever_may_not(group: str) -> None:
    """A closed door answers 302; behind an open one there is nothing of that number, which is 404."""
    client, pk = entered(group), NUMBER["pk"]
    pages = {
        "tinjau": f"/staf/tinjau/{pk}/", "izin": f"/staf/izin/{pk}/berkas/", "laporan": f"/staf/laporan/{pk}/",
        "produk": f"/staf/produk/{pk}/", "hasil": f"/staf/hasil/{uuid4()}/", "orang": f"/staf/orang/{pk}/langkah-kedua/",
        "keluhan": f"/staf/keluhan/{pk}/", "uang": f"/staf/uang/bukti/{pk}/",
    }  # fmt: skip
    answers = {part: client.get(where).status_code for part, where in pages.items()}
    assert answers == {part: 404 if group in MAY[part] else 302 for part in pages}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_verbs_are_closed_to_whoever_may_not(group: str) -> None:
    client, pk = entered(group), NUMBER["pk"]
    verbs = {
        f"/staf/tinjau/{pk}/verifikasi/": {V}, f"/staf/antrean/{pk}/ambil/": {V}, f"/staf/antrean/{pk}/tetapkan/": {V},
        f"/staf/laporan/{pk}/tahan/": {V}, f"/staf/produk/{pk}/tahan/": {V}, f"/staf/uang/bukti/{pk}/putusan/": {T},
        f"/staf/uang-keluar/pencairan/{pk}/": {T}, f"/staf/izin/{pk}/periksa/": {V},
    }  # fmt: skip
    answers = {where: client.post(where).status_code for where in verbs}
    assert answers == {where: 404 if group in who else 302 for where, who in verbs.items()}
