"""Files and rows together: what a failed transaction leaves on the disk is taken away again.

A database forgets a failed change by itself, a disk does not. So a verb that saves files does it inside
`all_or_nothing()`, put around its transaction.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils.crypto import get_random_string

log = structlog.get_logger(__name__)
_saved: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("saved_files", default=None)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Delete the files saved inside when the block fails. May be nested; the outermost block has the last word."""
    outer = _saved.get()
    mine: list[tuple[Storage, str]] = []
    token = _saved.set(mine)
    try:
        yield
    except BaseException:  # an interrupted import must not leave files either
        for storage, name in mine:
            _delete([name], storage)
        raise
    finally:
        _saved.reset(token)
    if outer is not None:
        outer += mine


def save(folder: str, extension: str, content: bytes, *, storage: Storage = default_storage) -> str:
    """Store `content` under a random name in `folder` and return the name. Raises OSError when the disk is full."""
    wanted = f"{folder}/{get_random_string(20)}.{extension}"
    try:
        name = storage.save(wanted, ContentFile(content))
    except OSError:
        # A full disk has kept the first part of it.
        _delete([wanted], storage)
        raise
    saved = _saved.get()
    if saved is not None:
        saved.append((storage, name))
    return name


def discard(names: Iterable[str], *, storage: Storage = default_storage) -> None:
    """Delete files once the transaction that no longer names them is committed."""
    transaction.on_commit(partial(_delete, list(names), storage))


def _delete(names: Iterable[str], storage: Storage = default_storage) -> None:
    for name in names:
        try:
            storage.delete(name)
        except OSError:
            # The row is right already; a file nobody names is only wasted room.
            log.warning("file_not_deleted", name=name)
