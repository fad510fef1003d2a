"""The link that stops the weekly message: only messages carry it, so only their reader has it."""

from django.conf import settings
from django.core import signing

SALT = "searches.weekly"


def stop_url(user_id: int) -> str:
    """Return the address that stops every search of a person."""
    return f"{settings.BASE_URL}/pencarian/berhenti/?k={signing.dumps(user_id, salt=SALT)}"


def reader_of(token: str) -> int:
    """Return the person of a token of ours, or 0."""
    try:
        return int(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return 0
