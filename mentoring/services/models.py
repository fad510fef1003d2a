"""What can be booked, who gives it, and where."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from mentoring.services.kinds import HTTPS, Language, Place, RoomKind

__all__ = ["HTTPS", "IntakeQuestion", "Language", "Mentor", "Place", "Room", "RoomKind", "Service"]


class Room(models.Model):
    """A room of the house that one session at a time can use."""

    name = models.CharField(_("nama"), max_length=60, unique=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=RoomKind.choices)
    capacity = models.PositiveSmallIntegerField(_("muat"), default=4, help_text=_("orang, pendamping tidak dihitung"))
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("ruang")
        verbose_name_plural = _("ruang")

    def __str__(self) -> str:
        return self.name


class Service(ClusterableModel):
    """Free help of one kind: packaging design, product photo, digital marketing.

    A service of one seat is booked at any free slot; one of more seats by joining an `Occurrence`, a group that the
    house schedules. `place` is where it usually happens, `also_*` where it may happen as well.
    """

    name = models.CharField(_("nama"), max_length=80)
    name_en = models.CharField(_("nama (Inggris)"), max_length=80)
    slug = models.SlugField(max_length=60, unique=True)
    summary = models.CharField(_("ringkasan"), max_length=200)
    summary_en = models.CharField(_("ringkasan (Inggris)"), max_length=200)
    description = models.TextField(_("uraian"), blank=True)
    description_en = models.TextField(_("uraian (Inggris)"), blank=True)
    question = models.CharField(_("pertanyaan awal"), max_length=160, blank=True)
    question_en = models.CharField(_("pertanyaan awal (Inggris)"), max_length=160, blank=True)
    duration = models.PositiveSmallIntegerField(
        _("lama"), help_text=_("menit, kelipatan 15"), validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    buffer_before = models.PositiveSmallIntegerField(_("persiapan"), default=0, help_text=_("menit, kelipatan 15"))
    buffer_after = models.PositiveSmallIntegerField(_("jeda setelahnya"), default=0, help_text=_("menit, kelipatan 15"))
    place = models.CharField(_("tempat"), max_length=8, choices=Place.choices, default=Place.HOUSE)
    also_house = models.BooleanField(_("juga di Rumah Kreatif"), default=False)
    also_visit = models.BooleanField(_("juga di tempat usaha"), default=False)
    also_online = models.BooleanField(_("juga daring"), default=False)
    online_link = models.CharField(
        _("tautan pertemuan daring"), max_length=200, blank=True, validators=[HTTPS],
        help_text=_("dipakai bila pendamping tidak punya tautan sendiri"),
    )  # fmt: skip
    room_kind = models.CharField(
        _("ruang yang dipakai"), max_length=10, choices=RoomKind.choices, blank=True,
        help_text=_("hanya untuk sesi di Rumah Kreatif"),
    )  # fmt: skip
    minimum_notice = models.PositiveSmallIntegerField(
        _("paling lambat memesan"), default=24, help_text=_("jam sebelum")
    )
    cancel_notice = models.PositiveSmallIntegerField(
        _("paling lambat membatalkan"), default=24, help_text=_("jam sebelum; setelah itu jatah tetap terpakai")
    )
    horizon = models.PositiveSmallIntegerField(_("paling jauh memesan"), default=60, help_text=_("hari ke depan"))
    seats = models.PositiveSmallIntegerField(
        _("peserta"), default=1, help_text=_("1 untuk sesi sendiri; lebih untuk lokakarya yang dijadwalkan"),
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )  # fmt: skip
    series_length = models.PositiveSmallIntegerField(
        _("jumlah pertemuan"), default=1, help_text=_("dipesan sekaligus"),
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )  # fmt: skip
    series_rhythm = models.PositiveSmallIntegerField(
        _("jarak pertemuan"), default=7, help_text=_("hari"), validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    quarter_quota = models.PositiveSmallIntegerField(
        _("jatah per usaha"), null=True, blank=True, help_text=_("sesi per triwulan; kosong berarti tanpa batas")
    )
    first_timer_share = models.PositiveSmallIntegerField(
        _("bagian untuk yang pertama kali"), default=0, help_text=_("persen jadwal, sampai 72 jam sebelumnya"),
        validators=[MaxValueValidator(100)],
    )  # fmt: skip
    reschedule_cap = models.PositiveSmallIntegerField(
        _("boleh pindah jadwal"), default=2, help_text=_("kali; pindah oleh Rumah Kreatif tidak dihitung")
    )
    asks_mentor = models.BooleanField(
        _("menunggu jawaban pendamping"), default=False, help_text=_("pendamping menyetujui tiap permintaan")
    )
    for_product = models.BooleanField(_("untuk satu produk"), default=True)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    is_active = models.BooleanField(_("dibuka"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(duration__gte=15, duration__lte=480), name="service_duration"),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=200), name="service_seats"),
            models.CheckConstraint(
                condition=Q(series_length__gte=1, series_length__lte=12, series_rhythm__gte=1, series_rhythm__lte=60),
                name="service_series",
            ),
            models.CheckConstraint(condition=Q(first_timer_share__lte=100), name="service_first_timer_share"),
        ]
        ordering = ["position", "name"]
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")

    def __str__(self) -> str:
        return self.name

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it may happen, the usual place first."""
        also = {Place.HOUSE: self.also_house, Place.VISIT: self.also_visit, Place.ONLINE: self.also_online}
        return (Place(self.place), *(place for place, is_one in also.items() if is_one and place != self.place))

    @property
    def local_description(self) -> str:
        """The description in the reader's language, else the Indonesian one."""
        return self.description_en if get_language() == "en" and self.description_en else self.description

    @property
    def local_question(self) -> str:
        """The question in the reader's language, else the Indonesian one."""
        return self.question_en if get_language() == "en" and self.question_en else self.question


