from typing import Any

import pytest

from products.catalogue.models import Product
from products.catalogue.publish import archive, publish, unpublish
from products.catalogue.states import Status
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def draft(**fields: Any) -> Product:
    values = {"status": Status.DRAFT, "published_at": None, "is_listed": False, **fields}
    return VariantFactory(**{f"product__{name}": value for name, value in values.items()}).product


def test_a_draft_goes_on_the_shelf_once() -> None:
    product, owner = draft(), UserFactory()
    shown = publish(product=product, actor=owner)
    assert (shown.status, shown.is_listed) == (Status.PUBLISHED, True)
    again = publish(product=product, actor=owner)
    assert again.published_at == shown.published_at
    (entry,) = AuditEntry.objects.filter(verb="catalogue.move")
    assert (entry.actor, entry.data) == (owner, {"before": "draft", "after": "published"})


def test_off_the_shelf_into_the_archive_and_back() -> None:
    product = publish(product=draft(), actor=None)
    first = product.published_at
    product = archive(product=product, actor=None)
    assert (product.status, product.is_listed) == (Status.ARCHIVED, False)
    with pytest.raises(Conflict, match="diarsipkan"):
        publish(product=product, actor=None)
    product = unpublish(product=product, actor=None)
    assert product.status == Status.DRAFT
    assert publish(product=product, actor=None).published_at == first


def test_everything_that_is_missing_is_said_at_once() -> None:
    root = CategoryFactory()
    CategoryFactory(parent=root)
    product = ProductFactory(status=Status.DRAFT, published_at=None, is_listed=False, category=root)
    with pytest.raises(DomainError) as caught:
        publish(product=product, actor=None)
    assert [problem.field for problem in caught.value.problems] == ["variants", "category"]
    product.refresh_from_db()
    assert (product.status, product.published_at, AuditEntry.objects.count()) == (Status.DRAFT, None, 0)
