"""The businesses a mentor serves; all others are not found."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mentoring.desk.access import mentor_only
from mentoring.journal import brief, queries
from mentoring.journal.served import businesses_served, open_permit, papers_until
from mentoring.services.models import Mentor
from rumah.businesses.handing import send_permit
from rumah.core import clock, keyset


@mentor_only
@require_safe
def businesses(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """List them by name."""
    rows = businesses_served(mentor).defer("story")
    page = keyset.page(rows, order=("name", "id"), cursor=request.GET.get("dari", ""))
    next_url = f"?dari={page.next_cursor}" if page.next_cursor else ""
    return render(request, "desk/businesses.html", {"businesses": page.rows, "next_url": next_url})


@mentor_only
@require_safe
def business(request: HttpRequest, mentor: Mentor, slug: str) -> HttpResponse:
    """Show one: its offers, permits, what is still to do, and the sessions together."""
    found = get_object_or_404(businesses_served(mentor).defer("story"), slug=slug)
    until, page = papers_until(mentor, found), brief.products_of(found, cursor=request.GET.get("dari", ""))
    context = {
        "business": found, "mentor": mentor, "brief": brief.brief(found), "products": page.rows,
        "next_url": f"?dari={page.next_cursor}" if page.next_cursor else "", "today": clock.today(),
        "items": queries.open_items_of(found), "sessions": queries.earlier(mentor, found),
        "until": until, "may_open": until is not None and clock.now() <= until,
    }  # fmt: skip
    return render(request, "desk/business.html", context)


@mentor_only
@require_safe
def permit_file(request: HttpRequest, mentor: Mentor, slug: str, pk: int) -> HttpResponseBase:
    """Hand out a permit's file while the mentor may see it."""
    found = get_object_or_404(businesses_served(mentor).defer("story"), slug=slug)
    permit = open_permit(mentor=mentor, business=found, pk=pk)
    if permit is None:
        raise Http404
    return send_permit(permit)
