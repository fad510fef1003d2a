"""Six mentors with their hours: some by the week, one by picked dates, one away for a while."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.contrib.auth.hashers import make_password

from mentoring.schedule.models import ExtraHours, PickedDate, TimeOff, WeeklyHours
from mentoring.services.models import Mentor, Service
from rumah.accounts.models import User
from rumah.demo.people import MENTOR, PASSWORD, person


@dataclass(frozen=True, slots=True)
class Profile:
    """One mentor. `days` are weekdays (Monday is 0); none means the mentor lives by picked dates."""

    slug: str
    name: str
    headline: str
    bio: str
    days: tuple[int, ...]
    start: time
    end: time


PROFILES = (
    Profile("dimas-ardiansyah", "Dimas Ardiansyah", "Desain kemasan dan label pangan",
            "Perancang grafis, sepuluh tahun mengerjakan kemasan makanan. Suka mulai dari cerita pemilik usaha.",
            (0, 1, 2, 3, 4), time(8), time(15)),
    Profile("nadia-kusumawardani", "Nadia Kusumawardani", "Foto produk di studio kecil",
            "Fotografer makanan dan batik. Mengajar memotret dengan ponsel dan cahaya jendela.",
            (0, 2, 4), time(9), time(16)),
    Profile("rizky-maulana", "Rizky Maulana", "Pemasaran digital dan toko daring",
            "Pernah mengelola toko daring daerah. Membantu menulis uraian produk dan menjawab pembeli.",
            (1, 3), time(8), time(16)),
    Profile("yuniar-fatmawati", "Yuniar Fatmawati", "Label, P-IRT, dan sertifikat halal",
            "Penyuluh keamanan pangan. Menyiapkan berkas izin bersama pemilik sampai terbit.",
            (1, 2, 3), time(8), time(14)),
    Profile("teguh-prayitno", "Teguh Prayitno", "Foto dan video pendek",
            "Pembuat video dari Genteng. Datang ke Rumah Kreatif pada tanggal yang ia pilih sendiri.",
            (), time(9), time(15)),
    Profile("clara-wijayanti", "Clara Wijayanti", "Merek dan cerita usaha",
            "Penulis dan konsultan merek. Percaya bahwa kemasan yang jujur laku lebih lama.",
            (0, 4), time(10), time(16)),
)  # fmt: skip
PICKED_DAYS = 8
LANGUAGES = (["id", "jv"], ["id", "osi"], ["id", "en"])


def welcome(*, today: date, signed_in: User) -> list[Mentor]:
    """Create the mentors; the first is `signed_in`. Every service finds at least two of them."""
    password = make_password(PASSWORD)
    services = list(Service.objects.filter(is_active=True).order_by("position", "pk"))
    mentors = []
    for at, profile in enumerate(PROFILES):
        user = signed_in
        if at:
            login = MENTOR.replace("@", f"{at + 1}@")
            user = person(name=profile.name, email=login, phone=f"+62812345100{at}", password=password)
        mentor = Mentor.objects.create(
            user=user, slug=profile.slug, headline=profile.headline, bio=profile.bio,
            languages=LANGUAGES[at % len(LANGUAGES)], share=50 if at == 5 else 100, daily_cap=4 if at == 1 else None,
        )  # fmt: skip
        mentor.skills.set([service for turn, service in enumerate(services) if (turn + at) % 3 != 2] or services)
        _hours(mentor, profile, today)
        mentors.append(mentor)
    TimeOff.objects.create(mentor=mentors[2], date=today + timedelta(days=9), reason="Pelatihan di Surabaya")
    ExtraHours.objects.create(mentor=mentors[0], date=today + timedelta(days=11), start=time(16), end=time(18))
    return mentors


def _hours(mentor: Mentor, profile: Profile, today: date) -> None:
    WeeklyHours.objects.bulk_create(
        WeeklyHours(mentor=mentor, weekday=day, start=profile.start, end=profile.end) for day in profile.days
    )
    if not profile.days:
        PickedDate.objects.bulk_create(
            PickedDate(mentor=mentor, date=today + timedelta(days=3 + 4 * turn), start=profile.start, end=profile.end)
            for turn in range(PICKED_DAYS)
        )
