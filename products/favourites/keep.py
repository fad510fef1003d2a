"""Keep a product among a person's favourites, take it out, or bring along what a visitor kept before signing in."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.favourites.models import Favourite
from rumah.core import clock
from rumah.core.errors import Conflict

MOST = 500


def keep(*, user: Any, product: Product) -> None:
    """Add a product; twice is once. Raises Conflict above 500."""
    if user.favourites.count() >= MOST and not user.favourites.filter(product=product).exists():
        raise Conflict(_("Favorit Anda sudah penuh. Hapus beberapa dulu."))
    Favourite.objects.bulk_create(
        [Favourite(user=user, product=product, added_at=clock.now())], ignore_conflicts=True
    )  # fmt: skip


def drop(*, user: Any, product_id: int) -> None:
    """Take a product out; one that is not there is no error."""
    user.favourites.filter(product=product_id).delete()


def bring(*, user: Any, product_ids: Iterable[int]) -> None:
    """Add what a visitor kept, newest first, without a limit: nothing is lost by signing in. Gone products are."""
    wanted = list(dict.fromkeys(product_ids))
    there = set(Product.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    now = clock.now()
    # Oldest first, so that the newest gets the highest id and stays on top.
    rows = [Favourite(user=user, product_id=pk, added_at=now) for pk in reversed(wanted) if pk in there]
    Favourite.objects.bulk_create(rows, ignore_conflicts=True)
