"""Entrances to the staff's house."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, re_path, reverse
from laces.components import Component
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.lounge import review
from rumah.lounge.registry.urls import urlpatterns as registry_urls
from rumah.lounge.viewsets import LoungeGroup

CAP = 100


# As a snippet group, so that Wagtail makes the permission to publish.
register_snippet(LoungeGroup)


@hooks.register("construct_snippet_action_menu")
def no_unpublish(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave hiding a business to its verb."""
    if context["model"] is Business:
        items[:] = [item for item in items if item.name != "action-unpublish"]


@hooks.register("register_admin_urls")
def review_urls() -> list[Any]:
    """Add the pages where a business is looked at."""
    return [
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


@hooks.register("construct_main_menu")
def every_list_once(request: HttpRequest, items: list[Any]) -> None:
    """Leave out Wagtail's list of snippets: each kind has its own entrance."""
    items[:] = [item for item in items if item.name != "snippets"]


class WaitingPanel(Component):
    """Businesses that wait, the longest wait first; the count stops at a hundred."""

    order = 50
    template_name = "lounge/waiting.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Read at most a hundred and one rows."""
        waiting = Business.objects.filter(standing=Standing.SUBMITTED).only("pk", "name", "submitted_at", "region_code")
        rows = list(waiting.order_by("submitted_at", "pk")[: CAP + 1])
        count = f"{CAP}+" if len(rows) > CAP else str(len(rows))
        return {"rows": rows[:5], "count": count, "all_url": f"{reverse('business:list')}?standing=submitted"}


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show verifiers first what waits for them."""
    if request.user.has_perm("businesses.verify_business"):
        panels.insert(0, WaitingPanel())
