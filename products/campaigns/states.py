"""The words for where a short link is put up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Where people meet the link."""

    WHATSAPP = "whatsapp", "WhatsApp"
    INSTAGRAM = "instagram", "Instagram"
    FACEBOOK = "facebook", "Facebook"
    TIKTOK = "tiktok", "TikTok"
    POSTER = "poster", _("Poster atau spanduk")
    PACKAGING = "packaging", _("Kemasan atau kartu")
    MARKET = "market", _("Pasar atau bazar")
    KIT = "kit", _("Paket promosi")
    OTHER = "other", _("Lainnya")
