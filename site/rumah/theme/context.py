"""What every template may need, without a query."""

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, object]:
    """Return the operator's name and contacts, and whether payments are simulated."""
    return {
        "HOUSE_NAME": settings.HOUSE_NAME,
        "HOUSE_OPERATOR": settings.HOUSE_OPERATOR,
        "HOUSE_PHONE": settings.HOUSE_PHONE,
        "HOUSE_ADDRESS": settings.HOUSE_ADDRESS,
        "SIMULATOR": settings.SIMULATOR,
        "STAFF_PATH": f"/{settings.ADMIN_PATH}",
    }
