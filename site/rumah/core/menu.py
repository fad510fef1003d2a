"""The staff's menu: one submenu a domain, which each room fills, and entries shown to whom their page opens."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from rumah.core.errors import Text


@dataclass(frozen=True, slots=True)
class Domain:
    """A submenu. A viewset joins it by `menu_hook = DOMAIN.hook`, a page by `hooks.register(DOMAIN.hook)`."""

    name: str
    label: Text
    icon: str
    order: int

    @property
    def hook(self) -> str:
        """Return the hook under which entries of the submenu are registered."""
        return f"register_{self.name}_menu_item"

    def item(self) -> SubmenuMenuItem:
        """Return the entry of the main menu; it hides itself from whoever may open none of its pages."""
        menu = Menu(register_hook_name=self.hook)
        return SubmenuMenuItem(self.label, menu, name=self.name, icon_name=self.icon, order=self.order)


BUSINESSES = Domain("usaha", _("Usaha"), "group", 100)
PRODUCTS = Domain("produk", _("Produk"), "tag", 200)
MONEY = Domain("pesanan-uang", _("Pesanan & uang"), "clipboard-list", 300)
MENTORING = Domain("pendampingan", _("Pendampingan"), "calendar-alt", 400)
CONTENT = Domain("isi-situs", _("Isi situs"), "doc-full-inverse", 500)
PEOPLE = Domain("orang", _("Orang"), "user", 600)
SYSTEM = Domain("sistem", _("Sistem"), "cogs", 700)
DOMAINS = (BUSINESSES, PRODUCTS, MONEY, MENTORING, CONTENT, PEOPLE, SYSTEM)


class PermittedItem(MenuItem):
    """An entry for whoever has `permission`, as `app_label.codename`."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for it."""
        return bool(request.user.has_perm(self.permission))
