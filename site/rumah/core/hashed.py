"""Sealed numbers that must be found again: beside the seal stands a keyed hash.

A NIK has few possible values, so a plain hash could be guessed in minutes. The hash is HMAC-SHA256 with a key of its
own, derived from FIELD_ENCRYPTION_KEYS: the first key writes, all of them search, `manage.py reseal` writes anew.
"""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.db.models import CharField, Model

PURPOSE = b"rumah: keyed hash of a sealed number"
LENGTH = 64


def hashed(scope: str, text: str) -> str:
    """Return the hash that is written, 64 hexadecimal digits; an empty text stays empty."""
    return _hash(settings.FIELD_ENCRYPTION_KEYS[0], scope, text) if text else ""


def hashes(scope: str, text: str) -> list[str]:
    """Return every hash the text may have been written with, one a key; none for an empty text."""
    return [_hash(key, scope, text) for key in settings.FIELD_ENCRYPTION_KEYS] if text else []


def _hash(secret: str, scope: str, text: str) -> str:
    key = hmac.new(secret.encode(), PURPOSE, hashlib.sha256).digest()
    return hmac.new(key, f"{scope}:{text}".encode(), hashlib.sha256).hexdigest()


class HashOf(CharField[str, str]):
    """The keyed hash of another field of its row, written with every save; its scope is that field's name."""

    def __init__(self, *, source: str, **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{**kwargs, "max_length": LENGTH, "blank": True, "editable": False})

    def deconstruct(self) -> Any:
        """Name the source for migrations."""
        name, path, args, kwargs = super().deconstruct()
        for said in ("max_length", "blank", "editable"):
            kwargs.pop(said, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: Model, add: bool) -> str:  # noqa: FBT001  # Django's signature
        """Hash what the source holds now."""
        value = hashed(self.source, getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, value)
        return value
