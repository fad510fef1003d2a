"""A business and its drafts for whoever has the link: never stored, never indexed, and without any cookie."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from products.catalogue.states import Status
from products.shop.browse import places, story, words
from products.shop.browse.business_page import socials
from rumah.businesses.models import Business
from rumah.businesses.preview_link import previewed
from rumah.businesses.queries import valid_permits
from rumah.core import keyset

# The address is the key: it may not wander on with a link to another site.
HEADERS = {
    "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer",
}  # fmt: skip


@require_safe
def preview(request: HttpRequest, pk: int, signature: str) -> HttpResponse:
    """Show what the public would see, drafts included."""
    business = previewed(pk, signature)
    if business is None:
        raise Http404
    response = render(request, "shop/browse/preview.html", _context(business, request.GET.get("lanjut", "")[:400]))
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _context(business: Business, cursor: str) -> dict[str, Any]:
    shown = business.products.exclude(status__in=[Status.ARCHIVED, Status.SUSPENDED])
    page = keyset.page(shown, order=("-created_at", "-id"), cursor=cursor)
    return {
        "business": business, "permits": valid_permits(business), "place": places.short(business.region_code),
        "place_full": places.full(business.region_code), "story": story.parts(business.story),
        "socials": socials(business), "question": words.business_question(business), "products": page.rows,
        "next_url": f"?lanjut={page.next_cursor}" if page.next_cursor else "",
    }  # fmt: skip
