"""Reference data: the three services the house began with, and the rooms they happen in."""

from mentoring.services.models import Place, Room, RoomKind, Service

ROOMS = {"Studio foto": RoomKind.STUDIO, "Meja konsultasi 1": RoomKind.DESK, "Meja konsultasi 2": RoomKind.DESK}
# Durations and buffers in minutes, notice in hours, horizon in days.
SERVICES = (
    Service(
        slug="desain-kemasan", name="Desain kemasan", name_en="Packaging design", position=1,
        summary="Kemasan dan label yang jelas, jujur, dan memenuhi aturan label pangan.",
        summary_en="Packaging and labels that are clear, honest and follow the food-label rules.",
        description="Bawa satu produk dengan kemasannya sekarang. Anda pulang dengan rancangan pertama.",
        description_en="Bring one product in the packaging it has now. You go home with a first design.",
        question="Apa yang ingin Anda ubah dari kemasan sekarang?",
        question_en="What would you like to change about the packaging?",
        duration=90, buffer_after=15, place=Place.HOUSE, room_kind=RoomKind.DESK,
    ),
    Service(
        slug="foto-produk", name="Foto produk", name_en="Product photo", position=2,
        summary="Foto produk di studio Rumah Kreatif, siap dipakai di katalog.",
        summary_en="Product photos in our studio, ready for the catalogue.",
        description="Bawa dua atau tiga contoh produk yang bersih, beserta kemasannya.",
        description_en="Bring two or three clean samples of the product, with their packaging.",
        question="Produk apa saja yang akan difoto?",
        question_en="Which products are to be photographed?",
        duration=120, buffer_before=15, buffer_after=15, place=Place.HOUSE, room_kind=RoomKind.STUDIO,
    ),
    Service(
        slug="pemasaran-digital", name="Pemasaran digital", name_en="Digital marketing", position=3,
        summary="Menulis uraian produk, menjawab pembeli, dan dikenal lewat internet.",
        summary_en="Writing listings, answering buyers and being found on the internet.",
        description="Bawa ponsel dengan akun usaha Anda.",
        description_en="Bring the phone with your business accounts.",
        question="Di mana Anda berjualan sekarang?",
        question_en="Where do you sell now?",
        duration=60, buffer_after=15, place=Place.HOUSE, room_kind=RoomKind.DESK, minimum_notice=12, for_product=False,
    ),
)  # fmt: skip


def found() -> None:
    """Add the services and rooms that are missing; what staff changed stays."""
    there = set(Service.objects.values_list("slug", flat=True))
    for service in SERVICES:
        if service.slug not in there:
            fields = [field.attname for field in Service._meta.concrete_fields if not field.primary_key]
            Service.objects.create(**{name: getattr(service, name) for name in fields})
    Room.objects.bulk_create([Room(name=name, kind=kind) for name, kind in ROOMS.items()], ignore_conflicts=True)
