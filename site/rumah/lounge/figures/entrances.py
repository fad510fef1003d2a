"""Addresses of the figures below the staff's house, and their entries in its menu of reports."""

from typing import Any

from django.urls import path, re_path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rumah.core.menu import PermittedItem
from rumah.lounge.figures import pages, report_pages

VERSION = r"^angka/laporan/(?P<month>\d{4}-\d{2})/(?P<version>\d{1,4})"


@hooks.register("register_admin_urls")
def figure_urls() -> list[Any]:
    """Add the screen, the wall and the reports."""
    return [
        path("angka/", pages.overview, name="figures"),
        path("angka/dinding/", pages.wall, name="figures_wall"),
        path("angka/arti/", pages.words, name="figures_words"),
        path("angka/laporan/", report_pages.listed, name="figures_reports"),
        path("angka/laporan/terbitkan/", report_pages.issue_one, name="figures_issue"),
        path("angka/laporan/surel/", report_pages.follow_it, name="figures_follow"),
        re_path(rf"{VERSION}/$", _versioned(report_pages.shown), name="figures_report"),
        re_path(rf"{VERSION}\.(?P<kind>pdf|csv|xlsx)$", _versioned(report_pages.file), name="figures_report_file"),
        path("angka/ukuran/<slug:code>/", pages.one, name="figures_one"),
        path("angka/ukuran/<slug:code>.csv", pages.one_file, name="figures_one_file"),
    ]


def _versioned(view: Any) -> Any:
    """Give the view its version as a number."""

    def open_it(request: Any, version: str, **kwargs: str) -> Any:
        return view(request, version=int(version), **kwargs)

    return open_it


@hooks.register("register_reports_menu_item")
def screen_item() -> MenuItem:
    """Add the screen."""
    return PermittedItem(_("Ruang pantau"), reverse_lazy("figures"), icon_name="view", order=100, permission=pages.MAY)


@hooks.register("register_reports_menu_item")
def reports_item() -> MenuItem:
    """Add the monthly reports."""
    return PermittedItem(
        _("Laporan bulanan"), reverse_lazy("figures_reports"), icon_name="doc-full", order=110, permission=pages.MAY
    )
