"""Proofs of transfers, which a person looks at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import private_storage


class TransferProof(models.Model):
    """A picture or PDF of a transfer. `accepted` is empty until somebody has looked into the bank account."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    attempt = models.ForeignKey("payments.Attempt", models.PROTECT, related_name="proofs")
    file = models.FileField(_("bukti transfer"), storage=private_storage, upload_to="bukti-bayar/")
    sent_at = models.DateTimeField(_("dikirim"))
    accepted = models.BooleanField(_("diterima"), null=True, blank=True)
    received = models.PositiveBigIntegerField(null=True, blank=True, help_text="rupiah found in the account")
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt"], condition=Q(accepted=None), name="proof_one_waiting"),
            models.UniqueConstraint(fields=["attempt"], condition=Q(accepted=True), name="proof_one_accepted"),
            models.CheckConstraint(
                condition=Q(accepted=True, received__gt=0)
                | Q(accepted=False, received=None) & ~Q(reason="")
                | Q(accepted=None, received=None),
                name="proof_decided_whole",
            ),
        ]
        indexes = [models.Index(fields=["sent_at"], condition=Q(accepted=None), name="proof_waiting")]
        verbose_name = _("bukti transfer")
        verbose_name_plural = _("bukti transfer")

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.sent_at:%Y-%m-%d}"
