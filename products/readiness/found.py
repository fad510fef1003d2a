"""Reference data: the versions of the rubric."""

from products.readiness import first_version, second_version
from products.readiness.models import Rubric, RubricItem

VERSIONS = (first_version, second_version)


def found() -> None:
    """Add the versions that are missing. One that is there stays as it is, whatever its module says now."""
    for version in VERSIONS:
        rubric, made = Rubric.objects.get_or_create(
            version=version.VERSION, defaults={"valid_from": version.VALID_FROM, "levels": version.LEVELS}
        )
        if made:
            RubricItem.objects.bulk_create(
                RubricItem(rubric=rubric, position=place, **item._asdict())
                for place, item in enumerate(version.ITEMS, start=1)
            )
