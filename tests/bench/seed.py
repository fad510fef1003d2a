"""What the benchmark's database needs beside the demo: an owner of many businesses with a token, and mentors."""

import json
from datetime import time

from mentoring.schedule.models import Cell, WeeklyHours
from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import Session, SessionState
from products.stock.models import StockLevel
from rumah.accounts.models import User
from rumah.accounts.tokens import issue
from rumah.businesses.models import Business, Membership
from rumah.businesses.states import Standing
from rumah.core import clock


def seed(mentors: int = 50) -> None:
    """Make them; print the token, and the businesses, which the caller keeps."""
    owner = User.objects.create_person(name="Tolok Ukur", email="tolok.ukur@contoh.id")
    businesses = Business.objects.filter(standing=Standing.VERIFIED).order_by("pk")[:400]
    now = clock.now()
    Membership.objects.bulk_create([Membership(business=b, user=owner, created_at=now) for b in businesses])
    # A session about no product in particular: the benchmark books, it does not choose.
    Service.objects.update(for_product=False)
    services = list(Service.objects.all())
    for number in range(mentors):
        user = User.objects.create_person(name=f"Pendamping {number}", email=f"pendamping{number}@tolok.contoh.id")
        mentor = Mentor.objects.create(user=user, slug=f"tolok-{number}")
        mentor.skills.set(services)
        WeeklyHours.objects.bulk_create(
            [WeeklyHours(mentor=mentor, weekday=day, start=time(8), end=time(16)) for day in range(5)]
        )
    StockLevel.objects.filter(on_hand__lt=500).update(on_hand=500)
    _token, secret = issue(user=owner, name="bench", days=365)
    print(json.dumps({"token": secret, "shops": [business.slug for business in businesses]}))


def clear() -> None:
    """End what is still to come: a business with an open session may not book the same service again."""
    coming = Session.objects.filter(state=SessionState.CONFIRMED)
    Cell.objects.filter(holder__in=coming.values("pk")).delete()
    coming.update(state=SessionState.COMPLETED)
