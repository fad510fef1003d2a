"""Pages on permits."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from products.readiness.tasks import recount
from rumah.businesses.handing import send_permit
from rumah.businesses.mending import asked
from rumah.businesses.models import Business
from rumah.businesses.permits import MAX_BYTES, add_permit, number_warning, remove_permit
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, tell
from rumah.workspace.forms import PermitForm


@member
def permits(request: HttpRequest, business: Business) -> HttpResponse:
    """List the permits, with what the staff ask to have mended of each, and add one."""
    form = PermitForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        content = upload.read(MAX_BYTES + 1) if upload else b""
        try:
            permit = add_permit(business=business, content=content, actor=request.user, **data)
            recount.enqueue(business.pk)
            messages.success(request, number_warning(permit.kind, permit.number) or _("Izin tersimpan."))
            return redirect("workspace:permits", business.slug)
        except DomainError as error:
            tell(form, error)
    wanted = {one.permit: one.text for one in asked(business) if one.permit}
    rows = [(row, wanted.get(row.pk, "")) for row in business.permits.order_by("kind", "pk")]
    return render(request, "workspace/permits.html", {"business": business, "form": form, "permits": rows})


@member
@require_POST
def remove(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Take a permit away."""
    remove_permit(permit=get_object_or_404(business.permits.all(), pk=pk), actor=request.user)
    recount.enqueue(business.pk)
    return redirect("workspace:permits", business.slug)


@member
@require_safe
def permit_file(request: HttpRequest, business: Business, pk: int) -> FileResponse:
    """Hand a member the file of one of their permits."""
    return send_permit(get_object_or_404(business.permits.all(), pk=pk))
