"""Who may do what in the staff screens, beyond Django's permissions."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class NoDelete(ModelPermissionPolicy):
    """What was used stays in the books: nobody deletes, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse `delete`."""
        return action != "delete" and bool(super().user_has_permission(user, action))
