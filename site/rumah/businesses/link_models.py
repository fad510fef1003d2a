"""Invitations to speak for a business, and links that show it before it is public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.states import Outcome, Role


class Invitation(models.Model):
    """Somebody is asked by phone or e-mail to speak for a business; only who proved that contact may accept."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey("businesses.Business", models.CASCADE, related_name="invitations")
    role = models.CharField(_("peran"), max_length=10, choices=Role.choices)
    phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    email = models.EmailField(blank=True, help_text="lower case")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, help_text="empty while open")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "phone", "email"], condition=Q(outcome=""), name="invitation_one_open"
            ),
            models.CheckConstraint(
                condition=Q(phone="", email__gt="") | Q(phone__gt="", email=""), name="invitation_one_contact"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(answered_at__isnull=False), name="invitation_answer_dated"
            ),
        ]
        indexes = [
            models.Index(fields=["phone"], condition=Q(outcome="", phone__gt=""), name="invitation_by_phone"),
            models.Index(fields=["email"], condition=Q(outcome="", email__gt=""), name="invitation_by_email"),
        ]
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")

    def __str__(self) -> str:
        return f"{self.business_id} → {self.role}"

    @property
    def contact(self) -> str:
        """The phone number or e-mail address."""
        return self.phone or self.email


class PreviewLink(models.Model):
    """A link that shows a business and its drafts to whoever has it, for a week or until it is closed."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey("businesses.Business", models.CASCADE, related_name="preview_links")
    key = models.CharField(max_length=43, help_text="part of what is signed, so that no other row has the same link")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business"], condition=Q(closed_at=None), name="preview_one_open"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="preview_lasts"),
        ]
        verbose_name = _("tautan pratinjau")
        verbose_name_plural = _("tautan pratinjau")

    def __str__(self) -> str:
        return f"{self.business_id} {self.made_at:%Y-%m-%d}"
