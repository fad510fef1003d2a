import factory
from factory.django import DjangoModelFactory

from rumah.businesses.models import Business, Membership, Permit
from rumah.businesses.states import PermitKind, Role, Sector, Standing
from rumah.core import clock
from tests.factories.people import UserFactory


class BusinessFactory(DjangoModelFactory[Business]):
    class Meta:
        model = Business

    name = factory.Sequence(lambda n: f"Usaha {n}")
    slug = factory.Sequence(lambda n: f"usaha-{n}")
    code = factory.Sequence(lambda n: f"U-{n}")
    sector = Sector.FOOD
    region_code = "35.10.16.1014"
    address = "Jalan Contoh 1"
    postal_code = "68413"
    phone = "+6281234567890"
    standing = Standing.VERIFIED
    verified_at = factory.LazyFunction(clock.now)
    created_at = factory.LazyFunction(clock.now)
    updated_at = factory.LazyFunction(clock.now)


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    business = factory.SubFactory(BusinessFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER
    created_at = factory.LazyFunction(clock.now)


class PermitFactory(DjangoModelFactory[Permit]):
    class Meta:
        model = Permit

    business = factory.SubFactory(BusinessFactory)
    kind = PermitKind.PIRT
    number = factory.Sequence(lambda n: f"2063510{n:08d}")
