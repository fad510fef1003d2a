"""Entrances to the staff's house."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from products.reporting import staff
from products.reporting.models import ProductReport, ReportState
from products.reporting.viewsets import ReportViewSet
from rumah.core.duties import HOOK, Duty


@hooks.register("register_admin_viewset")
def report_viewset() -> ReportViewSet:
    """Add the list of reports."""
    return ReportViewSet()


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    """Add the page of one product's reports."""
    return [
        path("laporan/<int:pk>/", staff.reports, name="laporan"),
        re_path(
            r"^laporan/(?P<pk>\d+)/(?P<verb>abaikan|perbaiki|tahan)/$", staff.decide, name="laporan_putuskan"
        ),
    ]  # fmt: skip


@hooks.register(HOOK)
def duties() -> list[Duty]:
    """Name the reports that wait."""
    return [Duty(_("Produk dilaporkan"), staff.MAY, _open, _list, 20)]


def _open() -> QuerySet[ProductReport]:
    return ProductReport.objects.filter(state=ReportState.OPEN)


def _list() -> str:
    return f"{reverse('productreport:index')}?state={ReportState.OPEN}"
