"""A quarter, simulated: 200 businesses, 12 mentors, no-shows, late cancellations, holidays; with the rules and without."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from mentoring.schedule import holidays
from mentoring.schedule.models import Holiday, WeeklyHours
from mentoring.schedule.slots import slots
from mentoring.sessions import offers, waitlist
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.finish import complete, no_show
from mentoring.sessions.models import FirstTimerDay, Offer, Quota, Session, Waiting
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 1, 5)
WEEKS = 10  # and two more that can be booked: to the end of March
EAGER, ALL = 40, 200
QUOTA = 2


@dataclass
class Quarter:
    """One run. Forty businesses want a session whenever they have none; all others once or twice."""

    at: object
    fair: bool
    rng: Random = field(default_factory=lambda: Random(2026))
    refused: Counter = field(default_factory=Counter)

    def __post_init__(self):
        rules = {"quarter_quota": QUOTA, "first_timer_share": 40} if self.fair else {}
        self.service = ServiceFactory(for_product=False, minimum_notice=24, cancel_notice=24, horizon=14, **rules)
        self.mentors = [MentorFactory(skills=[self.service], hours=False) for _each in range(12)]
        for number, mentor in enumerate(self.mentors):
            WeeklyHours.objects.create(mentor=mentor, weekday=number % 5, start=time(9), end=time(10))
        self.members = [MembershipFactory() for _each in range(ALL)]
        self.wishes = {at: 99 if at < EAGER else self.rng.choice((1, 1, 2)) for at in range(ALL)}

    def run(self):
        """Live through the weeks, day by day at eight in the morning."""
        for number in range(WEEKS * 7):
            day = MONDAY + timedelta(days=number)
            self.now = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
            self.at(self.now)
            self._end_sessions()
            self._call_off()
            self._answer_offers()
            for at in self._who_asks():
                self._ask(at)
        return self

    def _who_asks(self):
        # Whoever wants much asks early in the day, as they do.
        eager = [at for at in range(EAGER) if self.rng.random() < 0.15]
        return eager + self.rng.sample(range(EAGER, ALL), 5)

    def _ask(self, at):
        member = self.members[at]
        if self.wishes[at] < 1:
            return
        self.wishes[at] -= 1
        today = clock.today()
        ahead = slots(service=self.service, first=today, last=today + timedelta(days=14))
        for slot in ahead[:3]:
            try:
                book(actor=member.user, service=self.service, business=member.business, starts_at=slot.starts_at)
            except Conflict as error:
                self.refused[error.problems[0].code] += 1
                if error.problems[0].code in {"quota", "open"}:
                    return
            else:
                return
        self._wait(member)

    def _wait(self, member):
        try:
            waitlist.join(actor=member.user, service=self.service, business=member.business)
        except Conflict as error:
            self.refused[error.problems[0].code] += 1

    def _end_sessions(self):
        for row in self.service.sessions.filter(state="confirmed", ends_at__lte=self.now).select_related(
            "mentor__user"
        ):
            verb = no_show if self.rng.random() < 0.1 else complete
            verb(actor=row.mentor.user, session=row)

    def _call_off(self):
        coming = self.service.sessions.filter(state="confirmed", starts_at__gt=self.now)
        for row in coming.select_related("booked_by", "mentor__user").order_by("starts_at", "pk"):
            chance = self.rng.random()
            if chance < 0.03:
                cancel(actor=row.booked_by, session=row)
            elif chance < 0.04:
                cancel(actor=row.mentor.user, session=row)

    def _answer_offers(self):
        offers.expire()
        rows = Offer.objects.filter(state="open", waiting__service=self.service, expires_at__gt=self.now)
        for offer in rows.select_related("waiting__joined_by").order_by("created_at", "pk"):
            chance, actor = self.rng.random(), offer.waiting.joined_by
            if chance < 0.6:
                try:
                    waitlist.accept(actor=actor, offer=offer)
                except Conflict as error:
                    self.refused[error.problems[0].code] += 1
            elif chance < 0.8:
                waitlist.decline(actor=actor, offer=offer)

    def held(self):
        """Return how many sessions each business had."""
        rows = self.service.sessions.exclude(state="cancelled").values_list("business", flat=True)
        return Counter(rows)


def _overlapping(rows, whose):
    times: dict[int, list] = {}
    for row in rows:
        times.setdefault(getattr(row, whose), []).append((row.starts_at, row.ends_at))
    return [
        (one, two)
        for stretches in times.values()
        for one, two in zip(sorted(stretches), sorted(stretches)[1:], strict=False)
        if two[0] < one[1]
    ]


@pytest.fixture
def _calendar():
    holidays.sync([2026])


@pytest.mark.usefixtures("_calendar")
def test_the_rules_do_what_they_say_and_spread_the_sessions(at):
    fair, free = Quarter(at, fair=True).run(), Quarter(at, fair=False).run()
    rows = list(fair.service.sessions.exclude(state="cancelled"))
    assert len(rows) > 80
    assert not _overlapping(rows, "mentor_id")
    assert not _overlapping(rows, "business_id")
    closed = set(Holiday.objects.filter(is_closed=True).values_list("date", flat=True))
    assert not {clock.local(row.starts_at).date() for row in rows} & closed
    _quota_is_kept(fair)
    _first_timers_have_their_part(fair)
    _offers_follow_the_line(fair)
    # The same wishes without the rules: fewer businesses are served, and a few have most.
    with_rules, without = fair.held(), free.held()
    assert len(with_rules) > len(without)
    assert max(with_rules.values()) <= QUOTA < max(without.values())
    top = EAGER // 2
    shares = [sum(n for _who, n in held.most_common(top)) / held.total() for held in (with_rules, without)]
    assert shares[0] < shares[1]
    # Work is shared between the mentors of a weekday, as evenly as the wishes allow.
    assert min(Counter(row.mentor_id for row in rows).values()) > 0


def _quota_is_kept(run):
    costly = Counter(
        run.service.sessions.filter(quota_quarter__isnull=False).values_list("business", "quota_quarter")
    )  # fmt: skip
    counted = {(row.business_id, row.quarter): row.used for row in Quota.objects.filter(service=run.service)}
    assert {key: used for key, used in counted.items() if used} == dict(costly)
    assert max(counted.values()) == QUOTA
    sessions = Session.objects.filter(service=run.service)
    kept = set(sessions.exclude(state="cancelled").values_list("quota_quarter", flat=True))
    assert None not in kept
    cancelled = sessions.filter(state="cancelled").select_related("mentor")
    by_house = [row for row in cancelled if row.cancelled_by_id == row.mentor.user_id]
    late = [row for row in cancelled if row not in by_house and row.quota_quarter]
    assert by_house
    assert late
    assert not any(row.quota_quarter for row in by_house)
    assert all(row.starts_at - row.changed_at < timedelta(hours=24) for row in late)
    assert sessions.filter(state="no_show", quota_quarter__isnull=False).count() > 5
    assert run.refused["quota"] > 0


def _first_timers_have_their_part(run):
    days = list(FirstTimerDay.objects.filter(service=run.service))
    assert days
    assert all(row.used <= row.allowed for row in days)
    used = Counter(run.service.sessions.filter(first_timer_day__isnull=False).values_list("first_timer_day", flat=True))
    assert {row.date: row.used for row in days if row.used} == dict(used)
    early = run.service.sessions.filter(first_timer_day__isnull=False)
    assert all(row.starts_at - row.created_at > timedelta(hours=72) for row in early)
    assert run.refused["first_timers"] > 0


def _offers_follow_the_line(run):
    made = Offer.objects.filter(waiting__service=run.service)
    states = Counter(made.values_list("state", flat=True))
    assert states["accepted"] > 0
    assert states["expired"] + states["declined"] > 0
    # Nobody holds two offers, nobody was asked twice for one time: the constraints say so too.
    assert max(Counter(made.filter(state="open").values_list("waiting", flat=True)).values(), default=0) <= 1
    assert max(Counter(made.values_list("waiting", "starts_at")).values()) == 1
    assert not Waiting.objects.filter(service=run.service, state="waiting", missed__gte=offers.MISSES).exists()
