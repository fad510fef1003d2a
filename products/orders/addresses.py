"""A shopper's own addresses: keep, change, forget, choose the first."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from products.orders.models import SavedAddress
from products.orders.people import Buyer, DeliveryChoice, checked
from products.orders.states import Delivery
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.text import clean_line

MOST = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Who receives where, as typed."""

    name: str
    phone: str
    region_code: str
    address: str
    label: str = ""


def addresses_of(user: Any) -> list[SavedAddress]:
    """Return a person's addresses, the first choice first, in one query."""
    return list(user.addresses.order_by("-is_default", "-id")[:MOST])


def keep(*, user: User, place: Place) -> SavedAddress:
    """Keep an address; the first one becomes the first choice. One that is there already is returned as it is.

    Raises DomainError with everything that lacks (fields `name`, `phone`, `region`, `address`) and Conflict when
    there are too many.
    """
    values = _cleaned(place)
    with transaction.atomic():
        locked_one(User.objects.filter(pk=user.pk))
        mine = SavedAddress.objects.filter(user=user)
        same = mine.filter(region_code=values["region_code"], address=values["address"], name=values["name"]).first()
        if same is not None:
            return same
        if mine.count() >= MOST:
            raise Conflict(_("Paling banyak 20 alamat. Hapus dulu yang tidak dipakai."))
        is_first = not mine.filter(is_default=True).exists()
        row = SavedAddress.objects.create(user=user, is_default=is_first, created_at=clock.now(), **values)
        audit.record("orders.address", row, actor=user)
        return row


def change(*, address: SavedAddress, place: Place) -> SavedAddress:
    """Change an address; purchases keep what was written on them. Raises DomainError with everything that lacks."""
    values = _cleaned(place)
    try:
        with transaction.atomic():
            row = locked_one(SavedAddress.objects.filter(pk=address.pk))
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=list(values))
            audit.record("orders.address", row, actor=row.user)
            return row
    except IntegrityError:
        raise Conflict(Problem(_("Alamat ini sudah tersimpan."), "address")) from None


def forget(*, address: SavedAddress) -> None:
    """Forget an address; of those left the newest becomes the first choice if this one was."""
    with transaction.atomic():
        locked_one(User.objects.filter(pk=address.user_id))
        SavedAddress.objects.filter(pk=address.pk).delete()
        rest = SavedAddress.objects.filter(user=address.user_id)
        if not rest.filter(is_default=True).exists() and (newest := rest.order_by("-id").first()):
            SavedAddress.objects.filter(pk=newest.pk).update(is_default=True)


def choose_first(*, address: SavedAddress) -> None:
    """Offer this address first from now on."""
    with transaction.atomic():
        mine = SavedAddress.objects.filter(user=address.user_id)
        locked(mine)
        mine.filter(is_default=True).exclude(pk=address.pk).update(is_default=False)
        mine.filter(pk=address.pk).update(is_default=True)


def _cleaned(place: Place) -> dict[str, Any]:
    try:
        found = checked(
            Buyer(place.name, place.phone), DeliveryChoice(Delivery.SHIP, place.region_code, place.address)
        )  # fmt: skip
    except DomainError as error:
        raise DomainError(
            *(Problem(p.message, (p.field or "").rpartition(".")[2], p.code) for p in error.problems)
        ) from None
    return {
        "label": clean_line(place.label)[:40], "name": found.name, "phone": found.phone,
        "region_code": found.region_code, "address": found.address,
    }  # fmt: skip
