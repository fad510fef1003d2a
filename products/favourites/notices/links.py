"""The link that stops notices: only messages to the contact carry it, so only its holder has it."""

from django.conf import settings
from django.core import signing

SALT = "favourites.notices"


def stop_url(contact: str) -> str:
    """Return the address that stops everything promised to `contact`."""
    return f"{settings.BASE_URL}/kabari/berhenti/?k={signing.dumps(contact, salt=SALT)}"


def contact_of(token: str) -> str:
    """Return the contact of a token of ours, or an empty string."""
    try:
        return str(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return ""
