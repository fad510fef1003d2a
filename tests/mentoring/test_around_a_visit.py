"""Reminders, the private calendar, arrivals, needs of a visit, and what a service asks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from mentoring.services.models import IntakeQuestion
from mentoring.sessions import feed, needs, remind
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.check_in import check_in
from mentoring.sessions.finish import no_show
from mentoring.sessions.models import Answer, Reminder
from mentoring.sessions.reschedule import reschedule
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def session(owner, talk, mentor):
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)


def _kinds():
    return sorted(Reminder.objects.values_list("kind", "side", "channel"))


def test_both_sides_are_reminded_twice_by_two_ways_and_once_each(session, owner, mentor, at):
    at(NINE - DAY - timedelta(minutes=1))
    assert remind.remind_due() == 0
    at(NINE - DAY)
    assert (remind.remind_due(), remind.remind_due()) == (4, 0)
    assert _kinds() == [("day", side, way) for side in ("mentor", "owner") for way in ("email", "whatsapp")]
    at(NINE - 2 * HOUR)
    assert (remind.remind_due(), remind.remind_due()) == (4, 0)
    assert Reminder.objects.count() == OutboxMessage.objects.filter(dedupe_key__startswith="remind:").count() == 8
    text = Reminder.objects.get(kind="hours", side="owner", channel="whatsapp").text
    assert "04/03/2026 09.00 WIB" in text
    assert session.code in text
    at(NINE)
    assert remind.remind_due() == 0


def test_times_are_on_each_sides_clock(talk, owner, at):
    east = MentorFactory(skills=[talk], zone="Asia/Jayapura")
    book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE, mentor=east)
    at(NINE - 2 * HOUR)
    remind.remind_due()
    assert "11.00 WIT" in Reminder.objects.get(kind="hours", side="mentor", channel="email").text


def test_a_moved_session_is_reminded_of_anew_and_a_cancelled_one_never(session, owner, mentor, at):
    at(NINE - DAY)
    remind.remind_due()
    reschedule(actor=mentor.user, session=session, starts_at=NINE + DAY)
    at(NINE)
    assert remind.remind_due() == 4
    cancel(actor=mentor.user, session=session)
    at(NINE + DAY - 2 * HOUR)
    assert remind.remind_due() == 0


def test_who_has_just_booked_is_not_reminded_at_once(talk, mentor, owner, at):
    talk.minimum_notice = 0
    talk.save()
    at(NINE - 4 * HOUR)
    book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    at(NINE - 4 * HOUR + timedelta(minutes=5))
    assert remind.remind_due() == 0
    at(NINE - HOUR)
    assert _kinds() == []
    assert remind.remind_due() > 0


def test_reminding_many_costs_queries_by_the_session_only(session, at, django_assert_max_num_queries):
    at(NINE - DAY)
    with django_assert_max_num_queries(2 + 6):
        remind.remind_due()


def test_staff_see_what_was_sent_and_send_the_rest_by_hand(session, client, at):
    at(NINE - DAY)
    remind.remind_due()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    page = client.get("/staf/reminder/").content.decode()
    assert page.count("https://wa.me/62812") == 2
    assert page.count("menunggu") >= 4
    client.force_login(UserFactory())
    assert client.get("/staf/reminder/").status_code != 200


def test_a_calendar_is_read_by_another_library_on_its_own_clock(session, owner, mentor, talk):
    mentor.zone = "Asia/Makassar"
    mentor.save()
    for user, zone, hour in ((owner.user, "Asia/Jakarta", 9), (mentor.user, "Asia/Makassar", 10)):
        calendar = icalendar.Calendar.from_ical(feed.feed_of(feed.open_feed(actor=user)))
        (event,) = calendar.walk("VEVENT")
        start = event["dtstart"].dt
        assert (event["dtstart"].params["TZID"], start.hour, start) == (zone, hour, NINE)
        (told,) = calendar.walk("VTIMEZONE")
        assert told["TZID"] == zone
        assert NINE.astimezone(told.to_tz()).utcoffset() == NINE.astimezone(ZoneInfo(zone)).utcoffset()
        assert (str(event["uid"]), event["sequence"]) == (f"{session.pk}@rumah-kreatif", 0)
        assert "method" not in calendar


def test_a_calendar_follows_moves_and_cancellations(session, owner, mentor):
    secret = feed.open_feed(actor=owner.user)
    reschedule(actor=owner.user, session=session, starts_at=NINE + DAY)
    cancel(actor=mentor.user, session=session)
    (event,) = icalendar.Calendar.from_ical(feed.feed_of(secret)).walk("VEVENT")
    assert (event["sequence"], event["status"], event["dtstart"].dt) == (2, "CANCELLED", NINE + DAY)


def test_an_address_can_be_changed_and_taken_back_and_shows_nothing_of_others(session, owner):
    first = feed.open_feed(actor=owner.user)
    second = feed.open_feed(actor=owner.user)
    assert (feed.feed_of(first), feed.feed_of("")) == (None, None)
    assert feed.feed_of(second)
    stranger = feed.open_feed(actor=MembershipFactory().user)
    assert "BEGIN:VEVENT" not in feed.feed_of(stranger)
    feed.close_feed(actor=owner.user)
    assert feed.feed_of(second) is None
    owner.user.is_active = False


def test_a_companions_calendar_shows_the_business(session, owner):
    companion = MembershipFactory(business=owner.business, role="companion")
    assert str(session.pk) in feed.feed_of(feed.open_feed(actor=companion.user))


def test_arrival_is_noted_by_the_code_once(session, mentor, at):
    at(NINE - HOUR)
    wrong_letters = session.code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert check_in(actor=mentor.user, code=wrong_letters).checked_in_at == NINE - HOUR
    at(NINE)
    assert check_in(actor=mentor.user, code=session.code).checked_in_at == NINE - HOUR
    assert AuditEntry.objects.filter(verb="sessions.check_in").count() == 1
    with pytest.raises(Conflict):
        no_show(actor=mentor.user, session=session)


@pytest.mark.parametrize("code", ["", "AAAA", "ZZZZ-ZZZZ", "K7QM-2XH!", "K" * 40])
def test_a_code_of_nothing_is_refused(session, mentor, at, code):
    at(NINE)
    with pytest.raises(DomainError) as error:
        check_in(actor=mentor.user, code=code)
    assert error.value.problems[0].field == "code"


def test_arrival_is_noted_around_the_session_and_by_its_people(session, owner, mentor, talk, at):
    for moment in (NINE - 2 * HOUR - timedelta(minutes=1), NINE + HOUR):
        at(moment)
        with pytest.raises(DomainError):
            check_in(actor=mentor.user, code=session.code)
    at(NINE)
    for stranger in (owner.user, MentorFactory(skills=[talk]).user):
        with pytest.raises(NotAllowed):
            check_in(actor=stranger, code=session.code)
    session.state = "cancelled"
    session.save()
    with pytest.raises(Conflict):
        check_in(actor=mentor.user, code=session.code)


def test_needs_are_told_once_and_shown_to_the_mentor_of_a_coming_session(session, owner, mentor, talk, at):
    assert needs.for_mentor(mentor=mentor, session=session) == ""
    needs.tell(actor=owner.user, words="  Kursi\nroda ")
    assert (needs.told_by(owner.user), needs.for_mentor(mentor=mentor, session=session)) == ("Kursi roda",) * 2
    assert needs.for_mentor(mentor=MentorFactory(skills=[talk]), session=session) == ""
    at(session.ends_at)
    assert needs.for_mentor(mentor=mentor, session=session) == ""
    assert "Kursi" not in str(list(AuditEntry.objects.values_list("data", flat=True)))
    needs.tell(actor=owner.user, words=" ")
    assert needs.told_by(owner.user) == ""


@pytest.fixture
def asked(talk):
    kinds = IntakeQuestion.Kind
    rows = [("Ceritakan", kinds.TEXT, "", True), ("Sudah punya?", kinds.CHOICE, "Ya\nTidak", False)]
    rows.append(("Foto sekarang", kinds.FILE, "", True))
    return [
        IntakeQuestion.objects.create(
            service=talk, position=at, text=text, kind=kind, choices=choices, is_required=required
        )
        for at, (text, kind, choices, required) in enumerate(rows)
    ]


def test_answers_are_kept_with_the_question_as_it_was_asked(
    owner, talk, mentor, asked, django_capture_on_commit_callbacks
):
    answers = {asked[0].pk: " Keripik  pisang ", asked[1].pk: "Ya", asked[2].pk: PNG}
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE, answers=answers)
    rows = list(session.answers.values_list("question", "text"))
    assert rows == [("Ceritakan", "Keripik pisang"), ("Sudah punya?", "Ya"), ("Foto sekarang", "")]
    file = session.answers.get(position=2).file
    assert (file.read(), file.name.startswith("pendampingan/"), file.name.endswith(".png")) == (PNG, True, True)


def test_all_answers_that_miss_are_said_at_once_and_nothing_is_kept(owner, talk, mentor, asked):
    answers = {asked[1].pk: "Mungkin", asked[2].pk: b"MZ program"}
    with pytest.raises(DomainError) as error:
        book(
            actor=owner.user, service=talk, business=owner.business, starts_at=NINE, answers=answers, note="x" * 1001
        )  # fmt: skip
    assert [(p.field, p.code) for p in error.value.problems] == [
        ("note", "too_long"), (f"q{asked[0].pk}", "required"), (f"q{asked[1].pk}", "invalid"),
        (f"q{asked[2].pk}", "invalid"),
    ]  # fmt: skip
    assert (Answer.objects.count(), owner.business.sessions.count()) == (0, 0)
