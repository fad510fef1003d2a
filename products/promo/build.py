"""Make a kit that was asked for."""

import structlog
from django.db import transaction
from django.utils import translation

from products.promo.models import PromoKit
from products.promo.pieces import pack
from products.promo.states import KitState
from products.promo.telling import facts_of, fingerprint
from rumah.businesses.models import private_storage
from rumah.core import clock
from rumah.core.images import shelf
from rumah.core.locking import locked

log = structlog.get_logger(__name__)
FOLDER = "promo"


def build(kit_id: int, ticket: str) -> None:
    """Draw the pieces and keep them; say `failed` where that cannot be done. Safe to run twice and at once.

    Drawing takes a second or two and happens outside the transaction; the fingerprint is taken before it, so that a
    change in between makes the kit old, never wrongly new.
    """
    kit = PromoKit.objects.filter(pk=kit_id, ticket=ticket, state=KitState.WAITING).first()
    if kit is None:
        return
    try:
        kit = PromoKit.objects.select_related("product__business", "campaign").get(pk=kit_id)
        print_of_it = fingerprint(kit.product, kit.campaign)
        with translation.override("id"):
            content = pack(facts_of(kit.product, kit.campaign))
        _keep(kit_id, ticket, content, print_of_it)
    except Exception:  # whatever went wrong, the page must say so instead of waiting for ever
        log.exception("promo_not_made", kit=kit_id)
        fail(kit_id, ticket)


def _keep(kit_id: int, ticket: str, content: bytes, print_of_it: str) -> None:
    with shelf.all_or_nothing(), transaction.atomic():
        rows = locked(PromoKit.objects.filter(pk=kit_id, ticket=ticket, state=KitState.WAITING))
        if not rows:
            return
        (kit,) = rows
        if kit.file:
            shelf.discard([kit.file], storage=private_storage())
        kit.file, kit.size = shelf.save(FOLDER, "zip", content, storage=private_storage()), len(content)
        kit.state, kit.fingerprint, kit.made_at = KitState.READY, print_of_it, clock.now()
        kit.save(update_fields=["file", "size", "state", "fingerprint", "made_at"])


def fail(kit_id: int, ticket: str) -> None:
    """Say that this asking came to nothing; its owner may ask again."""
    PromoKit.objects.filter(pk=kit_id, ticket=ticket, state=KitState.WAITING).update(state=KitState.FAILED)
