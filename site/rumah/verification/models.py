"""One row for each time a business waits for the staff: what was promised, who looks at it, what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import Business, Permit


class Decision(models.TextChoices):
    """How a wait ended."""

    VERIFIED = "verified", _("terverifikasi")
    SENT_BACK = "sent_back", _("diminta memperbaiki")
    # The business left the queue by another way: withdrawn, merged.
    GONE = "gone", _("keluar dari antrean")


class Inspection(models.Model):
    """A submission in the queue, and after the decision the record of whether the promise was kept."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey(Business, models.CASCADE, related_name="inspections", verbose_name=_("usaha"))
    submitted_at = models.DateTimeField(_("diajukan"))
    promised_on = models.DateField(_("dijanjikan"), help_text="the last day, on the house's wall")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("pemeriksa")
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(_("keputusan"), max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    was_kept = models.BooleanField(null=True, blank=True, help_text="decided on the promised day or before")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business"], condition=Q(decided_at__isnull=True), name="inspection_one_open"
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True) | Q(taken_at__isnull=False), name="inspection_taken_dated"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, was_kept__isnull=True)
                | Q(decision="gone", decided_at__isnull=False, was_kept__isnull=True)
                | Q(decision__in=["verified", "sent_back"], decided_at__isnull=False, was_kept__isnull=False),
                name="inspection_decided_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["promised_on", "id"], condition=Q(decided_at__isnull=True), name="inspection_queue"
            ),
            models.Index(
                F("decided_at").desc(), condition=Q(was_kept__isnull=False), name="inspection_decided"
            ),
        ]  # fmt: skip
        verbose_name = _("pemeriksaan usaha")
        verbose_name_plural = _("pemeriksaan usaha")

    def __str__(self) -> str:
        return f"{self.business_id} · {self.promised_on}"


class PermitNotice(models.Model):
    """The owners were told that a permit runs out within so many months; a new last day starts anew."""

    wagtail_reference_index_ignore = True

    permit = models.ForeignKey(Permit, models.CASCADE, related_name="notices")
    expires_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["permit", "expires_on", "months"], name="permit_notice_once"),
        ]
        verbose_name = _("pengingat izin")
        verbose_name_plural = _("pengingat izin")

    def __str__(self) -> str:
        return f"{self.permit_id} · {self.expires_on} · {self.months}"
