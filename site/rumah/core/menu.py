"""Entries of the staff's menu that are shown to whom their page opens."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class PermittedItem(MenuItem):
    """An entry for whoever has `permission`, as `app_label.codename`."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for it."""
        return bool(request.user.has_perm(self.permission))
