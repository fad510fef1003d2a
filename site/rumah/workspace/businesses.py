"""Pages on a business itself: list, start, overview, profile, submit."""

from dataclasses import fields

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoring.journal.queries import open_items_of
from products.readiness.tasks import recount
from rumah.businesses.answer_invitation import invitations_for
from rumah.businesses.mending import asked
from rumah.businesses.models import Business
from rumah.businesses.preview_link import live_preview, preview_url
from rumah.businesses.profile import Profile, is_plain, plain_story
from rumah.businesses.register import register
from rumah.businesses.standing import missing
from rumah.businesses.states import Standing
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.phone import format_phone
from rumah.verification.queries import promised_to
from rumah.verification.submit import submit as ask_for_the_look
from rumah.workspace.doors import member, person, tell
from rumah.workspace.forms import ProfileForm, StartForm
from rumah.workspace.offering import save_profile
from rumah.workspace.shelf.drafts import draft_key, saved
from rumah.workspace.starting import NEW, steps_of
from rumah.workspace.waiting import waiting_for

SESSIONS = 3
ITEMS = 5


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's businesses, and the invitations that wait for an answer."""
    me = person(request)
    context = {"businesses": me.businesses.order_by("name", "id"), "invitations": invitations_for(me)}
    return render(request, "workspace/list.html", context)


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Start a business."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            business = register(user=person(request), **form.cleaned_data)
            return redirect("workspace:overview", business.slug)
        except DomainError as error:
            tell(form, error)
    return render(request, "workspace/start.html", {"form": form})


@member
def overview(request: HttpRequest, business: Business) -> HttpResponse:
    """Show where the business stands, what waits for its owner, and its latest sessions."""
    sessions = business.sessions.select_related("service", "mentor__user").order_by("-starts_at", "-id")[:SESSIONS]
    link = live_preview(business) if business.standing in NEW else None
    context = {
        "business": business, "missing": missing(business), "waiting": waiting_for(business), "sessions": sessions,
        "items": open_items_of(business, size=ITEMS), "today": clock.today(), "asked": asked(business),
        "steps": steps_of(business, business.viewer_role), "preview": link,
        "preview_url": preview_url(link) if link else "",
        "promised": promised_to(business) if business.standing == Standing.SUBMITTED else None,
    }  # fmt: skip
    return render(request, "workspace/overview.html", context)


@member
def profile(request: HttpRequest, business: Business) -> HttpResponse:
    """Edit the profile."""
    plain, draft = is_plain(business), draft_key(request, business, "profil")
    initial = {field.name: getattr(business, field.name) for field in fields(Profile)}
    initial |= {"phone": format_phone(business.phone), "story": plain_story(business)}
    form = ProfileForm(request.POST or None, request.FILES or None, initial=initial)
    if not plain:
        del form.fields["story"]
    for one in asked(business):
        if one.field in form.fields:
            form.fields[one.field].help_text = _("Petugas: %(text)s") % {"text": one.text}
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        logo, cover = data.pop("logo"), data.pop("cover")
        try:
            save_profile(business=business, profile=Profile(**data), actor=request.user, logo=logo, cover=cover)
            recount.enqueue(business.pk)
            messages.success(request, _("Profil tersimpan."))
            return saved(redirect("workspace:overview", business.slug), draft)
        except DomainError as error:
            tell(form, error)
    context = {"business": business, "form": form, "plain": plain, "draft": draft}
    return render(request, "workspace/profile.html", context)


@member
@require_POST
def submit(request: HttpRequest, business: Business) -> HttpResponse:
    """Ask the staff to look at the business."""
    try:
        ask_for_the_look(business=business, actor=request.user)
        messages.success(request, _("Usaha Anda menunggu tinjauan petugas."))
    except DomainError as error:
        for problem in error.problems:
            messages.error(request, str(problem.message))
    return redirect("workspace:overview", business.slug)
