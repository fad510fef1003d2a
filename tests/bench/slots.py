"""CPU of finding slots: 50 mentors over 60 days, a quarter of their time taken. `python tests/bench/slots.py`.

Runs on a database of its own (DATABASE_URL, else SQLite in memory), made anew. SQLite works inside this process and
is counted, a database server is not. Wanted: under 50 ms for the list of slots, with every mentor and room.
"""

import os
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumah.settings.test")

import django

MENTORS, DAYS, WANTED = 50, 60, 50.0


def fill() -> None:
    """Make the mentors, three rooms, and a booking of two hours on most days of each."""
    from mentoring.schedule.cells import mentor_resource, quarters
    from mentoring.schedule.models import Cell, Holiday, PickedDate, TimeOff, WeeklyHours
    from rumah.core import clock
    from tests.factories.mentoring import MentorFactory, RoomFactory, ServiceFactory

    service = ServiceFactory(slug="tolok", duration=60, buffer_after=15, room_kind="studio", for_product=False)
    for _each in range(3):
        RoomFactory()
    today = clock.today()
    start = datetime(today.year, today.month, today.day, 1, tzinfo=UTC)
    for number in range(MENTORS):
        mentor = MentorFactory(skills=[service], hours=False, daily_cap=4 if number % 5 == 0 else None)
        WeeklyHours.objects.bulk_create(
            WeeklyHours(mentor=mentor, weekday=day, start=time(8), end=time(16)) for day in range(5)
        )
        PickedDate.objects.create(mentor=mentor, date=today + timedelta(days=5), start=time(17), end=time(20))
        TimeOff.objects.create(mentor=mentor, date=today + timedelta(days=number % DAYS))
        for day in range(DAYS):
            begins, holder = start + timedelta(days=day, hours=number % 6), uuid.uuid4()
            Cell.objects.bulk_create(
                Cell(resource=mentor_resource(mentor.pk), starts_at=quarter, holder=holder)
                for quarter in quarters(begins, begins + timedelta(hours=2))
            )
    Holiday.objects.create(date=today + timedelta(days=9), name="Libur", kind="public")


def milliseconds(call: Callable[[], object], rounds: int = 15) -> float:
    """Return what a call costs this process in CPU: the middle of several rounds, after two that warm up."""
    taken = []
    for number in range(rounds + 2):
        before = process_time()
        call()
        if number > 1:
            taken.append(process_time() - before)
    return median(taken) * 1000


def main() -> int:
    """Measure and print; fail when it is over what is wanted."""
    django.setup()
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        fill()
        from mentoring.schedule.slots import days, slots, starts
        from mentoring.services.models import Service
        from rumah.core import clock

        service, first = Service.objects.get(slug="tolok"), clock.today()
        asked = {"service": service, "first": first, "last": first + timedelta(days=DAYS - 1)}
        costs = {call.__name__: milliseconds(lambda call=call: call(**asked)) for call in (slots, days, starts)}  # type: ignore[misc]
        for name, cost in costs.items():
            print(f"{name:<10}{cost:8.1f} ms   wanted {WANTED:.0f}   {'ok' if cost <= WANTED else 'OVER'}", flush=True)
    finally:
        runner.teardown_databases(databases)
    return int(max(costs.values()) > WANTED)


if __name__ == "__main__":
    sys.exit(main())
