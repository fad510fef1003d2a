"""Entrances to the staff's house."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from rumah.businesses.models import Business
from rumah.core.duties import HOOK, Duty
from rumah.core.models import OutboxMessage
from rumah.lounge import menus as menus  # noqa: PLC0414  # registers the menu
from rumah.lounge import queue, review, second_step_page, trail_page
from rumah.lounge.businesses import BusinessViewSet
from rumah.lounge.dashboard import panels_for
from rumah.lounge.figures import entrances  # noqa: F401  # importing registers
from rumah.lounge.permits import PermitViewSet
from rumah.lounge.registry.urls import urlpatterns as registry_urls
from rumah.lounge.viewsets import OutboxViewSet

# As a snippet, so that Wagtail makes the permission to publish.
register_snippet(BusinessViewSet)


@hooks.register("register_admin_viewset")
def lists() -> list[Any]:
    """Add the lists that belong to no other room."""
    return [PermitViewSet(), OutboxViewSet()]


@hooks.register("construct_snippet_action_menu")
def no_unpublish(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave hiding a business to its verb."""
    if context["model"] is Business:
        items[:] = [item for item in items if item.name != "action-unpublish"]


@hooks.register(HOOK)
def duties() -> list[Duty]:
    """Messages that no carrier took."""
    failed = OutboxMessage.objects.filter(state=OutboxMessage.State.FAILED)
    url = "outboxmessage:index"
    return [
        Duty(
            _("Pesan gagal terkirim"), "core.view_outboxmessage", failed.all, lambda: f"{reverse(url)}?state=failed", 90
        )
    ]


@hooks.register("register_admin_urls")
def review_urls() -> list[Any]:
    """Add the pages where a business is looked at."""
    return [
        path("jejak/", trail_page.search, name="jejak"),
        path("orang/<int:pk>/langkah-kedua/", second_step_page.second_step, name="langkah_kedua"),
        path("antrean/", queue.queue, name="antrean"),
        path("antrean/<int:pk>/ambil/", queue.take_it, name="antrean_ambil"),
        path("antrean/<int:pk>/lepas/", queue.put_back, name="antrean_lepas"),
        path("antrean/<int:pk>/tetapkan/", queue.assign_it, name="antrean_tetapkan"),
        path("tinjau/<int:pk>/", review.review, name="tinjau"),
        re_path(
            r"^tinjau/(?P<pk>\d+)/(?P<verb>verifikasi|perbaikan|tangguhkan|aktifkan)/$", review.step, name="tinjau_step"
        ),
        path("tinjau/<int:pk>/tag/", review.tags, name="tinjau_tags"),
        path("tinjau/<int:pk>/draf/buang/", review.discard, name="tinjau_discard"),
        path("izin/<int:pk>/berkas/", review.permit_file, name="tinjau_file"),
        path("izin/<int:pk>/periksa/", review.check, name="tinjau_check"),
        *registry_urls,
    ]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Show first what waits for the person."""
    panels[:0] = panels_for(request.user)
