"""What every house needs before its first visitor: roles, categories, zones, services, holidays, pages."""

from collections.abc import Callable

from django.db import transaction

from mentoring.schedule import holidays
from mentoring.services import found as services
from products.catalogue import found as catalogue
from products.labels import found as labels
from products.orders import found as orders
from products.payouts import found as payouts
from products.readiness import found as readiness
from rumah.accounts import found as accounts
from rumah.content import found as content
from rumah.core import clock
from rumah.events import found as events
from rumah.places import counting

STEPS: dict[str, Callable[[], object]] = {
    "peran": accounts.found,
    "kategori": catalogue.found,
    "zona kirim": orders.found,
    "ambang pajak": payouts.found,
    "butir label": labels.found,
    "rubrik naik kelas": readiness.found,
    "layanan": services.found,
    "hari libur": lambda: holidays.sync([clock.today().year, clock.today().year + 1]),
    "halaman": content.found,
    "acara": events.found,
    "peta": counting.recount,
}


def set_up(tell: Callable[[str], object] = str) -> None:
    """Add what is missing; what staff changed since stays as it is. Safe to run at every deployment."""
    for step, found in STEPS.items():
        tell(step)
        with transaction.atomic():
            found()
