"""Who may do what in the staff screens, beyond Django's permissions."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class NoDelete(ModelPermissionPolicy):
    """What was used stays in the books: nobody deletes, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse `delete`."""
        return action != "delete" and bool(super().user_has_permission(user, action))


class LookOnly(ModelPermissionPolicy):
    """Whoever may view may view; nobody may add, change or delete, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Grant `view` alone."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Grant the list when `view` is among what would do."""
        return "view" in actions and self.user_has_permission(user, "view")
