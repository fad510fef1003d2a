"""Numbers that must not be readable in a stolen database or backup (bank accounts, NIK): sealed at rest.

Sealing is Fernet (AES-128-CBC with HMAC-SHA256). The first of FIELD_ENCRYPTION_KEYS seals, all of them open: a new key
goes in front, `manage.py reseal` seals every row with it, and then the old one may go.
"""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db.models import TextField
from django.db.models.lookups import Exact

SHOWN = 4


class Unreadable(Exception):
    """No key of this house opens the value: a key is missing from FIELD_ENCRYPTION_KEYS, or the value was altered."""


def seal(text: str) -> str:
    """Return what the database may hold; an empty text stays empty. The same text is sealed differently each time."""
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(token: str) -> str:
    """Return the text. Raises Unreadable."""
    try:
        return _box().decrypt(token.encode()).decode() if token else ""
    except InvalidToken as error:
        raise Unreadable("a sealed value cannot be opened with FIELD_ENCRYPTION_KEYS") from error


def masked(number: str) -> str:
    """Return a number as people may see it: its last four characters."""
    return f"{'•' * max(len(number) - SHOWN, 0)}{number[-SHOWN:]}"


class SealedField(TextField[str, str]):
    """A text that is plain in Python and sealed in the database. It can be asked whether it is empty, and no more."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Open what was read."""
        return unseal(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Seal what is written."""
        plain = super().get_prep_value(value)
        return seal(plain) if plain else plain


@SealedField.register_lookup
class Empty(Exact[Any]):
    """`field=""` alone: the same number sealed twice is never equal, so every other question has no answer."""

    def get_prep_lookup(self) -> Any:
        """Raise FieldError for a question about anything but emptiness."""
        if self.rhs != "":
            raise FieldError("a sealed field can only be compared with an empty text")
        return self.rhs


def _box() -> MultiFernet:
    return _box_of(tuple(settings.FIELD_ENCRYPTION_KEYS))


@lru_cache(maxsize=4)
def _box_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
