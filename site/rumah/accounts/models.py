"""People. One row a person, whatever their roles; a role follows from what they belong to."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, Group
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


def opaque_name() -> str:
    """Return a user name nobody types: people sign in by phone or e-mail."""
    return uuid.uuid4().hex


class UserManager(DjangoUserManager["User"]):
    """Creates people by phone or e-mail."""

    def create_person(
        self, *, name: str, email: str | None = None, phone: str | None = None, password: str | None = None
    ) -> "User":
        """Create a person. `phone` is E.164; without a password they sign in by a one-time code."""
        user = self.model(name=name, email=self.normalize_email(email).lower() if email else None, phone=phone)
        user.set_password(password)
        user.full_clean()
        user.save()
        return user


class User(AbstractUser):
    """A person with a name and a phone number, an e-mail address, or both."""

    username = models.CharField(max_length=32, unique=True, default=opaque_name)
    last_name = None  # type: ignore[assignment]  # one name field: many people here have one name
    name = models.CharField(_("nama"), max_length=120)
    email = models.EmailField(_("surel"), null=True, blank=True)  # type: ignore[assignment]  # may be absent
    phone = models.CharField(_("nomor HP"), max_length=16, null=True, blank=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="id")

    objects: ClassVar[UserManager] = UserManager()
    REQUIRED_FIELDS = ["name", "email"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=Q(phone__isnull=False) | Q(email__isnull=False), name="user_has_phone_or_email"
            ),
        ]
        verbose_name = _("orang")
        verbose_name_plural = _("orang")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep an absent address absent: Django turns it into an empty string, of which only one may exist."""
        super().clean()
        self.email = self.email or None

    @property
    def first_name(self) -> str:  # type: ignore[override]
        """Return what Wagtail greets a person by, for there is no such column."""
        return self.get_short_name()

    def get_full_name(self) -> str:
        """Return the one name there is."""
        return self.name

    def get_short_name(self) -> str:
        """Return the first word of the name."""
        return self.name.split(" ")[0]


class PersonalToken(models.Model):
    """A key for programs that act for one person; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(_("nama"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kunci akses")
        verbose_name_plural = _("kunci akses")

    def __str__(self) -> str:
        return self.name


class GivenPermission(models.Model):
    """A permission that a release gave to a group of staff, once. Taking it from the group is staff's to do."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    name = models.CharField(max_length=150, help_text="app.codename")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "name"], name="permission_given_once")]

    def __str__(self) -> str:
        return self.name
