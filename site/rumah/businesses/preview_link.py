"""A signed link that shows a business and its drafts before they are public."""

import secrets
from datetime import timedelta
from typing import Any

from django.core.signing import Signer
from django.db import transaction
from django.utils.crypto import constant_time_compare

from rumah.businesses.models import Business, PreviewLink
from rumah.businesses.states import Standing
from rumah.core import audit, clock
from rumah.core.addresses import absolute
from rumah.core.locking import locked_one

SALT = "businesses.preview"
LASTS = timedelta(days=7)


def open_preview(*, business: Business, actor: Any) -> PreviewLink:
    """Make a link that lasts a week; one that was there before leads nowhere from now on."""
    with transaction.atomic():
        locked_one(Business.objects.filter(pk=business.pk))
        now = clock.now()
        business.preview_links.filter(closed_at=None).update(closed_at=now)
        made = PreviewLink.objects.create(
            business=business, key=secrets.token_urlsafe(16), made_by=actor, made_at=now, expires_at=now + LASTS
        )
        audit.record("businesses.preview_opened", business, actor=actor, link=made.pk)
        return made


def close_preview(*, business: Business, actor: Any) -> None:
    """Let the link lead nowhere. Twice is once."""
    with transaction.atomic():
        locked_one(Business.objects.filter(pk=business.pk))
        if business.preview_links.filter(closed_at=None).update(closed_at=clock.now()):
            audit.record("businesses.preview_closed", business, actor=actor)


def live_preview(business: Business) -> PreviewLink | None:
    """Return the link that shows this business now, or None."""
    return business.preview_links.filter(closed_at=None, expires_at__gt=clock.now()).first()


def preview_url(link: PreviewLink) -> str:
    """Return the full address to hand on."""
    return absolute(f"/pratinjau/{link.pk}/{_signature(link)}/")


def previewed(pk: int, signature: str) -> Business | None:
    """Return the business a link shows. One that is wrong, over or closed, and a suspended business, all look the same.

    Two queries at most.
    """
    link = PreviewLink.objects.filter(pk=pk, closed_at=None, expires_at__gt=clock.now()).first()
    if link is None or not constant_time_compare(signature, _signature(link)):
        return None
    return Business.objects.filter(pk=link.business_id).exclude(standing=Standing.SUSPENDED).first()


def _signature(link: PreviewLink) -> str:
    return Signer(salt=SALT).signature(f"{link.pk}:{link.key}")