class IntakeQuestion(models.Model):
    """A question asked when the service is booked; `choices` holds one answer a line."""

    class Kind(models.TextChoices):
        TEXT = "text", _("jawaban singkat")
        CHOICE = "choice", _("pilih satu")
        FILE = "file", _("berkas (foto atau PDF)")

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    text = models.CharField(_("pertanyaan"), max_length=160)
    text_en = models.CharField(_("pertanyaan (Inggris)"), max_length=160, blank=True)
    kind = models.CharField(_("jenis jawaban"), max_length=6, choices=Kind.choices, default=Kind.TEXT)
    choices = models.TextField(_("pilihan"), blank=True, help_text=_("satu pilihan per baris"))
    choices_en = models.TextField(_("pilihan (Inggris)"), blank=True, help_text=_("sama banyak, sama urutannya"))
    is_required = models.BooleanField(_("wajib dijawab"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind="choice") | ~Q(choices=""), name="intake_question_choices")
        ]
        ordering = ["position", "pk"]
        verbose_name = _("pertanyaan awal")
        verbose_name_plural = _("pertanyaan awal")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Ask for at least two choices where one is to be picked, and for as many in English when there are any."""
        stored, shown = self.choices.split("\n"), self.choices_en.split("\n")
        if self.kind == self.Kind.CHOICE and len([line for line in stored if line.strip()]) < 2:
            raise ValidationError({"choices": _("Tulis paling sedikit dua pilihan, satu per baris.")})
        if self.choices_en and len(shown) != len(stored):
            raise ValidationError({"choices_en": _("Tulis sama banyak dengan pilihan bahasa Indonesia.")})

    @property
    def local_text(self) -> str:
        """The question in the reader's language, else in Indonesian."""
        return self.text_en if get_language() == "en" and self.text_en else self.text

    @property
    def options(self) -> list[tuple[str, str]]:
        """Each choice as it is stored (Indonesian) and as the reader sees it."""
        stored, shown = self.choices.splitlines(), self.choices_en.splitlines()
        words = shown if get_language() == "en" and len(shown) == len(stored) else stored
        return [(value.strip(), word.strip()) for value, word in zip(stored, words, strict=True) if value.strip()]


class Mentor(models.Model):
    """A person who gives services. `zone` is the clock their hours are written in.

    `districts` are Kemendagri codes of the kecamatan they visit, none meaning all; a pause without an end lasts until
    it is ended. `share` is how much of the work is theirs: at 50 they get half as much as a colleague at 100.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentor")
    slug = models.SlugField(max_length=80, unique=True)
    headline = models.CharField(_("keahlian singkat"), max_length=120, blank=True)
    bio = models.TextField(_("tentang"), blank=True)
    skills = models.ManyToManyField(Service, related_name="mentors", verbose_name=_("layanan yang diberikan"))
    zone = models.CharField(_("zona waktu"), max_length=20, default="Asia/Jakarta")
    is_active = models.BooleanField(_("menerima jadwal"), default=True)
    languages = models.JSONField(_("bahasa"), default=list, blank=True)
    districts = models.JSONField(_("kecamatan yang dikunjungi"), default=list, blank=True)
    online_link = models.CharField(_("tautan pertemuan daring"), max_length=200, blank=True, validators=[HTTPS])
    weekly_cap = models.PositiveSmallIntegerField(
        _("sesi per minggu"), null=True, blank=True, help_text=_("paling banyak; kosong berarti tanpa batas")
    )
    daily_cap = models.PositiveSmallIntegerField(
        _("sesi per hari"), null=True, blank=True, help_text=_("paling banyak; kosong berarti tanpa batas")
    )
    paused_from = models.DateField(_("jeda sejak"), null=True, blank=True)
    paused_until = models.DateField(_("jeda sampai"), null=True, blank=True, help_text=_("hari terakhir"))
    share = models.PositiveSmallIntegerField(
        _("bagian kerja"), default=100, help_text=_("100 penuh, 50 separuh"),
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=1000), name="mentor_share"),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True)
                | Q(paused_from__isnull=False, paused_from__lte=F("paused_until")),
                name="mentor_pause",
            ),
        ]
        verbose_name = _("pendamping")
        verbose_name_plural = _("pendamping")

    def __str__(self) -> str:
        return self.slug
