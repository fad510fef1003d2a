"""Lay a product on white: asked for by its owner, made by the worker, chosen or not. Nothing is shown by itself."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import structlog
from django.db import transaction

from products.catalogue import tasks
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photo_models import Cutout
from products.catalogue.photos import cutting
from products.catalogue.photos.shown import read
from products.catalogue.photos.store import FOLDER
from rumah.core import audit
from rumah.core.images import shelf
from rumah.core.locking import locked, locked_one

log = structlog.get_logger(__name__)
# Seconds of the clock, for a worker that shares its machine; the processor's are limited within the process.
PATIENCE = 90


def ask_cutout(*, photo: ProductPhoto, actor: Any) -> bool:
    """Queue the photo's cut-out and return whether it had to be: one that waits or is there is not made again."""
    with transaction.atomic():
        locked_one(Product.objects.filter(pk=photo.product_id))
        rows = locked(ProductPhoto.objects.filter(pk=photo.pk))
        if not rows or rows[0].cutout_state in {Cutout.WAITING, Cutout.READY}:
            return False
        rows[0].cutout_state = Cutout.WAITING
        rows[0].save(update_fields=["cutout_state"])
        audit.record("catalogue.ask_cutout", rows[0], actor=actor, product=rows[0].product_id)
        tasks.cut_out_photo.enqueue(photo.pk)
    return True


def cut_out(photo_id: int) -> None:
    """Make the cut-out that was asked for. Safe to run twice and at once: one result is kept, none is left over.

    What went wrong is kept as the photo's state. Raises OSError when a file cannot be read or written, after that.
    """
    photo = ProductPhoto.objects.filter(pk=photo_id, cutout_state=Cutout.WAITING).first()
    if photo is None:
        return
    try:
        state, content = _cut(read(photo.original.name))
        with shelf.all_or_nothing(), transaction.atomic():
            if row := _still_waiting(photo):
                row.cutout = shelf.save(FOLDER, "jpg", content) if content else ""
                row.cutout_state = state
                row.save(update_fields=["cutout", "cutout_state"])
    except OSError:
        with transaction.atomic():
            if row := _still_waiting(photo):
                row.cutout_state = Cutout.FAILED
                row.save(update_fields=["cutout_state"])
        raise


def _still_waiting(photo: ProductPhoto) -> ProductPhoto | None:
    locked(Product.objects.filter(pk=photo.product_id))
    rows = locked(ProductPhoto.objects.filter(pk=photo.pk, cutout_state=Cutout.WAITING))
    return rows[0] if rows else None


def _cut(original: bytes) -> tuple[Cutout, bytes]:
    """Run `cutting` in a process of its own and return the state it leads to, with the picture where there is one."""
    command = [sys.executable, "-I", str(Path(cutting.__file__))]
    # One thread; and nothing of ours in its environment: no secrets go where strangers' pictures are worked on.
    surroundings = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603  # our own program, no shell, the picture comes by a pipe
            command, input=original, capture_output=True, timeout=PATIENCE, env=surroundings, check=False
        )
    except subprocess.TimeoutExpired:
        return Cutout.SLOW, b""
    if done.returncode == 0 and done.stdout:
        return Cutout.READY, done.stdout
    if done.returncode == cutting.UNCLEAR:
        return Cutout.UNCLEAR, b""
    log.warning("cutout_failed", code=done.returncode, said=done.stderr[-500:].decode(errors="replace"))
    # Killed by its own limit: of seconds (SIGXCPU, or SIGKILL right after).
    return (Cutout.SLOW if done.returncode in {-24, -9} else Cutout.FAILED), b""
