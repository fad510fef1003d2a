"""A bazaar without seats, a training with a few taken, a small one that is full, and one that is over."""

from datetime import datetime, time, timedelta

from rumah.core import clock
from rumah.events.publish import publish_event
from rumah.events.register import register

TALK = (
    "Pengurus koperasi dan pemilik usaha bercerita, lalu menjawab pertanyaan.",
    "## Yang perlu dibawa",
    "Bawa satu produk Anda dan alat tulis.",
)
# Days from today, first hour, hours, title, introduction, place, seats, how many come.
EVENTS: tuple[tuple[int, int, int, str, str, str, int | None, int], ...] = (
    (9, 8, 7, "Bazar Akhir Pekan", "Jajanan, batik, dan kerajinan langsung dari pembuatnya.",
     "Taman Blambangan, Banyuwangi", None, 0),
    (12, 9, 3, "Belajar Menghitung Harga Jual", "Pelatihan setengah hari untuk siapa saja yang ingin berjualan.",
     "Pendopo Kecamatan Genteng", 40, 5),
    (16, 13, 2, "Kelas Foto untuk Pemula", "Cukup membawa ponsel; cahaya dan latar kami siapkan.",
     "Rumah Kreatif Banyuwangi", 6, 6),
    (-20, 9, 3, "Temu Pelaku Usaha Muncar", "Bertukar cerita tentang olahan ikan.", "Balai Desa Muncar", 50, 3),
)  # fmt: skip


def hold(*, now: datetime) -> None:
    """Publish the events and let people register for those to come."""
    for days, hour, hours, title, intro, place, seats, people in EVENTS:
        day = clock.local(now).date() + timedelta(days=days)
        start = datetime.combine(day, time(hour), clock.ZONES["WIB"])
        page = publish_event(
            title=title, intro=intro, starts_at=start, ends_at=start + timedelta(hours=hours), place=place,
            capacity=seats, paragraphs=TALK,
        )  # fmt: skip
        for number in range(people if days > 0 else 0):
            register(event=page, name=f"Peserta {number + 1}", phone=f"08123000{number:04d}")
