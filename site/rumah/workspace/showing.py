"""The link that shows a business before it is public: made and closed here, read at `/pratinjau/`."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rumah.businesses.models import Business
from rumah.businesses.preview_link import close_preview, open_preview
from rumah.businesses.rights import Right
from rumah.workspace.doors import member_with


@member_with(Right.PROFILE)
@require_POST
def open_link(request: HttpRequest, business: Business) -> HttpResponse:
    """Make a link."""
    open_preview(business=business, actor=request.user)
    messages.success(request, _("Tautan pratinjau siap dibagikan."))
    return redirect("workspace:overview", business.slug)


@member_with(Right.PROFILE)
@require_POST
def close_link(request: HttpRequest, business: Business) -> HttpResponse:
    """Close it."""
    close_preview(business=business, actor=request.user)
    messages.success(request, _("Tautan pratinjau ditutup."))
    return redirect("workspace:overview", business.slug)
