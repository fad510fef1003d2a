"""The page where staff look at a business and move it on."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from products.catalogue import standing
from rumah.businesses import mending, tagging
from rumah.businesses.drafts import discard_draft
from rumah.businesses.handing import send_permit
from rumah.businesses.models import Business, Permit
from rumah.businesses.permits import check_permit, number_problem, number_warning
from rumah.businesses.states import Standing
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.models import AuditEntry
from rumah.verification import decide, queries

WITH_REASON: dict[str, Callable[..., Business]] = {"perbaikan": decide.send_back, "tangguhkan": standing.suspend}


@permission_required("businesses.view_business")
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything a verifier compares."""
    return _page(request, get_object_or_404(Business, pk=pk))


@permission_required("businesses.verify_business")
@require_POST
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Move the business on; a refused step comes back with all that was written."""
    business = get_object_or_404(Business, pk=pk)
    asked = Asked(request.POST)
    reason = asked.note if verb == "tangguhkan" else asked.reason(business)
    try:
        if verb == "verifikasi":
            asked.nothing_asked(reason)
            decide.verify(business=business, actor=request.user, checked=asked.checked)
        elif verb == "aktifkan":
            standing.reinstate(business=business, actor=request.user)
        else:
            WITH_REASON[verb](business=business, actor=request.user, reason=reason)
    except DomainError as error:
        return _page(request, business, asked=asked, error=str(error), status=error.status)
    messages.success(request, _("Status usaha sudah diubah; pemiliknya mendapat kabar."))
    return redirect("tinjau", pk)


@permission_required("businesses.change_permit")
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that number and file agree."""
    permit = get_object_or_404(Permit, pk=pk)
    check_permit(permit=permit, actor=request.user)
    return redirect("tinjau", permit.business_id)


@permission_required("businesses.change_business")
@require_POST
def tags(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the tags; refused ones come back as they were typed."""
    business, typed = get_object_or_404(Business, pk=pk), request.POST.get("tags", "")
    try:
        tagging.set_tags(business=business, text=typed, actor=request.user)
    except DomainError as error:
        said = " ".join(str(problem.message) for problem in error.problems)
        return _page(request, business, error=said, status=error.status, tags=typed)
    messages.success(request, _("Tag tersimpan."))
    return redirect("tinjau", pk)


@permission_required("businesses.change_business")
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft away and begin anew with what the public read."""
    discard_draft(business=get_object_or_404(Business, pk=pk), actor=request.user)
    messages.success(request, _("Draf disisihkan; riwayatnya masih ada."))
    return redirect("business:edit", pk)


@permission_required("businesses.view_permit")
@require_safe
def permit_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand a verifier the file, and note who had it."""
    permit = get_object_or_404(Permit, pk=pk)
    audit.record("businesses.permit_seen", permit, actor=request.user)
    return send_permit(permit)


class Asked:
    """What a verifier ticked and wrote on the page."""

    def __init__(self, posted: QueryDict) -> None:
        self.note = posted.get("reason", "")
        self.checked = {int(value) for value in posted.getlist("checked") if value.isdecimal()}
        self.fields = {name: posted.get(f"field-{name}", "") for name in mending.FIELDS}
        self.permits = {
            int(key[7:]): str(value)
            for key, value in posted.items()
            if key.startswith("permit-") and key[7:].isdecimal()
        }

    def reason(self, business: Business) -> str:
        """Return what the owner will read."""
        return mending.compose(business=business, fields=self.fields, permits=self.permits, note=self.note)

    def nothing_asked(self, reason: str) -> None:
        """Raise DomainError while something is still asked of the owner."""
        if reason:
            raise DomainError(Problem(_("Ada catatan perbaikan. Kosongkan catatan itu atau pilih “Minta perbaikan”.")))


def _page(
    request: HttpRequest,
    business: Business,
    *,
    asked: Asked | None = None,
    status: int = 200,
    error: str = "",
    tags: str | None = None,
) -> HttpResponse:
    asked = asked or Asked(QueryDict())
    trail = AuditEntry.objects.filter(target_type="businesses.business", target_id=str(business.pk))
    permits = [
        {
            "row": permit,
            "doubt": number_problem(permit.kind, permit.number) or number_warning(permit.kind, permit.number),
            "typed": asked.permits.get(permit.pk, ""),
        }
        for permit in business.permits.order_by("kind", "pk")
    ]
    is_waiting = business.standing == Standing.SUBMITTED
    context = {
        "business": business,
        "wait": queries.open_wait(business) if is_waiting else None,
        "verifiers": queries.verifiers() if is_waiting else [],
        "today": clock.today(),
        "permits": permits,
        "members": business.memberships.select_related("user").order_by("pk"),
        "fields": [
            {"name": name, "label": label, "typed": asked.fields[name]} for name, label in mending.labels().items()
        ],
        "checked": asked.checked,
        "reason": asked.note,
        "error": error,
        "tags": ", ".join(tagging.tag_names(business)) if tags is None else tags,
        "trail": trail.select_related("actor").order_by("-id")[:10],
    }
    return render(request, "lounge/review.html", context, status=status)
