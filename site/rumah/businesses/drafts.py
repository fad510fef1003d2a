"""Drafts of a business's words, and the words the public read when they were begun."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.html import strip_tags

from rumah.businesses.models import STAFF_WORDS, Business
from rumah.core import audit
from rumah.core.locking import locked_one


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose words are others than in the draft, and what the public read there."""

    label: str
    public: str


def fingerprint(business: Business) -> str:
    """Return what the words of this row can be told from others by; whoever wrote them, by whichever way."""
    data = business.serializable_data()
    words = json.dumps([data[name] for name in STAFF_WORDS], cls=DjangoJSONEncoder)
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def differences(*, draft: Business, public: Business) -> list[Difference]:
    """Return the fields in which the two differ."""
    return [
        Difference(str(Business._meta.get_field(name).verbose_name), _shown(public, name))  # type: ignore[union-attr]
        for name in STAFF_WORDS
        if getattr(draft, name) != getattr(public, name)
    ]


def discard_draft(*, business: Business, actor: Any) -> None:
    """Let the next editor begin with what the public read; the draft stays in the history. No draft is no error."""
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        if row.has_unpublished_changes:
            Business.objects.filter(pk=row.pk).update(has_unpublished_changes=False)
            audit.record("businesses.discard_draft", row, actor=actor)


def _shown(business: Business, name: str) -> str:
    if name == "sector":
        return str(business.get_sector_display())
    value = getattr(business, name)
    return strip_tags(str(value)).strip() if value else "–"
