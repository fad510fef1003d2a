"""The page where an administrator resets a colleague's second step of signing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from rumah.accounts.models import User
from rumah.accounts.second_step import MAY, has_second_step, reset_second_step
from rumah.core.errors import DomainError


@permission_required(MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and reset."""
    person, error, status = get_object_or_404(User, pk=pk), "", 200
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            reset_second_step(person=person, actor=request.user, reason=reason)
            messages.success(request, _("Langkah kedua diatur ulang; orangnya mendapat kabar."))
            return redirect("wagtailusers_users:edit", pk)
        except DomainError as refused:
            error, status = str(refused), refused.status
    context = {"person": person, "has_step": has_second_step(person), "error": error, "reason": reason}
    return render(request, "lounge/second_step.html", context, status=status)
