"""What a label says of one product, and the rules it is checked against."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Product
from products.labels.states import DateStyle, Dating, Need, Scope, Special, Unit
from rumah.businesses.models import Permit

MAX_SHELF_LIFE = 3650


def _split(words: str) -> list[str]:
    return [word.strip().lower() for word in words.split(",") if word.strip()]


def in_force(day: date) -> Q:
    """Return the condition on rows with a first and perhaps a last day to hold on this day."""
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


class LabelRule(models.Model):
    """One item of the label list, as it reads from one day on; staff add a newer row when the law changes."""

    code = models.SlugField(_("kode"), max_length=40, help_text=_("butir yang dikenal sistem diperiksa otomatis"))
    name = models.CharField(_("butir"), max_length=120)
    name_en = models.CharField(_("butir (Inggris)"), max_length=120)
    need = models.CharField(_("sifat"), max_length=10, choices=Need.choices)
    scope = models.CharField(_("untuk"), max_length=5, choices=Scope.choices, default=Scope.FOOD)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    note_en = models.CharField(_("catatan (Inggris)"), max_length=300, blank=True)
    source = models.CharField(_("sumber"), max_length=120)
    measure = models.PositiveIntegerField(
        _("ukuran"), null=True, blank=True, help_text=_("perseribu milimeter; hanya untuk tinggi huruf"),
        validators=[MinValueValidator(500)],
    )  # fmt: skip
    words = models.TextField(_("kata pemicu"), blank=True, help_text=_("dipisah koma; dicari dalam komposisi"))
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        ordering = ["position", "code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="label_rule_once"),
            models.CheckConstraint(condition=Q(need__in=Need.values), name="label_rule_need_known"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="label_rule_scope_known"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="label_rule_days_in_order"
            ),
            models.CheckConstraint(condition=Q(measure=None) | Q(measure__gte=500), name="label_rule_measure_sane"),
        ]
        verbose_name = _("butir label")
        verbose_name_plural = _("butir label")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    @property
    def signs(self) -> list[str]:
        """Return the words in small letters."""
        return _split(self.words)

    @property
    def remark(self) -> str:
        """Return the note in the reader's language."""
        return (get_language() == "en" and self.note_en) or self.note


class Allergen(models.Model):
    """A group of ingredients some people must avoid, and the words it is noticed by in a composition."""

    code = models.SlugField(_("kode"), max_length=30, unique=True)
    name = models.CharField(_("nama pada label"), max_length=60)
    name_en = models.CharField(_("nama (Inggris)"), max_length=60)
    words = models.TextField(_("kata dalam komposisi"), blank=True, help_text=_("dipisah koma"))
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="allergen_days_in_order"
            )
        ]
        verbose_name = _("alergen")
        verbose_name_plural = _("alergen")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    @property
    def signs(self) -> list[str]:
        """Return the words in small letters."""
        return _split(self.words)


class LabelFacts(models.Model):
    """What the owner typed for the label of one product; empty where nothing was typed yet.

    Contents are whole thousandths of a gram or millilitre, so that 2,5 g needs no fraction; the unit is how it is
    shown. `version` counts saves: a page that saw an older one is refused.
    """

    product = models.OneToOneField(Product, models.CASCADE, related_name="label_facts")
    trade_name = models.CharField(max_length=60, blank=True)
    type_name = models.CharField(max_length=80, blank=True)
    composition = models.TextField(max_length=2000, blank=True, help_text="one ingredient a line, most first")
    allergens = models.ManyToManyField(Allergen, blank=True, related_name="+")
    allergens_checked = models.BooleanField(default=False, help_text="the owner says that no other is in it")
    allergen_names = models.CharField(max_length=600, blank=True, help_text="kept by `keep`, for pages of shoppers")
    net = models.PositiveBigIntegerField(null=True, blank=True, help_text="thousandths of g or ml")
    net_unit = models.CharField(max_length=2, choices=Unit.choices, blank=True)
    drained = models.PositiveBigIntegerField(null=True, blank=True, help_text="thousandths of g or ml")
    storage = models.CharField(max_length=300, blank=True)
    directions = models.CharField(max_length=300, blank=True)
    shelf_life = models.PositiveIntegerField(null=True, blank=True, help_text="days")
    dating = models.CharField(max_length=5, choices=Dating.choices, default=Dating.STAMP)
    date_style = models.CharField(max_length=7, choices=DateStyle.choices, default=DateStyle.NUMBERS)
    batch = models.CharField(max_length=40, blank=True, help_text="pattern; see `dates.PARTS`")
    producer_name = models.CharField(max_length=120, blank=True)
    producer_address = models.CharField(max_length=200, blank=True)
    producer_town = models.CharField(max_length=80, blank=True)
    producer_postcode = models.CharField(max_length=5, blank=True)
    permit = models.ForeignKey(Permit, models.SET_NULL, null=True, blank=True, related_name="+")
    halal_permit = models.ForeignKey(Permit, models.SET_NULL, null=True, blank=True, related_name="+")
    special = models.CharField(max_length=10, choices=Special.choices, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    serving = models.CharField(max_length=60, blank=True)
    nutrition = models.TextField(max_length=1000, blank=True, help_text="one nutrient a line, `name: value`")
    barcode = models.CharField(max_length=13, blank=True)
    is_indonesian = models.BooleanField(default=False)
    material = models.CharField(max_length=160, blank=True)
    size = models.CharField(max_length=80, blank=True)
    care = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(net=None, net_unit="") | Q(net__isnull=False, net__gt=0, net_unit__in=Unit.values),
                name="label_net_whole",
            ),
            models.CheckConstraint(
                condition=Q(drained=None) | Q(net__isnull=False, drained__gt=0, drained__lte=F("net")),
                name="label_drained_within_net",
            ),
            models.CheckConstraint(
                condition=Q(shelf_life=None) | Q(shelf_life__gte=1, shelf_life__lte=MAX_SHELF_LIFE),
                name="label_shelf_life_sane",
            ),
            models.CheckConstraint(
                condition=Q(producer_postcode__regex=r"^([0-9]{5})?$"), name="label_postcode_digits"
            ),
            models.CheckConstraint(condition=Q(barcode__regex=r"^([0-9]{8}|[0-9]{13})?$"), name="label_barcode_digits"),
            models.CheckConstraint(condition=Q(dating__in=Dating.values), name="label_dating_known"),
            models.CheckConstraint(condition=Q(date_style__in=DateStyle.values), name="label_date_style_known"),
            models.CheckConstraint(condition=Q(special__in=Special.values), name="label_special_known"),
        ]
        verbose_name = _("data label")
        verbose_name_plural = _("data label")

    def __str__(self) -> str:
        return self.trade_name or str(self.product_id)

    @property
    def ingredients(self) -> list[str]:
        """Return the composition's lines."""
        return [line for line in self.composition.splitlines() if line.strip()]

    @property
    def nutrients(self) -> list[tuple[str, str]]:
        """Return the nutrition table's rows as name and value."""
        rows = (line.partition(":") for line in self.nutrition.splitlines() if line.strip())
        return [(name.strip(), value.strip()) for name, _colon, value in rows]
