"""What can be booked, who gives it, and where."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where a session happens."""

    HOUSE = "house", _("di Rumah Kreatif")
    VISIT = "visit", _("di tempat usaha")
    ONLINE = "online", _("daring")


class RoomKind(models.TextChoices):
    """What kind of room a service needs."""

    STUDIO = "studio", _("studio foto")
    DESK = "desk", _("meja konsultasi")


class Room(models.Model):
    """A room of the house that one session at a time can use."""

    name = models.CharField(_("nama"), max_length=60, unique=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=RoomKind.choices)
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("ruang")
        verbose_name_plural = _("ruang")

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """Free help of one kind: packaging design, product photo, digital marketing."""

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
    room_kind = models.CharField(_("ruang yang dipakai"), max_length=10, choices=RoomKind.choices, blank=True)
    minimum_notice = models.PositiveSmallIntegerField(
        _("paling lambat memesan"), default=24, help_text=_("jam sebelum")
    )
    horizon = models.PositiveSmallIntegerField(_("paling jauh memesan"), default=60, help_text=_("hari ke depan"))
    for_product = models.BooleanField(_("untuk satu produk"), default=True)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    is_active = models.BooleanField(_("dibuka"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(duration__gte=15, duration__lte=480), name="service_duration")
        ]
        ordering = ["position", "name"]
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")

    def __str__(self) -> str:
        return self.name

    @property
    def local_description(self) -> str:
        """The description in the reader's language, else the Indonesian one."""
        return self.description_en if get_language() == "en" and self.description_en else self.description

    @property
    def local_question(self) -> str:
        """The question in the reader's language, else the Indonesian one."""
        return self.question_en if get_language() == "en" and self.question_en else self.question


class Mentor(models.Model):
    """A person who gives services. `zone` is the clock their hours are written in."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentor")
    slug = models.SlugField(max_length=80, unique=True)
    headline = models.CharField(_("keahlian singkat"), max_length=120, blank=True)
    bio = models.TextField(_("tentang"), blank=True)
    skills = models.ManyToManyField(Service, related_name="mentors", verbose_name=_("layanan yang diberikan"))
    zone = models.CharField(_("zona waktu"), max_length=20, default="Asia/Jakarta")
    is_active = models.BooleanField(_("menerima jadwal"), default=True)

    class Meta:
        verbose_name = _("pendamping")
        verbose_name_plural = _("pendamping")

    def __str__(self) -> str:
        return self.slug
