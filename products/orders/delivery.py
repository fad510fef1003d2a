"""A seller says how they deliver."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders.models import DeliverySettings
from rumah.businesses.models import Business
from rumah.core import audit, clock, regions
from rumah.core.errors import DomainError, Problem
from rumah.core.pagecache import forget_pages
from rumah.core.text import clean_line

MAX_FEE = 5_000_000
MAX_PLACES = 100


@dataclass(frozen=True, slots=True)
class DeliveryWays:
    """All a seller may say; fees are rupiah by region code, as in DeliverySettings."""

    courier: bool = True
    courier_fees: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    live_rates: bool = False
    own: bool = False
    own_fees: Mapping[str, int] = field(default_factory=dict)
    pickup: bool = True
    free_above: int | None = None
    cash: bool = False
    cash_max: int = 500_000
    holiday_from: date | None = None
    holiday_until: date | None = None
    holiday_note: str = ""


def set_delivery(*, business: Business, ways: DeliveryWays, actor: Any) -> DeliverySettings:
    """Write down how a seller delivers from now on; what was ordered before travels as agreed.

    Raises DomainError with every problem at once; fields are named like those of DeliveryWays.
    """
    if problems := problems_of(ways):
        raise DomainError(*problems)
    values = asdict(ways) | {
        "courier_fees": {code: list(rates) for code, rates in sorted(ways.courier_fees.items())},
        "own_fees": dict(sorted(ways.own_fees.items())),
        "holiday_note": clean_line(ways.holiday_note),
        "updated_at": clock.now(),
    }
    with transaction.atomic():
        row, _made = DeliverySettings.objects.update_or_create(business=business, defaults=values)
        audit.record("orders.delivery", business, actor=actor, ways=[w for w in ("courier", "own", "pickup", "cash")
                                                                      if values[w]])  # fmt: skip
        transaction.on_commit(forget_pages)
        return row


def problems_of(ways: DeliveryWays) -> list[Problem]:
    """Return what does not go together; fields are named like those of DeliveryWays."""
    first, last = ways.holiday_from, ways.holiday_until
    whole = (first is None) == (last is None)
    fees = [fee for rates in ways.courier_fees.values() for fee in rates] + list(ways.own_fees.values())
    checks = [
        (ways.courier or ways.own or ways.pickup, "courier", _("Pilih paling sedikit satu cara pengiriman.")),
        (not ways.live_rates or ways.courier, "live_rates", _("Tarif kurir langsung perlu pengiriman lewat kurir.")),
        (all(_is_place(code, {2, 3}) for code in ways.courier_fees) and len(ways.courier_fees) <= MAX_PLACES,
         "courier_fees", _("Tulis kecamatan atau kabupaten, paling banyak 100.")),
        (all(_is_place(code, {3}) for code in ways.own_fees) and len(ways.own_fees) <= MAX_PLACES,
         "own_fees", _("Tulis kecamatan, paling banyak 100.")),
        (not ways.own or bool(ways.own_fees), "own_fees", _("Tulis kecamatan yang Anda antar dan ongkosnya.")),
        (all(0 <= fee <= MAX_FEE for fee in fees), "courier_fees", _("Ongkos kirim paling banyak Rp5.000.000.")),
        (ways.free_above is None or ways.free_above > 0, "free_above", _("Tulis jumlah di atas Rp0, atau kosongkan.")),
        (not ways.cash or ways.cash_max > 0, "cash_max", _("Tulis batas bayar di tempat.")),
        (not ways.cash or ways.courier or ways.own, "cash", _("Bayar di tempat perlu kurir atau antaran sendiri.")),
        (whole, "holiday_until", _("Isi tanggal mulai dan tanggal akhir libur.")),
        (not (whole and first and last) or first <= last, "holiday_until",
         _("Tanggal akhir libur harus sesudah tanggal mulai.")),
        (len(clean_line(ways.holiday_note)) <= 160, "holiday_note", _("Kalimat libur paling panjang 160 huruf.")),
    ]  # fmt: skip
    return [Problem(text, name) for fine, name, text in checks if not fine]


def _is_place(code: str, levels: set[int]) -> bool:
    return regions.level(code) in levels and bool(regions.name(code))
