"""The words labels are kept in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """Units of a net content (BPOM 31/2018: g, kg, ml, l)."""

    G = "g", _("gram (g)")
    KG = "kg", _("kilogram (kg)")
    ML = "ml", _("mililiter (ml)")
    L = "l", _("liter (l)")


# Thousandths of a gram or millilitre in one of each.
THOUSANDTHS = {Unit.G: 1_000, Unit.KG: 1_000_000, Unit.ML: 1_000, Unit.L: 1_000_000}
WEIGHTS = frozenset({Unit.G, Unit.KG})


class Dating(models.TextChoices):
    """How dates come on the label."""

    STAMP = "stamp", _("Dicap atau ditulis tangan di tempat kosong")
    PRINT = "print", _("Dicetak bersama label")


class DateStyle(models.TextChoices):
    """How a printed date is written: day, month, year."""

    NUMBERS = "numbers", _("27-11-2026")
    WORDS = "words", _("27 Nov 2026")


class Special(models.TextChoices):
    """Kinds of food a P-IRT does not cover."""

    NONE = "", _("Tidak termasuk semuanya")
    FROZEN = "frozen", _("Pangan beku")
    STERILE = "sterile", _("Pangan steril")
    DAIRY = "dairy", _("Olahan susu")
    BABY = "baby", _("Makanan bayi")
    LOW_ACID = "low_acid", _("Makanan kaleng berasam rendah")
    ALCOHOL = "alcohol", _("Minuman beralkohol")
    WATER = "water", _("Air minum dalam kemasan")


class Need(models.TextChoices):
    """How much an item of the list is asked."""

    ALWAYS = "always", _("wajib")
    CONDITION = "condition", _("wajib bila berlaku")
    ADVISED = "advised", _("bila perlu")


class Scope(models.TextChoices):
    """Which products an item is about."""

    FOOD = "food", _("pangan")
    GOODS = "goods", _("bukan pangan")
    ALL = "all", _("semua produk")


class Verdict(models.TextChoices):
    """What was found of an item."""

    DONE = "done", _("lengkap")
    MISSING = "missing", _("belum ada")
    DOUBT = "doubt", _("periksa lagi")
    UNNEEDED = "unneeded", _("tidak perlu")
