"""The signed link to a registration: who has it may see and cancel it."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from rumah.events.models import Registration

SALT = "events.registration"


def path_of(registration: Registration) -> str:
    """Return the path of the registration's page."""
    return f"/acara/pendaftaran/{registration.pk}/{Signer(salt=SALT).signature(str(registration.pk))}/"


def url_of(registration: Registration) -> str:
    """Return the full address, for messages."""
    return f"{settings.BASE_URL}{path_of(registration)}"


def registration_by(pk: UUID, signature: str) -> Registration | None:
    """Return the registration if the signature fits; a wrong one and a missing row look the same."""
    try:
        Signer(salt=SALT).unsign(f"{pk}:{signature}")
    except BadSignature:
        return None
    return Registration.objects.filter(pk=pk).select_related("gathering").first()
