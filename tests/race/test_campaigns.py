"""Links asked for at the same moment: the same one once, different ones with codes of their own; kits likewise."""

import pytest

from products.campaigns import make as making
from products.campaigns.make import make
from products.campaigns.models import Campaign
from products.promo.ask import ask
from products.promo.models import PromoKit
from products.traffic.record import record
from products.traffic.tally import Seen
from rumah.core import clock
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_one_name_makes_one_link_and_a_taken_code_is_drawn_anew(monkeypatch):
    shop, other = BusinessFactory(), BusinessFactory()
    # Two letters and two tries more than there are links: many draws meet a code that is taken already.
    monkeypatch.setattr(making, "LETTERS", "abcd")
    monkeypatch.setattr(making, "LENGTH", 2)
    monkeypatch.setattr(making, "TRIES", 200)
    same = crowd([lambda: make(business=shop, name="Poster", actor=None)] * 6)
    assert {type(result) for result in same} == {Campaign}
    assert len({link.pk for link in same}) == 1
    many = crowd([
        lambda at=at: make(business=shop if at % 2 else other, name=f"K{at}", actor=None) for at in range(8)
    ])  # fmt: skip
    assert len({link.code for link in (*many, same[0])}) == 9


def test_without_the_lock_and_the_looking_the_constraint_alone_refuses(monkeypatch):
    """The control: with the guard off, two presses meet and all but one are errors."""
    shop = BusinessFactory()
    monkeypatch.setattr(making, "locked_row", lambda *_args: None)
    monkeypatch.setattr(making, "TRIES", 1)
    errors = 0
    for at in range(10):
        results = crowd([lambda at=at: make(business=shop, name=f"P{at}", actor=None)] * 6)
        errors += sum(isinstance(result, Exception) for result in results)
        if errors:
            break
    assert errors > 0
    assert Campaign.objects.filter(name="P0").count() == 1


def test_a_kit_asked_for_by_many_is_one_kit_with_one_link():
    product = ProductFactory()
    kits = crowd([lambda: ask(product=product, actor=None)] * 6)
    assert len({(kit.pk, kit.ticket) for kit in kits}) == 1
    assert (PromoKit.objects.count(), Campaign.objects.count()) == (1, 1)


def test_visits_written_by_many_processes_are_all_there():
    link = make(business=BusinessFactory(), name="Poster", actor=None)
    seen = Seen(clock.today(), "visit", link.pk, None)
    crowd([lambda: record({seen: 3})] * 8)
    assert link.days.get().visits == 24
