"""Indonesian for words of Wagtail that it has not translated itself: locale/id, which only overrides.

Pages and scripts have a catalogue each.

Kept by hand. What is checked is that every entry still stands for something Wagtail says, and is whole.
"""

from pathlib import Path

import wagtail
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings

from rumah.core.messages import Id, placeholders_agree

CATALOGUES = ("django.po", "djangojs.po")


def po_path(name: str) -> Path:
    """Return one of the catalogues people edit."""
    return Path(settings.LOCALE_PATHS[0]) / "id" / "LC_MESSAGES" / name


def lacking() -> list[str]:
    """Return entries that are empty, have other placeholders, or stand for nothing Wagtail says any more."""
    return [lack for name in CATALOGUES for lack in _lacking(name)]


def _lacking(name: str) -> list[str]:
    said = _said_by_wagtail(name)
    lacks = []
    for message in _read(po_path(name)):
        if not message.id:
            continue
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if _key(message.id) not in said:
            lacks.append(f"locale/id: Wagtail no longer says {message.id!r}")
        elif not texts or not all(texts):
            lacks.append(f"locale/id: {message.id!r} has no Indonesian")
        elif not placeholders_agree(message.id, texts):
            lacks.append(f"locale/id: {message.id!r} has other placeholders in Indonesian")
    return lacks


def _said_by_wagtail(name: str) -> set[tuple[str, ...]]:
    paths = Path(wagtail.__file__).parent.rglob(f"locale/en/LC_MESSAGES/{name}")
    return {_key(message.id) for path in paths for message in _read(path) if message.id}


def _key(message_id: Id) -> tuple[str, ...]:
    return (message_id,) if isinstance(message_id, str) else tuple(message_id)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])
