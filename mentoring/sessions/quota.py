"""A business may have so many sessions of a service in a quarter, so that there are some for everybody.

A late cancellation (see `cancel`) and a session missed cost a place; a cancellation by the house never does. The
quarter is that of the session's date on the house's clock.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from mentoring.schedule.calendar import HOUSE
from mentoring.services.models import Service
from mentoring.sessions.counters import count_one, give_one_back
from mentoring.sessions.models import Quota, Session
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import Conflict, Problem


def quarter_of(moment: datetime) -> date:
    """Return the first day of the quarter the moment lies in, on the house's clock."""
    day = clock.local(moment, HOUSE).date()
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def take(*, business: Business, service: Service, starts_at: datetime) -> date | None:
    """Use one place of the quarter and return the quarter; None where the service has no quota.

    Raises Conflict (code `quota`) when all are used.
    """
    if service.quarter_quota is None:
        return None
    quarter = quarter_of(starts_at)
    key = {"business_id": business.pk, "service_id": service.pk, "quarter": quarter}
    if count_one(Quota, allowed=service.quarter_quota, **key):
        return quarter
    text = _("Jatah usaha ini untuk layanan ini sudah terpakai: %(number)s sesi per triwulan.")
    raise Conflict(Problem(text % {"number": service.quarter_quota}, "service", "quota"))


def give_back(session: Session) -> None:
    """Return the session's place to its quarter, once; the caller saves `quota_quarter`."""
    if session.quota_quarter:
        give_one_back(
            Quota, business_id=session.business_id, service_id=session.service_id, quarter=session.quota_quarter
        )  # fmt: skip
        session.quota_quarter = None


def left(*, business: Business, service: Service, starts_at: datetime) -> int | None:
    """Return how many places the business has left in that quarter, or None without a quota. One query."""
    if service.quarter_quota is None:
        return None
    used = Quota.objects.filter(business=business, service=service, quarter=quarter_of(starts_at))
    return max(service.quarter_quota - (used.values_list("used", flat=True).first() or 0), 0)
