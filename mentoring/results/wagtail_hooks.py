"""Entrances to the staff's house."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mentoring.results import staff
from mentoring.results.viewsets import ResultViewSet
from rumah.core.menu import PermittedItem


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


@hooks.register("register_reports_menu_item")
def figures_item() -> MenuItem:
    """Add the figures to the reports."""
    return PermittedItem(
        _("Angka pendampingan"),
        reverse("result_figures"),
        icon_name="history",
        order=900,
        permission="mentoring_results.view_deliverable",
    )
