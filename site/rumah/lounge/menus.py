"""The staff's menu: seven domains, and Wagtail's own entries where they belong. Nothing stands in two places."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.wagtail_hooks import DocumentsMenuItem
from wagtail.images.wagtail_hooks import ImagesMenuItem

from rumah.core.menu import BUSINESSES, CONTENT, DOMAINS, PEOPLE, SYSTEM, PermittedItem
from rumah.verification.take import MAY

# Wagtail's list of snippets: each kind has its own entry. Pictures, documents and people moved into their domains.
ELSEWHERE = frozenset({"snippets", "images", "documents"})


def _domain_items() -> None:
    for domain in DOMAINS:
        hooks.register("register_admin_menu_item", domain.item)


_domain_items()


@hooks.register(BUSINESSES.hook)
def queue_item() -> MenuItem:
    """Lead verifiers to their queue."""
    return PermittedItem(
        _("Antrean tinjauan"), reverse("antrean"), name="antrean", icon_name="tasks", order=10, permission=MAY
    )


@hooks.register(CONTENT.hook)
def images_item() -> MenuItem:
    """Lead editors to the pictures."""
    return ImagesMenuItem(_("Gambar"), reverse("wagtailimages:index"), name="gambar", icon_name="image", order=60)


@hooks.register(CONTENT.hook)
def documents_item() -> MenuItem:
    """Lead editors to the documents."""
    return DocumentsMenuItem(
        _("Dokumen"), reverse("wagtaildocs:index"), name="dokumen", icon_name="doc-full-inverse", order=70
    )


@hooks.register(SYSTEM.hook)
def trail_item() -> MenuItem:
    """Lead to the trail."""
    return PermittedItem(
        _("Jejak audit"), reverse("jejak"), name="jejak", icon_name="history", order=10,
        permission="core.view_auditentry",
    )  # fmt: skip


@hooks.register(PEOPLE.hook)
def people_item() -> MenuItem:
    """Lead whoever keeps the accounts to them."""
    return PermittedItem(
        _("Akun"), reverse("wagtailusers_users:index"), name="akun", icon_name="user", order=10,
        permission="accounts.change_user",
    )  # fmt: skip


@hooks.register(PEOPLE.hook)
def groups_item() -> MenuItem:
    """Lead whoever keeps the roles to them."""
    return PermittedItem(
        _("Peran"), reverse("wagtailusers_groups:index"), name="peran", icon_name="group", order=20,
        permission="auth.change_group",
    )  # fmt: skip


@hooks.register("construct_main_menu")
def every_list_once(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what stands in a domain."""
    items[:] = [item for item in items if item.name not in ELSEWHERE]


@hooks.register("construct_settings_menu")
def people_once(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what stands under *Orang*."""
    items[:] = [item for item in items if item.name not in {"users", "groups"}]
