"""The trail: who did what to which thing."""

from typing import Any

from django.db.models import Model

from rumah.core import clock
from rumah.core.middleware import current_request_id
from rumah.core.models import AuditEntry


def record(verb: str, target: Model, *, actor: Any = None, **data: Any) -> None:
    """Add an entry in the caller's transaction, so that no change is without one and none is for a change undone.

    `verb` is `room.verb` (`orders.place`); `data` must be JSON and must hold no secrets and no full NIK.
    """
    AuditEntry.objects.create(
        at=clock.now(),
        actor=actor if getattr(actor, "is_authenticated", False) else None,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        data=data,
        request_id=current_request_id(),
    )
