"""The mentor's side: hand in, read what the owner said, hand in again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoring.approval.files import views_for
from mentoring.approval.forms import HandInForm, tell
from mentoring.approval.showing import version_context
from mentoring.results import queries
from mentoring.results.models import Deliverable, Version
from mentoring.results.states import Kind, ResultState
from mentoring.results.submit import kinds_of, submit, submit_again
from mentoring.services.models import Mentor
from mentoring.sessions.models import Session
from mentoring.sessions.queries import mentor_session
from rumah.businesses.profile import plain_story
from rumah.core.errors import DomainError

PLACE = "/meja/hasil/"


def _mentor(request: HttpRequest) -> Mentor:
    return get_object_or_404(Mentor.objects.select_related("user"), user=request.user.pk)


def _session(request: HttpRequest, pk: UUID) -> Session:
    found = mentor_session(_mentor(request), pk)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, pk: UUID) -> Deliverable:
    found = queries.with_versions(queries.results_of(_mentor(request)), pk)
    if found is None:
        raise Http404
    return found


@login_required
@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """List what the mentor handed in, latest first."""
    page = queries.page_of(_mentor(request), cursor=request.GET.get("dari", ""))
    next_url = f"?dari={page.next_cursor}" if page.next_cursor else ""
    return render(request, "approval/desk/results.html", {"rows": page.rows, "next_url": next_url})


@login_required
@never_cache
@require_safe
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask what is handed in for a session, and show what was already."""
    session = _session(request, pk)
    rows = session.deliverables.select_related(*queries.JOINED).order_by("-changed_at", "-id")[:20]
    context = {"session": session, "kinds": kinds_of(session), "rows": rows}
    return render(request, "approval/desk/choose.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Take in the first version."""
    session = _session(request, pk)
    if kind not in kinds_of(session):
        raise Http404
    form = HandInForm(
        request.POST or None, request.FILES or None, kind=Kind(kind), initial=_today(session, Kind(kind))
    )  # fmt: skip
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            row = submit(
                actor=session.mentor.user, session=session, kind=kind, words=form.words(), files=form.contents()
            )  # fmt: skip
        except DomainError as error:
            tell(form, error)
            status = 422 if error.status == 400 else error.status
        else:
            messages.success(request, _("Terkirim. Pemilik usaha mendapat kabar."))
            return HttpResponseRedirect(f"{PLACE}{row.pk}/", status=303)
    context = {"session": session, "kind": Kind(kind), "form": form}
    return render(request, "approval/desk/hand_in.html", context, status=status)


@login_required
@never_cache
@require_safe
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one result with what the owner said, and the form for the next version when one is asked for."""
    row = _own(request, pk)
    form = HandInForm(kind=Kind(row.kind), initial=_last(row)) if row.state == ResultState.REVISION else None
    return _show(request, row, form)


@login_required
@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take in the next version."""
    row = _own(request, pk)
    form = HandInForm(request.POST, request.FILES, kind=Kind(row.kind))
    status = 422
    if form.is_valid():
        try:
            submit_again(actor=row.mentor.user, deliverable=row, words=form.words(), files=form.contents())
        except DomainError as error:
            tell(form, error)
            status = 422 if error.status == 400 else error.status
        else:
            messages.success(request, _("Versi baru terkirim. Pemilik usaha mendapat kabar."))
            return HttpResponseRedirect(f"{PLACE}{row.pk}/", status=303)
    return _show(request, row, form, status=status)


piece, picture, before = views_for(lambda request: queries.results_of(_mentor(request)))


def _show(request: HttpRequest, row: Deliverable, form: HandInForm | None, status: int = 200) -> HttpResponse:
    context = version_context(row) | {"form": form, "place": PLACE}
    return render(request, "approval/desk/result.html", context, status=status)


def _today(session: Session, kind: Kind) -> dict[str, Any]:
    """Return the texts as they are now, to write on from."""
    if kind == Kind.TEXT and session.product:
        return {"name": session.product.name, "description": session.product.description}
    if kind == Kind.PROFILE:
        return {"tagline": session.business.tagline, "story": plain_story(session.business)}
    return {}


def _last(row: Deliverable) -> dict[str, Any]:
    version: Version = list(row.versions.all())[-1]
    names = ("name", "description", "caption", "tagline", "story", "note")
    return {name: getattr(version, name) for name in names}
