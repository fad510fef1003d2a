import pytest

from products.labels.copy_facts import copy_facts
from products.labels.models import LabelFacts
from rumah.workspace.offering import duplicate
from tests.factories.labels import food, labelled

pytestmark = pytest.mark.django_db


def test_a_copied_product_has_the_same_label_without_the_number_in_the_shops() -> None:
    product = food()
    facts = labelled(product, barcode="8991234567891", net="250")
    LabelFacts.objects.filter(pk=facts.pk).update(version=4)
    made = duplicate(product=product, actor=None)
    copied = LabelFacts.objects.get(product=made)
    assert (copied.net, copied.composition, copied.barcode, copied.version) == (facts.net, facts.composition, "", 1)
    assert set(copied.allergens.all()) == set(facts.allergens.all())
    facts.refresh_from_db()
    assert (facts.product, facts.barcode, facts.version) == (product, "8991234567891", 4)


def test_nothing_is_copied_where_nothing_was_typed() -> None:
    assert copy_facts(source=food(), target=food(), actor=None) is None
    assert not LabelFacts.objects.exists()
