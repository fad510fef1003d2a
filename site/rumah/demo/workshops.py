"""A workshop and its dates, some with seats, one called off; a visit that a mentor agrees to, and a series."""

from datetime import date, datetime, time, timedelta

from mentoring.schedule.models import Occurrence
from mentoring.schedule.workshops import Plan, schedule_workshop
from mentoring.services.models import IntakeQuestion, Mentor, Place, Room, RoomKind, Service
from mentoring.sessions.call_off import call_off
from rumah.core import clock
from rumah.core.errors import Conflict

SEATS = 12
WORKSHOP, VISIT, SERIES = "lokakarya-umkm", "kunjungan-produksi", "kelas-merek"
TIMES = (
    (time(9), "Label pangan yang jujur", "Honest food labels"),
    (time(13), "Foto dengan ponsel", "Photos by phone"),
)


def schedule(*, today: date, mentors: list[Mentor]) -> None:
    """Add the service, its hall and its dates, and let one of the first services be had at the business too."""
    hall = Room.objects.create(name="Ruang pelatihan", kind=RoomKind.HALL, capacity=20)
    service = Service.objects.create(
        slug=WORKSHOP, name="Lokakarya UMKM", name_en="Workshop for small makers", position=9,
        summary="Belajar bersama dua belas pemilik usaha lain.", summary_en="Learn together with twelve other owners.",
        duration=120, buffer_before=30, buffer_after=30, seats=SEATS, room_kind=RoomKind.HALL, for_product=False,
    )  # fmt: skip
    digital = Service.objects.filter(slug="pemasaran-digital").first()
    if digital:
        digital.also_visit = digital.also_online = True
        digital.online_link = "https://rapat.contoh.id/pemasaran"
        digital.save()
        IntakeQuestion.objects.create(
            service=digital, text="Sudah berjualan daring?", text_en="Do you sell online already?",
            kind=IntakeQuestion.Kind.CHOICE, choices="Belum\nSudah, sedikit\nSudah, rutin",
            choices_en="Not yet\nA little\nRegularly",
        )  # fmt: skip
    given = service, _visit(), _series()
    for mentor in mentors[:2]:
        mentor.skills.add(*given)
    made = [row for number in range(4) if (row := _one(service, mentors[number % 2], hall, today, number))]
    for row in made[3:]:
        call_off(actor=mentors[0].user, workshop=row, reason="Ruang dipakai pameran.")


def _visit() -> Service:
    """Return the service of which a mentor answers each request, and half the day is for who never had it."""
    service: Service = Service.objects.create(
        slug=VISIT, name="Kunjungan tempat produksi", name_en="Visit to where you produce", position=7,
        summary="Pendamping datang melihat dapur atau bengkel Anda.",
        summary_en="A mentor comes to see your kitchen or workshop.",
        duration=90, buffer_before=30, buffer_after=30, place=Place.VISIT, for_product=False,
        asks_mentor=True, quarter_quota=2, first_timer_share=50,
    )  # fmt: skip
    IntakeQuestion.objects.create(
        service=service, text="Foto tempat produksi", text_en="A photo of where you produce",
        kind=IntakeQuestion.Kind.FILE,
    )  # fmt: skip
    return service


def _series() -> Service:
    service: Service = Service.objects.create(
        slug=SERIES, name="Kelas merek", name_en="Brand course", position=8,
        summary="Tiga pertemuan daring tentang nama, cerita, dan tampilan usaha.",
        summary_en="Three online meetings about name, story and look.",
        duration=60, place=Place.ONLINE, online_link="https://rapat.contoh.id/merek", for_product=False,
        series_length=3,
    )  # fmt: skip
    return service


def _one(service: Service, mentor: Mentor, hall: Room, today: date, number: int) -> Occurrence | None:
    """Schedule one date; a mentor who has a session then is left alone."""
    start, topic, topic_en = TIMES[number % 2]
    begins = datetime.combine(today + timedelta(days=5 + 4 * number), start, clock.ZONES["WIB"])
    plan = Plan(
        service=service, mentor=mentor, starts_at=begins, place=Place.HOUSE, room=hall, topic=topic, topic_en=topic_en
    )
    try:
        return schedule_workshop(actor=mentor.user, plan=plan)
    except Conflict:
        return None
