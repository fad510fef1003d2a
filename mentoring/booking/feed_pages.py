"""The private calendar: its page, and the calendar itself for whoever has the address."""

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoring.sessions import feed
from mentoring.sessions.models import CalendarFeed
from rumah.accounts.models import User
from rumah.core.throttle import client_address, wait_after


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Make an address, which is shown this once, or take it back."""
    user, address = cast("User", request.user), ""
    if request.method == "POST":
        if "cabut" in request.POST:
            feed.close_feed(actor=user)
            return HttpResponseRedirect(request.path, status=303)
        address = f"{settings.BASE_URL}/pendampingan/kalender/{feed.open_feed(actor=user)}.ics"
    context = {
        "address": address,
        "webcal": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        "row": CalendarFeed.objects.filter(user=user).first(),
    }
    return render(request, "booking/feed.html", context)


@never_cache
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Hand out the calendar; an address nobody has, and too many guesses, find nothing."""
    if wait_after("calendar-feed", client_address(request), limit=60, seconds=60):
        raise Http404
    found = feed.feed_of(secret)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="text/calendar; charset=utf-8", headers={"Referrer-Policy": "no-referrer"})
