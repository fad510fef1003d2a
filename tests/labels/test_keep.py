import pytest

from products.labels.keep import keep_facts
from products.labels.models import LabelFacts
from products.labels.typed import Typed, suggested, typed_of
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry
from tests.factories.businesses import PermitFactory
from tests.factories.labels import CERTIFICATE, food, labelled, typed_for

pytestmark = pytest.mark.django_db


def test_what_was_typed_is_kept_and_comes_back() -> None:
    product = food()
    row = labelled(product, drained="180,5", special="dairy")
    assert (row.net, row.net_unit, row.drained, row.shelf_life, row.version) == (250_000, "g", 180_500, 90, 1)
    assert row.ingredients == ["Pisang agung (75%)", "minyak goreng", "tepung terigu", "gula aren"]
    assert row.nutrients == [("Energi total", "150 kkal"), ("Protein", "1 g (2% AKG)")]
    assert row.allergen_names == "gandum (gluten)"
    back = typed_of(LabelFacts.objects.get(), list(row.allergens.values_list("pk", flat=True)))
    assert back == typed_for(product, drained="180,5", special="dairy")
    assert [entry.verb for entry in AuditEntry.objects.filter(verb__startswith="labels.")] == ["labels.kept"]


def test_the_same_again_changes_nothing() -> None:
    product = food()
    first = labelled(product)
    again = keep_facts(product=product, typed=typed_for(product), seen=0, actor=None)
    assert (again.pk, again.version, again.updated_at) == (first.pk, 1, first.updated_at)
    assert AuditEntry.objects.filter(verb="labels.kept").count() == 1


def test_a_page_that_saw_an_older_label_is_refused() -> None:
    product = food()
    labelled(product)
    labelled(product, type_name="Keripik pisang manis")
    with pytest.raises(Conflict):
        keep_facts(product=product, typed=typed_for(product, net="300"), seen=1, actor=None)
    row = LabelFacts.objects.get()
    assert (row.net, row.type_name, row.version) == (250_000, "Keripik pisang manis", 2)


def test_every_problem_is_told_at_once_and_nothing_is_kept() -> None:
    product = food()
    stranger = PermitFactory()
    typed = Typed(
        trade_name="x" * 61, composition="\n".join(["gula"] * 61), allergens=("999999", "a"), net="dua", drained="1",
        shelf_life="0", dating="later", batch="[JAM]", producer_postcode="684", permit=str(stranger.pk),
        halal_permit=str(product.business.permits.get(kind="pirt").pk), special="raw", nutrition="Protein 2 g",
        barcode="5901234123450",
    )  # fmt: skip
    with pytest.raises(DomainError) as caught:
        keep_facts(product=product, typed=typed, seen=0, actor=None)
    assert {problem.field for problem in caught.value.problems} == {
        "trade_name", "composition", "allergens", "net", "shelf_life", "dating", "batch", "producer_postcode", "permit",
        "halal_permit", "special", "nutrition", "barcode",
    }  # fmt: skip
    assert not LabelFacts.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"net": "250", "drained": "251"}, "drained"), ({"net_unit": "ml", "drained": "1"}, "drained"),
     ({"net": "", "drained": "1"}, "net"), ({"net_unit": "oz"}, "net_unit")],
)  # fmt: skip
def test_contents_must_agree(changed: dict[str, object], field: str) -> None:
    product = food()
    with pytest.raises(DomainError) as caught:
        labelled(product, **changed)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_first_form_knows_the_maker_and_the_only_permits() -> None:
    product = food()
    typed = suggested(product)
    assert (typed.trade_name, typed.type_name) == ("Dapur Mbok Sri", "Keripik pisang")
    assert (typed.producer_address, typed.producer_town, typed.producer_postcode) == (
        "Jalan Contoh 1", "Banyuwangi, Kabupaten Banyuwangi", "68413",
    )  # fmt: skip
    assert product.business.permits.get(pk=typed.permit).number == "206351001234530"
    assert product.business.permits.get(pk=typed.halal_permit).number == CERTIFICATE
    PermitFactory(business=product.business, number="206351001234631")
    assert suggested(product).permit == ""
    product.permits.add(product.business.permits.get(number="206351001234530"))
    assert suggested(product).permit == typed.permit
