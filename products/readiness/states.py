"""The words of the rubric: its groups, what an item may come out as, and the five levels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """Parts of the rubric."""

    LEGAL = "legal", _("Legalitas")
    PRODUCT = "product", _("Produk dan kemasan")
    MANAGEMENT = "management", _("Pengelolaan")
    DIGITAL = "digital", _("Digital")
    MARKET = "market", _("Pasar")
    GROWTH = "growth", _("Pertumbuhan")


class Result(models.TextChoices):
    """How one item stands. *Partly* gives half the points, rounded down; what does not apply gives all of them."""

    YES = "yes", _("sudah")
    PARTLY = "partly", _("sebagian")
    NO = "no", _("belum")
    NOT_APPLICABLE = "na", _("tidak berlaku")


class Level(models.TextChoices):
    """The five levels, lowest first; from which score each begins is the rubric's to say."""

    PIONEER = "rintisan", _("Rintisan")
    MODERN = "modern", _("Modern")
    DIGITAL = "digital", _("Digital")
    ONLINE = "daring", _("Daring")
    GLOBAL = "global", _("Global")
