"""Tick an action item off, and take the tick back."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.journal.models import ActionItem
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import NotAllowed
from rumah.core.locking import locked_one


@transaction.atomic
def tick(*, actor: User, item: int, done: bool = True) -> ActionItem:
    """Mark the item of one of the actor's businesses as done, or as not done; the same again changes nothing.

    Raises NotAllowed for an item of somebody else's business, and for one that is not there: they look the same.
    """
    own = ActionItem.objects.filter(business__in=actor.businesses.all(), pk=item)
    try:
        row = locked_one(own)
    except ObjectDoesNotExist:
        raise NotAllowed(_("Tindak lanjut ini tidak ada.")) from None
    if bool(row.done_at) == done:
        return row
    row.done_at, row.done_by = (clock.now(), actor) if done else (None, None)
    row.save(update_fields=["done_at", "done_by"])
    audit.record("journal.tick" if done else "journal.untick", row, actor=actor)
    return row
