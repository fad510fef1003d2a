"""The trail, searched by person, thing, action and days. Every search goes by an index, whatever the table holds."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from products.orders.models import Order, Purchase
from products.payments.models import Attempt
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import clock, keyset
from rumah.core.cells import harmless
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry
from rumah.core.phone import parse_phone
from rumah.lounge.trail_words import KINDS, VERBS

ORDER = ("-id",)
SIZE = 50
EXPORTED = 5_000
PEOPLE = 20
# Entries are numbered when they are written and dated a little before: transactions that ran side by side may cross.
SLACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. `person` is a name, number or address; `thing` a code, an order's number or `kind:number`."""

    person: str = ""
    thing: str = ""
    verb: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_about_somebody(self) -> bool:
        """Whether reading it is worth an entry itself."""
        return bool(self.person or self.thing)


def entries(asked: Asked) -> QuerySet[AuditEntry]:
    """Return what fits. What names nobody or nothing known gives nothing, never everything."""
    rows = AuditEntry.objects.select_related("actor")
    if asked.person:
        rows = rows.filter(actor__in=people(asked.person))
    if asked.thing:
        rows = rows.filter(_thing(asked.thing))
    if asked.verb:
        rows = rows.filter(verb=asked.verb)
    if asked.first:
        begin = _midnight(asked.first)
        rows = rows.filter(at__gte=begin)
        if low := _number_at(begin - SLACK):
            rows = rows.filter(id__gte=low)
    if asked.last:
        end = _midnight(asked.last + timedelta(days=1))
        rows = rows.filter(at__lt=end)
        if high := _number_at(end + SLACK):
            rows = rows.filter(id__lte=high)
    return rows


def page(asked: Asked, cursor: str) -> keyset.Page[AuditEntry]:
    """Return a page, newest first."""
    return keyset.page(entries(asked), order=ORDER, cursor=cursor, size=SIZE)


def people(text: str) -> list[int]:
    """Return the keys of the people meant: by number or address exactly, else by the beginning of the name."""
    found = User.objects.filter(name__istartswith=text)
    try:
        if "@" in text:
            validate_email(text)
            found = User.objects.filter(email=text.lower())
        else:
            found = User.objects.filter(phone=parse_phone(text))
    except (ValidationError, DomainError):
        pass
    return list(found.order_by("pk").values_list("pk", flat=True)[:PEOPLE])


def _thing(text: str) -> Q:
    kind, colon, number = text.partition(":")
    if colon:
        return Q(target_type=kind.strip().lower(), target_id=number.strip()[:40])
    business = Business.objects.filter(Q(code=text) | Q(slug=text.lower())).values_list("pk", flat=True).first()
    if business:
        return Q(business_id=business)
    upper = text.upper()
    order = Order.objects.filter(number=upper).values_list("pk", "purchase_id").first()
    purchase = order[1] if order else Purchase.objects.filter(number=upper).values_list("pk", flat=True).first()
    found = Q(pk__in=[])
    if purchase:
        orders = [order[0]] if order else Order.objects.filter(purchase=purchase).values_list("pk", flat=True)
        attempts = Attempt.objects.filter(purchase=purchase).values_list("pk", flat=True)
        found = _of("orders.purchase", [purchase]) | _of("orders.order", orders) | _of("payments.attempt", attempts)
    return found


def _of(kind: str, keys: Any) -> Q:
    return Q(target_type=kind, target_id__in=[str(key) for key in keys])


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.ZONES["WIB"])


def _number_at(moment: datetime) -> int | None:
    """Return the number of the first entry from `moment` on: pages go by number, so days must become numbers."""
    return AuditEntry.objects.filter(at__gte=moment).order_by("at", "id").values_list("id", flat=True).first()


def verb_word(row: AuditEntry) -> str:
    """Say what was done."""
    return capfirst(str(VERBS.get(row.verb, row.verb)))


def kind_word(row: AuditEntry) -> str:
    """Say to what kind of thing."""
    return capfirst(str(KINDS.get(row.target_type, row.target_type)))


def details(row: AuditEntry) -> str:
    """Return what is written beside the entry, on one line."""
    return (
        "; ".join(f"{name}: {value}" for name, value in row.data.items() if value not in (None, "", []))
        if row.data
        else ""
    )


def as_csv(asked: Asked) -> Iterator[bytes]:
    """Write the trail of one thing row by row, newest first, times in WIB."""
    yield b"\xef\xbb\xbf" + _line(["waktu", "oleh", "tindakan", "mengenai", "nomor", "rincian"])
    for row in entries(asked).order_by("-id")[:EXPORTED].iterator(chunk_size=500):
        who = row.actor.name if row.actor else ""
        when = f"{clock.local(row.at):%Y-%m-%d %H:%M:%S}"
        yield _line([when, who, verb_word(row), kind_word(row), row.target_id, details(row)])


def _line(cells: list[str]) -> bytes:
    out = StringIO()
    csv.writer(out).writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode()
