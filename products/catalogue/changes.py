"""Note whose shelf was changed, for rooms above that count it; they ask here, so no verb needs to know of them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from products.catalogue.kept_models import ChangedShelf
from rumah.core import clock
from rumah.core.locking import locked


def note_changed(business_ids: Iterable[int]) -> None:
    """Note the businesses in the caller's transaction; one statement.

    The row is written again although it is there: so it stays locked until the change is committed, and who takes it
    meanwhile never counts without that change.
    """
    rows = [ChangedShelf(business_id=pk, changed_at=clock.now()) for pk in sorted(set(business_ids))]
    ChangedShelf.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["business"], update_fields=["changed_at"]
    )  # fmt: skip


def changed(*, before: datetime, most: int) -> list[int]:
    """Return up to `most` businesses whose newest change is older than `before`.

    Newest first: whoever works on a shelf waits a minute, whatever a large import has noted.
    """
    return list(_quiet(before).order_by("-changed_at", "pk").values_list("pk", flat=True)[:most])


def take(business_id: int, *, before: datetime) -> bool:
    """Take the note of a business away in the caller's transaction; False where it was changed since, or taken.

    Raises Conflict when a change of it is still being written.
    """
    # Read again under the lock: what was changed since is not quiet yet.
    rows = locked(_quiet(before).filter(pk=business_id))
    if rows:
        rows[0].delete()
    return bool(rows)


def _quiet(before: datetime) -> "QuerySet[ChangedShelf]":
    return ChangedShelf.objects.filter(changed_at__lte=before)
