"""Entrances to the staff's house."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mentoring.results import staff
from mentoring.results.viewsets import ResultViewSet


@hooks.register("register_admin_viewset")
def result_viewset() -> ResultViewSet:
    """Add the list of results."""
    return ResultViewSet("deliverables")


@hooks.register("register_admin_urls")
def result_urls() -> list[Any]:
    """Add the page where one result is decided, and the figures."""
    return [
        path("hasil/angka/", staff.figures, name="result_figures"),
        path("hasil/angka.csv", staff.figures_file, name="result_figures_file"),
        path("hasil/<uuid:pk>/", staff.decide, name="result_decide"),
        path("hasil/<uuid:pk>/berkas/<int:number>/", staff.piece, name="result_piece"),
    ]


class FiguresItem(MenuItem):
    """The entry of the figures, for whoever may see results."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether the person may see them."""
        return request.user.has_perm("mentoring_results.view_deliverable")


@hooks.register("register_reports_menu_item")
def figures_item() -> MenuItem:
    """Add the figures to the reports."""
    return FiguresItem(_("Angka pendampingan"), reverse("result_figures"), icon_name="history", order=900)
