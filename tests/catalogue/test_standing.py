import pytest

from products.catalogue.models import Product
from products.catalogue.queries import Filters, list_products
from products.catalogue.refresh import refresh_products
from products.catalogue.standing import reinstate, send_back, submit, suspend, verify
from rumah.businesses.models import Business
from rumah.businesses.queries import BusinessFilters, list_businesses
from rumah.businesses.states import Standing
from rumah.core.errors import Conflict, DomainError
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def shown() -> tuple[list[str], list[str]]:
    products = [row.name for row in list_products(Filters(q="kopi")).rows]
    return products, [row.name for row in list_businesses(BusinessFilters(q="dapur")).rows]


def test_products_come_and_go_with_their_business() -> None:
    staff = UserFactory()
    business = BusinessFactory(name="Dapur Osing", standing=Standing.DRAFT, verified_at=None)
    product = VariantFactory(product__name="Kopi", product__business=business).product
    refresh_products([product.pk])
    assert shown() == ([], [])
    business = submit(business=business, actor=staff)
    assert (business.standing, shown()) == (Standing.SUBMITTED, ([], []))
    business = verify(business=business, actor=staff)
    assert shown() == (["Kopi"], ["Dapur Osing"])
    assert business.product_count == 1
    first = Product.objects.get().listed_at
    business = suspend(business=business, actor=staff, reason="Alamat sudah pindah")
    assert (business.standing_reason, shown()) == ("Alamat sudah pindah", ([], []))
    assert business.product_count == 0
    reinstate(business=business, actor=staff)
    assert shown() == (["Kopi"], ["Dapur Osing"])
    assert Product.objects.get().listed_at == first


def test_what_is_sent_back_needs_a_reason() -> None:
    business = BusinessFactory(standing=Standing.SUBMITTED, verified_at=None)
    with pytest.raises(DomainError):
        send_back(business=business, actor=None, reason=" ")
    assert Business.objects.get().standing == Standing.SUBMITTED
    assert send_back(business=business, actor=None, reason="Lengkapi alamat").standing == Standing.DRAFT


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.SUBMITTED])
def test_only_what_is_public_is_suspended(standing: str) -> None:
    business = BusinessFactory(standing=standing, verified_at=None)
    with pytest.raises(Conflict):
        suspend(business=business, actor=None, reason="Alasan yang cukup")
    assert Business.objects.get().standing == standing
