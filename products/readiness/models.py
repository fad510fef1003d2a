"""The rubric in versions, what owners answered, and every assessment that differed from the one before."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from products.readiness.states import Group, Level, Result
from rumah.businesses.models import Business, private_storage


class Rubric(models.Model):
    """One version of the rubric. It is never changed: other rules are another version."""

    version = models.PositiveSmallIntegerField(_("versi"), unique=True)
    valid_from = models.DateField(_("berlaku mulai"))
    levels = models.JSONField(_("tingkat"), help_text="[[first score, level], …], lowest first")

    class Meta:
        verbose_name = _("rubrik naik kelas")
        verbose_name_plural = _("rubrik naik kelas")

    def __str__(self) -> str:
        return f"v{self.version}"

    def level_of(self, score: int) -> Level:
        """Return the level of a score."""
        return Level([word for start, word in self.levels if score >= start][-1])

    def next_level(self, score: int) -> tuple[int, Level] | None:
        """Return from which score the next level begins, and its name; None at the top."""
        return next(((start, Level(word)) for start, word in self.levels if start > score), None)


class RubricItem(models.Model):
    """One item: what is asked, what it is worth, how it is seen, and what helps to get there."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="items")
    code = models.SlugField(max_length=30)
    group = models.CharField(max_length=12, choices=Group.choices)
    position = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=160)
    question_en = models.CharField(max_length=160)
    seen = models.CharField(max_length=300, help_text="how it is seen, for the owner")
    seen_en = models.CharField(max_length=300)
    is_asked = models.BooleanField(default=False, help_text="the owner answers; the system cannot see it")
    form = models.CharField(max_length=40, blank=True, help_text="page of Toko saya where it is mended")
    service = models.SlugField(max_length=60, blank=True, help_text="service that helps")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="rubric_item_once"),
            models.CheckConstraint(condition=Q(points__gt=0, points__lte=100), name="rubric_item_points"),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="rubric_item_group_known"),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code

    @property
    def local_question(self) -> str:
        """The question in the reader's language."""
        return self.question_en if get_language() == "en" else self.question

    @property
    def local_seen(self) -> str:
        """How it is seen, in the reader's language."""
        return self.seen_en if get_language() == "en" else self.seen


class Answer(models.Model):
    """What an owner says of an item, with what shows it. By code, so that it outlives a version."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey(Business, models.CASCADE, related_name="readiness_answers")
    code = models.SlugField(max_length=30)
    value = models.CharField(_("jawaban"), max_length=8, choices=Result.choices)
    text = models.CharField(_("bukti"), max_length=500, blank=True)
    file = models.FileField(_("berkas"), storage=private_storage, upload_to="naik-kelas/", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "code"], name="readiness_answer_once"),
            models.CheckConstraint(condition=Q(value__in=["yes", "partly", "no"]), name="readiness_answer_known"),
        ]
        verbose_name = _("jawaban naik kelas")
        verbose_name_plural = _("jawaban naik kelas")

    def __str__(self) -> str:
        return f"{self.business_id} {self.code}: {self.value}"


class Assessment(models.Model):
    """What was counted by one version at one moment. Rows are only ever added, and only when something differs.

    `score` is what counts today; `shown` is what people read. They differ while a fall is announced: from `falls_on`
    on `falls_to` is shown, unless it is mended before. `results` is `{code: {"result", "points", "data"}}`, `lost`
    the codes that made it fall.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey(Business, models.CASCADE, related_name="assessments", verbose_name=_("usaha"))
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="assessments", verbose_name=_("rubrik"))
    at = models.DateTimeField(_("dihitung"))
    score = models.PositiveSmallIntegerField(_("nilai hari ini"))
    shown = models.PositiveSmallIntegerField(_("nilai"))
    level = models.CharField(_("tingkat"), max_length=10, choices=Level.choices, help_text="of `shown`")
    falls_to = models.PositiveSmallIntegerField(_("turun menjadi"), null=True, blank=True)
    falls_on = models.DateField(_("turun pada"), null=True, blank=True)
    results = models.JSONField()
    lost = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(shown__lte=100), name="assessment_within"),
            models.CheckConstraint(
                condition=Q(falls_to=None, falls_on=None, shown=F("score"))
                | Q(falls_on__isnull=False, falls_to__gte=F("score"), falls_to__lt=F("shown")),
                name="assessment_falls_announced",
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="assessment_level_known"),
        ]
        indexes = [models.Index(F("business"), F("id").desc(), name="assessment_of_business")]
        verbose_name = _("penilaian naik kelas")
        verbose_name_plural = _("penilaian naik kelas")

    def __str__(self) -> str:
        return f"{self.business_id}: {self.shown}"

    def result_of(self, code: str) -> dict[str, Any]:
        """Return result, points and data of an item; an item this version does not know is *no*."""
        found: dict[str, Any] = self.results.get(code, {"result": Result.NO.value, "points": 0, "data": {}})
        return found


class Readiness(models.Model):
    """One row a business: its newest assessment, and when it is looked at again. The row is the lock of counting."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.OneToOneField(
        Business, models.CASCADE, primary_key=True, related_name="readiness", verbose_name=_("usaha")
    )
    newest = models.ForeignKey(Assessment, models.RESTRICT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(_("diperiksa"), null=True, blank=True)
    due_at = models.DateTimeField(_("diperiksa lagi"))

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="readiness_due")]
        verbose_name = _("naik kelas")
        verbose_name_plural = _("naik kelas")

    def __str__(self) -> str:
        return str(self.business_id)
