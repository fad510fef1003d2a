"""Words for the kinds of things services have: places, rooms, languages, links."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

HTTPS = URLValidator(schemes=["https"], message=_("Tulis tautan lengkap yang mulai dengan https://."))


class Place(models.TextChoices):
    """Where a session happens."""

    HOUSE = "house", _("di Rumah Kreatif")
    VISIT = "visit", _("di tempat usaha")
    ONLINE = "online", _("daring")


class RoomKind(models.TextChoices):
    """What kind of room a service needs."""

    STUDIO = "studio", _("studio foto")
    DESK = "desk", _("meja konsultasi")
    HALL = "hall", _("ruang pelatihan")


class Language(models.TextChoices):
    """What mentors speak with owners (ISO 639)."""

    INDONESIAN = "id", _("Indonesia")
    JAVANESE = "jv", _("Jawa")
    OSING = "osi", _("Osing")
    MADURESE = "mad", _("Madura")
    BALINESE = "ban", _("Bali")
    ENGLISH = "en", _("Inggris")
    SIGN = "inl", _("bahasa isyarat")
