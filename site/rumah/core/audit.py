"""The trail: who did what to which thing."""

from typing import Any

from django.db.models import Model, Subquery

from rumah.core import clock
from rumah.core.middleware import current_request_id
from rumah.core.models import AuditEntry

# What a thing belongs to, where it names no business itself.
BELONGS = ("product", "order", "session", "deliverable")


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
        business_id=_business_of(target),
        request_id=current_request_id(),
    )


def _business_of(target: Model) -> Any:
    """Return whose business the thing is about: its own, or that of what it belongs to; None for what has none."""
    if target._meta.label_lower == "businesses.business":
        return target.pk
    known = {field.name: field for field in target._meta.concrete_fields}
    if "business" in known:
        return getattr(target, known["business"].attname)
    for name in BELONGS:
        parent = known[name].related_model if name in known else None
        if parent is not None and hasattr(parent, "business"):
            # Inside the INSERT: writing the trail costs no further query.
            row = parent._base_manager.filter(pk=getattr(target, known[name].attname))
            return Subquery(row.values("business_id")[:1])
    return None
