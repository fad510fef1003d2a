"""The trail is found by person, thing, action and day; and reading it is written down."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from rumah.accounts.found import COORDINATOR, VERIFIER
from rumah.core.models import AuditEntry
from rumah.lounge import trail
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.factories.people import UserFactory, entered

pytestmark = pytest.mark.django_db


def written(day: int, **fields: object) -> AuditEntry:
    row = {"verb": "stock.set", "target_type": "a.b", "target_id": "1", **fields}
    return AuditEntry.objects.create(at=datetime(2026, 3, day, 3, tzinfo=UTC), **row)


def found(**asked: object) -> list[int]:
    return [row.pk for row in trail.page(trail.Asked(**asked), "").rows]


def test_by_person_thing_action_and_day() -> None:
    ani, budi = UserFactory(name="Ani Lestari"), UserFactory(name="Budi")
    business = BusinessFactory(code="KOPI-1")
    one = written(1, actor=ani, verb="orders.place")
    two = written(2, actor=budi, business_id=business.pk)
    three = written(3, actor=ani, target_type="catalogue.product", target_id="77")
    assert found() == [three.pk, two.pk, one.pk]
    assert found(person="ani") == found(person=ani.phone) == found(person=ani.email) == [three.pk, one.pk]
    assert found(person="Nobody") == found(thing="Nothing") == []
    assert found(thing="KOPI-1") == [two.pk]
    assert found(thing="catalogue.product:77") == [three.pk]
    assert found(verb="orders.place") == [one.pk]
    assert found(first=date(2026, 3, 2)) == [three.pk, two.pk]
    assert found(last=date(2026, 3, 2)) == [two.pk, one.pk]
    assert found(first=date(2026, 3, 2), last=date(2026, 3, 2), person="Budi") == [two.pk]


def test_an_order_number_brings_its_purchase_too() -> None:
    purchase = buy({VariantFactory(): 1})
    about = trail.entries(trail.Asked(thing=purchase.number.lower())).values_list("verb", flat=True)
    assert "orders.place" in about


def test_the_page_is_for_who_may_and_notes_who_looked() -> None:
    assert entered(VERIFIER).get("/staf/jejak/").status_code == 302
    client, ani = entered(COORDINATOR), UserFactory(name="Ani Lestari")
    written(1, actor=ani, data={"reason": "=1+1"})
    assert "Ani Lestari" in client.get("/staf/jejak/").content.decode()
    assert not AuditEntry.objects.filter(verb="lounge.trail_read").exists()
    client.get(f"/staf/jejak/?orang={ani.email}")
    noted = AuditEntry.objects.get(verb="lounge.trail_read")
    assert noted.data == {"people": [ani.pk], "thing": "", "file": False}
    answer = client.get("/staf/jejak/?benda=a.b:1&unduh=csv")
    (row,) = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    assert (row["oleh"], row["rincian"]) == ("Ani Lestari", "reason: =1+1")
    for odd in ("dari=x", "sampai=2026-13-45", "lanjut=xx", "dari=0001-01-01"):
        assert client.get(f"/staf/jejak/?{odd}").status_code == 200, odd


def test_pages_go_on_where_they_stopped() -> None:
    for _ in range(trail.SIZE + 1):
        written(1)
    first = trail.page(trail.Asked(), "")
    rest = trail.page(trail.Asked(), first.next_cursor)
    assert (len(first.rows), len(rest.rows), rest.next_cursor) == (trail.SIZE, 1, "")
