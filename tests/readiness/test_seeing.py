from datetime import UTC, date, datetime
from typing import Any

import pytest

from products.readiness.seeing import legal, market, shelf
from products.readiness.seeing.facts import Facts, Sale, Shelf
from products.readiness.seeing.table import points
from products.readiness.states import Result
from rumah.businesses.models import Business, Permit

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
YES, PARTLY, NO, NA = Result.YES, Result.PARTLY, Result.NO, Result.NOT_APPLICABLE
HOME, SAME_DISTRICT, OTHER_DISTRICT, OTHER_REGENCY = "35.10.16.1014", "35.10.16", "35.10.24", "35.78.09"
FOOD, CRAFT = Shelf(3, 3, 80, True, False), Shelf(3, 3, 80, False, False)


def facts(*, sector: str = "makanan", permits: dict[str, Any] | None = None, **known: Any) -> Facts:
    rows = [Permit(kind=kind, number=one[0], expires_on=one[1]) for kind, one in (permits or {}).items()]
    business = Business(sector=sector, region_code=HOME, **known.pop("profile", {}))
    return Facts(business=business, now=NOW, permits=rows, **known)


def test_permits_count_while_they_are_valid() -> None:
    assert legal.nib(facts()).result == NO
    assert legal.nib(facts(permits={"nib": ("1", None)})).result == YES
    assert legal.nib(facts(permits={"nib": ("1", date(2026, 3, 2))})).result == YES
    expired = legal.distribution(facts(permits={"pirt": ("1", date(2026, 3, 1))}))
    assert (expired.result, expired.data) == (NO, {"expired": "2026-03-01"})
    assert legal.distribution(facts(permits={"bpom": ("1", None)})).result == YES
    assert legal.mark(facts(permits={"mark": ("DID2026001", None)})).result == PARTLY
    assert legal.mark(facts(permits={"mark": ("IDM000123456", None)})).result == YES


def test_what_food_needs_is_not_asked_of_others() -> None:
    craft = facts(sector="kriya", shelf=[CRAFT])
    assert (legal.distribution(craft).result, legal.halal(craft).result) == (NA, NA)
    both = facts(sector="kriya", shelf=[CRAFT, FOOD])
    assert (legal.distribution(both).result, legal.halal(both).result) == (NO, NO)
    pork = facts(shelf=[Shelf(3, 3, 80, True, True)])
    assert (legal.distribution(pork).result, legal.halal(pork).result) == (NO, NA)


def test_photos_and_listing() -> None:
    few = Shelf(3, 2, 79, True, False)
    assert [shelf.photos(facts(shelf=rows)).result for rows in ([], [few], [few, FOOD], [FOOD])] == [
        NO, NO, PARTLY, YES,
    ]  # fmt: skip
    whole = {"address": "Jalan Ijen 1", "logo": "a.jpg", "tagline": "Renyah"}
    assert shelf.listing(facts()).result == NO
    assert shelf.listing(facts(shelf=[FOOD])).data == {"n": 1, "all": 1, "lacking": "address,logo,tagline"}
    assert shelf.listing(facts(shelf=[FOOD, few], profile=whole)).result == PARTLY
    assert shelf.listing(facts(shelf=[FOOD], profile=whole)).result == YES


@pytest.mark.parametrize(("house", "account", "result"), [(False, True, NO), (True, False, PARTLY), (True, True, YES)])
def test_ways_to_pay(house: bool, account: bool, result: Result) -> None:
    assert shelf.payment(facts(house_takes_instant=house, has_account=account)).result == result


@pytest.mark.parametrize(
    ("done", "late", "result"), [(0, 0, NO), (8, 2, YES), (7, 3, PARTLY), (5, 5, PARTLY), (4, 6, NO)]
)
def test_replies(done: int, late: int, result: Result) -> None:
    assert shelf.replies(facts(replies=[True] * done + [False] * late)).result == result


@pytest.mark.parametrize(
    ("places", "village", "regency"),
    [
        ([], NO, NO),
        (["", SAME_DISTRICT, HOME], NO, NO),
        ([OTHER_DISTRICT], PARTLY, NO),
        (["35.10.16.1001"] * 3, YES, NO),
        ([OTHER_DISTRICT, OTHER_DISTRICT, OTHER_REGENCY], YES, PARTLY),
        ([OTHER_REGENCY] * 3, YES, YES),
    ],
)
def test_how_far_it_sold(places: list[str], village: Result, regency: Result) -> None:
    seen = facts(sales=[Sale(code, "+62811") for code in places])
    assert (market.outside_village(seen).result, market.outside_regency(seen).result) == (village, regency)


@pytest.mark.parametrize(
    ("buyers", "result"), [("aabcd", NO), ("aabcde", YES), ("aabcdefghi", PARTLY), ("aabcdefghijk", NO), ("abcdef", NO)]
)
def test_who_came_back(buyers: str, result: Result) -> None:
    assert market.repeat(facts(sales=[Sale("", one) for one in buyers])).result == result


@pytest.mark.parametrize(
    ("now", "before", "result"), [(0, 0, NO), (0, 9, NO), (9, 0, PARTLY), (9, 9, NO), (10, 9, YES)]
)
def test_sales(now: int, before: int, result: Result) -> None:
    assert market.sales(facts(sold_recently=now, sold_before=before)).result == result


def test_partly_gives_half_rounded_down_and_what_does_not_apply_gives_all() -> None:
    assert [points(PARTLY, worth) for worth in (8, 6, 5, 4, 3, 2)] == [4, 3, 2, 2, 1, 1]
    assert [points(result, 5) for result in (YES, NA, NO)] == [5, 5, 0]


def test_the_label_is_the_owners_answer() -> None:
    assert shelf.label(facts()).result == NO
    assert shelf.label(facts(answers={"label": "partly"})).result == PARTLY


@pytest.mark.parametrize(
    ("labels", "said", "result"),
    [
        ([True, True], None, Result.YES),
        ([True, False], None, Result.PARTLY),
        ([False, False], None, Result.NO),
        ([False, False], "yes", Result.YES),
        ([True, False], "partly", Result.PARTLY),
        ([], "yes", Result.YES),
        ([], None, Result.NO),
    ],
)
def test_the_label_is_seen_by_its_checklist_and_else_as_the_owner_says(
    labels: list[bool], said: str | None, result: Result
) -> None:
    shown = [Shelf(0, 0, 0, is_food=True, is_non_halal=False, has_label=one) for one in labels]
    known = facts(shelf=shown, answers={"label": said} if said else {})
    assert shelf.label(known).result == result
