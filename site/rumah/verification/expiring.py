"""Permits that run out: their owners hear of it six, three and one month before; staff see the list."""

from calendar import monthrange
from datetime import date
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rumah.businesses.models import Permit
from rumah.businesses.owners import tell_owners
from rumah.businesses.states import Standing
from rumah.core import clock
from rumah.verification.models import PermitNotice

# Renewing a P-IRT or a halal certificate takes months; the nearest stage speaks for the earlier ones.
MONTHS = (1, 3, 6)
BATCH = 500


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def remind(batch: int = BATCH) -> int:
    """Tell the owners of every permit that came into a stage; once a stage and last day. Return how many permits.

    At most `batch` a stage and call: the next call goes on where this one stopped.
    """
    today, told = clock.today(), 0
    nearer = today
    for months in MONTHS:
        until = months_after(today, months)
        told += _stage(months, nearer, until, batch)
        nearer = until
    return told


def _stage(months: int, nearer: date, until: date, batch: int) -> int:
    known = PermitNotice.objects.filter(permit=OuterRef("pk"), expires_on=OuterRef("expires_on"), months=months)
    lower = {"expires_on__gte": nearer} if months == MONTHS[0] else {"expires_on__gt": nearer}
    rows = Permit.objects.filter(**lower, expires_on__lte=until).exclude(Exists(known))
    shown = rows.exclude(business__standing=Standing.SUSPENDED).select_related("business").order_by("expires_on", "pk")
    told = 0
    for permit in shown[:batch]:
        with transaction.atomic():
            fresh, mine = PermitNotice.objects.get_or_create(
                permit=permit,
                expires_on=cast(date, permit.expires_on),
                months=months,
                defaults={"told_at": clock.now()},
            )
            if mine:
                _tell(permit, f"permit-notice:{fresh.pk}")
                told += 1
    return told


def _tell(permit: Permit, key: str) -> None:
    last = permit.expires_on or clock.today()
    said = _("%(kind)s Anda berlaku sampai %(date)s. Perpanjang sekarang supaya tidak terputus.") % {
        "kind": permit.get_kind_display(), "date": date_format(last, "j F Y"),
    }  # fmt: skip
    more = _(
        "Nomor %(number)s. Setelah tanggal itu, tanda izin hilang dari produk Anda. Tambahkan izin baru di: %(url)s"
    )
    url = f"{settings.BASE_URL}/toko-saya/{permit.business.slug}/izin/"
    reason = more % {"number": permit.number, "url": url}
    tell_owners(business=permit.business, said=said, reason=reason, key=key)


def running_out(days: int) -> QuerySet[Permit]:
    """Return the permits whose last day lies today or within `days`; by the index on that day."""
    today = clock.today()
    return Permit.objects.filter(expires_on__gte=today, expires_on__lte=date.fromordinal(today.toordinal() + days))


def run_out() -> QuerySet[Permit]:
    """Return the permits whose last day has passed."""
    return Permit.objects.filter(expires_on__lt=clock.today())
