import pytest

from products.readiness.found import found
from products.readiness.models import Rubric
from rumah.businesses.models import Business
from rumah.businesses.states import Sector, Standing
from tests.factories.businesses import BusinessFactory, MembershipFactory


@pytest.fixture
def rubric(db: None) -> Rubric:
    found()
    return Rubric.objects.get(version=1)


@pytest.fixture
def shop(rubric: Rubric) -> Business:
    """A food business with an owner and nothing else."""
    business = BusinessFactory(name="Dapur Melati", sector=Sector.FOOD, standing=Standing.VERIFIED, address="")
    MembershipFactory(business=business)
    return business
