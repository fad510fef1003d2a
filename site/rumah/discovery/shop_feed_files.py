"""The feeds of the whole catalogue as files: written by a task, then served as they are.

A new file has a new name, and is in its place only when it is whole; the one before it stays for who is reading it.
"""

import tempfile
from collections.abc import Iterable

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from rumah.core import clock
from rumah.discovery import shop_feed

FOLDER = "umpan"
KEPT = 2


def write() -> None:
    """Write both feeds from the catalogue as it is now. Safe to run twice: the later one is served."""
    _put("google", "xml", shop_feed.as_xml(shop_feed.rows(), title=settings.HOUSE_NAME))
    _put("facebook", "csv", shop_feed.as_csv(shop_feed.rows()))


def newest(kind: str) -> str:
    """Return the storage name of the newest whole feed of `kind` (google or facebook), or an empty string."""
    names = _names(kind)
    return f"{FOLDER}/{names[-1]}" if names else ""


def _names(kind: str) -> list[str]:
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    # The moment is part of the name, so that names sort by it.
    return sorted(name for name in files if name.startswith(f"{kind}-"))


def _put(kind: str, extension: str, pieces: Iterable[str]) -> None:
    with tempfile.TemporaryFile() as file:
        for piece in pieces:
            file.write(piece.encode())
        file.seek(0)
        default_storage.save(f"{FOLDER}/{kind}-{clock.now():%Y%m%dT%H%M%S%f}.{extension}", File(file))
    for name in _names(kind)[:-KEPT]:
        default_storage.delete(f"{FOLDER}/{name}")
