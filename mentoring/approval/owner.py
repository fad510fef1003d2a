"""The owner's side: results that wait, one of them beside what was there, and what can be done about it."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoring.approval.files import views_for
from mentoring.approval.forms import OutcomeForm, tell
from mentoring.approval.showing import owner_context, undo_context
from mentoring.approval.spots import spots, typed
from mentoring.results import queries
from mentoring.results.affirm import affirm
from mentoring.results.approve import approve
from mentoring.results.models import Deliverable
from mentoring.results.revise import revise
from mentoring.results.settle import leave
from mentoring.results.undo import undo
from rumah.accounts.models import User
from rumah.core.errors import DomainError


def _own(request: HttpRequest, pk: UUID) -> Deliverable:
    found = queries.with_versions(queries.results_for(_person(request)), pk)
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)


@login_required
@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """List what waits for the owner, and below everything else, latest first."""
    page = queries.page_for(_person(request), cursor=request.GET.get("dari", ""))
    next_url = f"?dari={page.next_cursor}" if page.next_cursor else ""
    context = {"waiting": queries.waiting_for(_person(request)), "rows": page.rows, "next_url": next_url}
    return render(request, "approval/results.html", context)


@login_required
@never_cache
@require_safe
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one result beside what was there before."""
    return _show(request, _own(request, pk))


@login_required
@require_POST
def approve_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the version that was looked at on the listing."""
    version, gallery = _number(request, "versi"), "galeri" in request.POST
    said = _("Terpasang. Anda dapat mengurungkannya selama 30 hari.")
    return _step(request, pk, lambda row: approve(**_by(request, row), version=version, in_gallery=gallery), said)


@login_required
@require_POST
def revise_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a revision; a refused request comes back with everything typed."""
    row = _own(request, pk)
    pieces = [piece for version in row.versions.all() for piece in version.pieces.all() if piece.is_picture]
    said = spots(request.POST.get("catatan", ""), typed(request.POST.dict(), pieces))
    try:
        revise(**_by(request, row), version=_number(request, "versi"), spots=said)
    except DomainError as error:
        status = 422 if error.status == 400 else error.status
        return _show(request, _own(request, pk), data=request.POST.dict(), refused=error, status=status)
    messages.success(request, _("Permintaan perbaikan terkirim ke pendamping."))
    return HttpResponseRedirect(f"/pendampingan/hasil/{pk}/", status=303)


@login_required
@require_POST
def undo_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back; when the listing was changed since, show first what would be lost."""
    row = _own(request, pk)
    try:
        undo(**_by(request, row), losing=request.POST.get("yakin", ""))
    except DomainError as error:
        extra = undo_context(_own(request, pk)) if error.problems[0].code == "changed" else {}
        return _show(request, _own(request, pk), refused=error, status=error.status, **extra)
    messages.success(request, _("Diurungkan. Halaman Anda kembali seperti sebelumnya."))
    return HttpResponseRedirect(f"/pendampingan/hasil/{pk}/", status=303)


@login_required
@require_POST
def leave_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave it unused."""
    return _step(request, pk, lambda row: leave(**_by(request, row)), _("Hasil ini tidak dipakai."))


@login_required
@require_POST
def affirm_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what came of it; a refused form comes back as it was typed."""
    row, form = _own(request, pk), OutcomeForm(request.POST)
    if form.is_valid():
        try:
            affirm(**_by(request, row), **form.cleaned_data)
        except DomainError as error:
            tell(form, error)
        else:
            messages.success(request, _("Terima kasih. Cerita Anda tercatat."))
            return HttpResponseRedirect(f"/pendampingan/hasil/{pk}/", status=303)
    return _show(request, row, outcome_form=form, status=422)


piece, picture, before = views_for(lambda request: queries.results_for(_person(request)))


def _by(request: HttpRequest, row: Deliverable) -> dict[str, Any]:
    return {"actor": _person(request), "deliverable": row}


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _step(request: HttpRequest, pk: UUID, step: Callable[[Deliverable], object], said: str) -> HttpResponse:
    row = _own(request, pk)
    try:
        step(row)
    except DomainError as error:
        return _show(request, _own(request, pk), refused=error, status=error.status)
    messages.success(request, said)
    return HttpResponseRedirect(f"/pendampingan/hasil/{pk}/", status=303)


def _show(
    request: HttpRequest, row: Deliverable, *, data: Any = None, refused: DomainError | None = None, status: int = 200,
    **extra: Any,
) -> HttpResponse:  # fmt: skip
    context = owner_context(row, data=data)
    if context["may_affirm"]:
        context["outcome_form"] = OutcomeForm()
    context |= {"problems": refused.problems if refused else (), "place": "/pendampingan/hasil/", **extra}
    return render(request, "approval/result.html", context, status=status)
