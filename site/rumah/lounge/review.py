"""The page where staff look at a business and move it on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.catalogue import standing
from rumah.businesses.handing import send_permit
from rumah.businesses.models import Business, Permit
from rumah.businesses.permits import check_permit, number_problem, number_warning
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry

PLAIN: dict[str, Callable[..., Business]] = {"verifikasi": standing.verify, "aktifkan": standing.reinstate}
WITH_REASON: dict[str, Callable[..., Business]] = {"perbaikan": standing.send_back, "tangguhkan": standing.suspend}


@permission_required("businesses.change_business")
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything a verifier compares."""
    return _page(request, get_object_or_404(Business, pk=pk))


@permission_required("businesses.change_business")
@require_POST
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Move the business on; a refused reason comes back with what was written."""
    business = get_object_or_404(Business, pk=pk)
    reason = request.POST.get("reason", "")
    try:
        if verb in PLAIN:
            PLAIN[verb](business=business, actor=request.user)
        else:
            WITH_REASON[verb](business=business, actor=request.user, reason=reason)
    except DomainError as error:
        return _page(request, business, error=str(error), verb=verb, reason=reason, status=error.status)
    messages.success(request, _("Status usaha sudah diubah; pemiliknya mendapat kabar."))
    return redirect("tinjau", pk)


@permission_required("businesses.change_permit")
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that number and file agree."""
    permit = get_object_or_404(Permit, pk=pk)
    check_permit(permit=permit, actor=request.user)
    return redirect("tinjau", permit.business_id)


@permission_required("businesses.view_permit")
@require_safe
def permit_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand a verifier the file."""
    return send_permit(get_object_or_404(Permit, pk=pk))


def _page(request: HttpRequest, business: Business, *, status: int = 200, **context: Any) -> HttpResponse:
    trail = AuditEntry.objects.filter(target_type="businesses.business", target_id=str(business.pk))
    permits = [
        (permit, number_problem(permit.kind, permit.number) or number_warning(permit.kind, permit.number))
        for permit in business.permits.order_by("kind", "pk")
    ]
    members = business.memberships.select_related("user").order_by("pk")
    context |= {"business": business, "permits": permits, "members": members}
    context["trail"] = trail.select_related("actor").order_by("-id")[:10]
    return render(request, "lounge/review.html", context, status=status)
