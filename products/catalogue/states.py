"""The words for a product's state, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Whether a product is on the shelf."""

    DRAFT = "draft", _("draf")
    PUBLISHED = "published", _("tampil")
    ARCHIVED = "archived", _("diarsipkan")
    SUSPENDED = "suspended", _("ditahan petugas")


# What an owner may do. Out of `suspended` leads no step of theirs: staff hold and release (`catalogue.holding`).
ALLOWED: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.PUBLISHED, Status.ARCHIVED}),
    Status.PUBLISHED: frozenset({Status.DRAFT, Status.ARCHIVED}),
    Status.ARCHIVED: frozenset({Status.DRAFT}),
    Status.SUSPENDED: frozenset(),
}


class Halal(models.TextChoices):
    """What an offer says of halal certification (PP 42/2024)."""

    CERTIFIED = "certified", _("bersertifikat halal")
    NOT_YET = "not_yet", _("belum bersertifikat")
    NON_HALAL = "non_halal", _("tidak halal")
    NOT_APPLICABLE = "na", _("tidak berlaku")
