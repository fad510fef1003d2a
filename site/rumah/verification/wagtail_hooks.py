"""What the queue and the permits put on the staff's first page."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from rumah.core.duties import HOOK, Duty
from rumah.verification.expiring import running_out
from rumah.verification.queries import overdue, waiting
from rumah.verification.take import MAY


@hooks.register(HOOK)
def duties() -> list[Duty]:
    """Businesses that wait, and permits that run out."""
    return [
        Duty(_("Usaha menunggu tinjauan"), MAY, waiting, lambda: reverse("antrean"), 10, late=overdue),
        Duty(_("Izin habis dalam 90 hari"), MAY, partial(running_out, 90), _permits, 15, late=partial(running_out, 30)),
    ]


def _permits() -> str:
    return f"{reverse('izin:index')}?sisa=90"
