"""What a person is here. A role is never stored: it follows from what the person belongs to."""

from django.contrib.auth.models import AnonymousUser

from rumah.accounts.models import User

STAFF_DOOR = "wagtailadmin.access_admin"


def is_staff(user: User | AnonymousUser) -> bool:
    """Whether the person may enter the staff screens."""
    return user.is_active and user.has_perm(STAFF_DOOR)
