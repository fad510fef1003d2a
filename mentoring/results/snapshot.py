"""Keep small copies of the photos a listing had when a session was booked.

Words and price are frozen by the booking itself, in its transaction; pictures are files and are copied right after,
so that booking stays quick. From then on owners may change their photos as they like.
"""

import io

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from mentoring.results.files import FOLDER, private, small
from mentoring.results.models import Snapshot
from mentoring.sessions.models import Session
from products.catalogue.models import ProductPhoto
from rumah.core import clock
from rumah.core.images import shelf
from rumah.core.models import AuditEntry

log = structlog.get_logger(__name__)
MAX_PICTURES = 3
LATEST = 200


def snapshot_of(session: Session) -> Snapshot:
    """Return the session's snapshot, taken now if it was not yet; of two at once the first is kept.

    A photo whose file is gone already is passed over. Raises OSError when the disk is full.
    """
    found = Snapshot.objects.filter(pk=session.pk).first()
    if found is not None:
        return found
    photos = [item for item in session.before.get("photos", []) if item.get("name")][:MAX_PICTURES]
    kept = {photo.original.name: photo for photo in ProductPhoto.objects.filter(product=session.product_id)}
    copies = [(item["alt"], _small(item["name"], kept.get(item["name"]))) for item in photos]
    with shelf.all_or_nothing(), transaction.atomic():
        pictures = []
        for alt, copy in copies:
            if copy is not None:
                content, width, height = copy
                name = shelf.save(FOLDER, "webp", content, storage=private())
                pictures.append({"name": name, "alt": alt, "width": width, "height": height})
        row, made = Snapshot.objects.get_or_create(
            pk=session.pk, defaults={"pictures": pictures, "taken_at": clock.now()}
        )
        if not made:
            for picture in pictures:
                private().delete(str(picture["name"]))
    return row


def _small(name: str, photo: ProductPhoto | None) -> tuple[bytes, int, int] | None:
    """Return the photo's own small rendition where there is one: it costs no work on pixels."""
    ready = photo.renditions.get("hero_480_webp") if photo else None
    try:
        with default_storage.open(str(ready["name"] if ready else name)) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    try:
        content = content if ready else small(content)
        with Image.open(io.BytesIO(content), formats=["WEBP"]) as picture:
            return content, picture.width, picture.height
    except (OSError, ValueError):
        # One file that was damaged on the disk must not keep all others from being copied.
        log.warning("snapshot_unreadable", name=name)
        return None


def take_missing() -> int:
    """Take the snapshots of the latest bookings that have none and return how many were taken."""
    booked = AuditEntry.objects.filter(verb="sessions.book").order_by("-id").values_list("target_id", flat=True)
    missing = Session.objects.filter(pk__in=list(booked[:LATEST]), product__isnull=False, snapshot__isnull=True)
    for session in (found := list(missing)):
        snapshot_of(session)
    return len(found)
