"""Entrances to the staff's house."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from mentoring.results import staff
from mentoring.results.models import Deliverable
from mentoring.results.states import ResultState
from mentoring.results.viewsets import ResultViewSet
from rumah.core.duties import HOOK, Duty
from rumah.core.menu import MENTORING, PermittedItem


@hooks.register("register_admin_viewset")
def result_viewset() -> ResultViewSet:
    """Add the list of results."""
    return ResultViewSet("deliverables")


@hooks.register(HOOK)
def duties() -> list[Duty]:
    """Results on which mentor and owner do not agree."""
    return [Duty(_("Hasil menunggu koordinator"), "mentoring_results.change_deliverable", _referred, _list, 65)]


def _referred() -> QuerySet[Deliverable]:
    return Deliverable.objects.filter(state=ResultState.REFERRED)


def _list() -> str:
    return f"{reverse('deliverables:index')}?state={ResultState.REFERRED}"


@hooks.register("register_admin_urls")
def result_urls() -> list[Any]:
    """Add the page where one result is decided, and the figures."""
    return [
        path("hasil/angka/", staff.figures, name="result_figures"),
        path("hasil/angka.csv", staff.figures_file, name="result_figures_file"),
        path("hasil/<uuid:pk>/", staff.decide, name="result_decide"),
        path("hasil/<uuid:pk>/berkas/<int:number>/", staff.piece, name="result_piece"),
    ]


@hooks.register(MENTORING.hook)
def figures_item() -> PermittedItem:
    """Add the figures to the reports."""
    return PermittedItem(
        _("Angka pendampingan"),
        reverse("result_figures"),
        icon_name="history",
        order=35,
        permission="mentoring_results.view_deliverable",
    )
