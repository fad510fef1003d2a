"""Keep kits and their files in order: what was left half-made, what is old, and files nobody names."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F

from products.promo import tasks
from products.promo.build import FOLDER, fail
from products.promo.models import PromoKit
from products.promo.states import KitState
from rumah.businesses.models import private_storage
from rumah.core import clock
from rumah.core.images import shelf
from rumah.core.locking import locked

log = structlog.get_logger(__name__)
STUCK = timedelta(minutes=5)
TRIES = 3
KEPT = timedelta(days=30)
MANY = 200
YOUNG = timedelta(days=1)


def take_up_again() -> int:
    """Queue anew what a worker that died left waiting; after three tries say that it failed. Return how many."""
    stuck = PromoKit.objects.filter(state=KitState.WAITING, asked_at__lt=clock.now() - STUCK)
    rows = list(stuck.order_by("asked_at")[:MANY])
    for kit in rows:
        if kit.tries >= TRIES:
            fail(kit.pk, kit.ticket)
            continue
        mine = PromoKit.objects.filter(pk=kit.pk, ticket=kit.ticket, tries=kit.tries, state=KitState.WAITING)
        if mine.update(tries=F("tries") + 1, asked_at=clock.now()):
            tasks.make_kit.enqueue(kit.pk, kit.ticket)
    return len(rows)


def remove_old() -> int:
    """Remove kits that were asked for over 30 days ago with their files; their links stay. Return how many."""
    old = PromoKit.objects.exclude(state=KitState.WAITING).filter(asked_at__lt=clock.now() - KEPT)
    pks = list(old.order_by("asked_at").values_list("pk", flat=True)[:MANY])
    with transaction.atomic():
        # Asked for again meanwhile: then it is young, and stays.
        rows = locked(old.filter(pk__in=pks))
        PromoKit.objects.filter(pk__in=[kit.pk for kit in rows]).delete()
        shelf.discard([kit.file for kit in rows if kit.file], storage=private_storage())
    return len(rows)


def sweep() -> int:
    """Delete files that no kit names and that are over a day old: what a crash left. Return how many."""
    storage = private_storage()
    try:
        _folders, files = storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    gone = 0
    for start in range(0, len(files), 500):
        names = {f"{FOLDER}/{file}" for file in files[start : start + 500]}
        names -= set(PromoKit.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names:
            if storage.get_modified_time(name) < clock.now() - YOUNG:
                storage.delete(name)
                log.info("promo_file_swept", name=name)
                gone += 1
    return gone
