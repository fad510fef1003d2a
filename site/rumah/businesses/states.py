"""The words for a business's standing, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How far a business has come with the house."""

    DRAFT = "draft", _("draf")
    SUBMITTED = "submitted", _("menunggu tinjauan")
    VERIFIED = "verified", _("terverifikasi")
    SUSPENDED = "suspended", _("ditangguhkan")


ALLOWED: dict[str, frozenset[str]] = {
    Standing.DRAFT: frozenset({Standing.SUBMITTED}),
    Standing.SUBMITTED: frozenset({Standing.VERIFIED, Standing.DRAFT}),
    Standing.VERIFIED: frozenset({Standing.SUSPENDED}),
    Standing.SUSPENDED: frozenset({Standing.VERIFIED}),
}


class Sector(models.TextChoices):
    """What a business does, in plain words; KBLI is kept beside it for the offices."""

    FOOD = "makanan", _("Makanan")
    DRINK = "minuman", _("Minuman")
    FASHION = "batik_tekstil_fesyen", _("Batik, tekstil, dan fesyen")
    CRAFT = "kriya", _("Kriya")
    BEAUTY = "herbal_kosmetik", _("Herbal dan kosmetik")
    FARM = "pertanian_hortikultura", _("Hasil tani dan kebun")
    TRADE = "dagang", _("Dagang")
    CULINARY = "jasa_kuliner_wisata", _("Jasa kuliner dan wisata")
    SERVICE = "jasa_lain", _("Jasa lain")


class Role(models.TextChoices):
    """What a person is to a business."""

    OWNER = "owner", _("pemilik")
    COMPANION = "companion", _("pendamping keluarga")


class Outcome(models.TextChoices):
    """What became of an invitation."""

    ACCEPTED = "accepted", _("diterima")
    DECLINED = "declined", _("ditolak")
    WITHDRAWN = "withdrawn", _("ditarik")


class PermitKind(models.TextChoices):
    """Permits and certificates an offer may show."""

    NIB = "nib", _("NIB")
    PIRT = "pirt", _("P-IRT")
    BPOM = "bpom", _("BPOM MD")
    HALAL = "halal", _("Sertifikat halal")
    MARK = "mark", _("Merek")
