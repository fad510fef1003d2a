"""The queue of businesses that wait to be verified: who looks at which, and until when it must be answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.verification import queries
from rumah.verification.take import MAY, assign, release, take

FILTERS = {
    queries.ALL: gettext_lazy("Semua"),
    queries.MINE: gettext_lazy("Saya periksa"),
    queries.FREE: gettext_lazy("Belum diambil"),
    queries.LATE: gettext_lazy("Lewat waktu"),
}


@permission_required(MAY)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits, the earliest promise first."""
    asked, me = request.GET.get("saring", ""), _me(request)
    which = asked if asked in FILTERS else queries.ALL
    context = {
        "which": which, "filters": FILTERS.items(), "today": clock.today(), "kept": queries.kept(),
        "page": queries.queue(which, user=me, cursor=request.GET.get("lanjut", "")),
    }  # fmt: skip
    return render(request, "lounge/queue.html", context)


@permission_required(MAY)
@require_POST
def take_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the business, with `alih` also from a colleague, and open it."""
    business = get_object_or_404(Business, pk=pk)
    try:
        take(business=business, actor=request.user, over="alih" in request.POST)
    except DomainError as error:
        messages.warning(request, str(error))
    return redirect("tinjau", pk)


@permission_required(MAY)
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it back into the queue."""
    try:
        release(business=get_object_or_404(Business, pk=pk), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Usaha dikembalikan ke antrean."))
    return redirect("antrean")


@permission_required(MAY)
@require_POST
def assign_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to a colleague."""
    to = request.POST.get("to", "")
    person = User.objects.filter(pk=int(to)).first() if to.isdecimal() and len(to) < 19 else None
    business = get_object_or_404(Business, pk=pk)
    try:
        if person is None:
            raise DomainError(_("Pilih siapa yang memeriksa."))
        assign(business=business, to=person, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Pemeriksa ditetapkan dan mendapat kabar."))
    return redirect("tinjau", pk)


def _me(request: HttpRequest) -> Any:
    return request.user
