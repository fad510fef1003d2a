"""Pages on the people of a business: who they are and what they may, invitations, leaving."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rumah.businesses import answer_invitation, invite, members, rights
from rumah.businesses.models import Business
from rumah.businesses.rights import Right
from rumah.businesses.states import Role
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, member_with, person, tell
from rumah.workspace.forms import InviteForm


@member
def companions(request: HttpRequest, business: Business) -> HttpResponse:
    """List who speaks for the business and what each may do, and let an owner invite somebody."""
    form = InviteForm(request.POST or None, initial={"role": Role.COMPANION})
    me = person(request)
    rows = list(business.memberships.select_related("user").order_by("pk"))
    may_invite = any(row.user_id == me.pk and rights.may(row.role, Right.PEOPLE) for row in rows)
    if request.method == "POST" and form.is_valid():
        try:
            invite.invite(business=business, actor=me, **form.cleaned_data)
            messages.success(request, _("Undangan terkirim; berlaku 14 hari."))
            return redirect("workspace:companions", business.slug)
        except DomainError as error:
            tell(form, error)
    context = {
        "business": business, "form": form, "rows": rows, "may_invite": may_invite, "now": clock.now(),
        "owners": sum(row.role == Role.OWNER for row in rows), "roles": _roles(),
        "invitations": business.invitations.filter(outcome="").order_by("-pk") if may_invite else [],
    }  # fmt: skip
    return render(request, "workspace/companions.html", context)


@member
@require_POST
def remove_companion(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """End a membership."""
    membership = get_object_or_404(business.memberships.all(), pk=pk)
    try:
        members.remove(business=business, membership=membership, actor=person(request))
    except DomainError as error:
        messages.error(request, str(error))
    # Whoever has just left may not see the list any more.
    still_in = business.memberships.filter(user=person(request)).exists()
    return redirect("workspace:companions", business.slug) if still_in else redirect("workspace:list")


@member_with(Right.PEOPLE)
@require_POST
def withdraw(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invite.withdraw(invitation=get_object_or_404(business.invitations.all(), pk=pk), actor=person(request))
    messages.success(request, _("Undangan ditarik."))
    return redirect("workspace:companions", business.slug)


@login_required
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an invitation to whom it went, and take the answer; nobody else finds it."""
    me = person(request)
    row = get_object_or_404(answer_invitation.invitations_for(me), pk=pk)
    if request.method == "POST" and request.POST.get("jawab") == "tolak":
        answer_invitation.decline(invitation=row, user=me)
        messages.success(request, _("Undangan ditolak."))
        return redirect("workspace:list")
    if request.method == "POST":
        try:
            business = answer_invitation.accept(invitation=row, user=me)
            return redirect("workspace:overview", business.slug)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("workspace:list")
    context = {"invitation": row, "allowed": rights.allowed(row.role), "denied": rights.denied(row.role)}
    return render(request, "workspace/invitation.html", context)


def _roles() -> list[tuple[str, list[Right], list[Right]]]:
    """Return the table of rights as people read it."""
    return [(str(role.label), rights.allowed(role), rights.denied(role)) for role in Role]
