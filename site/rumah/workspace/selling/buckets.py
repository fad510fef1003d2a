"""The list of a seller's orders: buckets, search, and accepting many."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from products.orders import seller_queries
from products.orders.accept_many import accept_many
from products.orders.deadline import accept_by
from products.orders.states import Fulfilment
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.core.text import clean_line
from rumah.workspace.doors import member


@member
@never_cache
@require_safe
def orders(request: HttpRequest, business: Business) -> HttpResponse:
    """List one bucket, or what was searched for in all of them."""
    asked = request.GET.get("status", Fulfilment.TO_ACCEPT)
    bucket = asked if asked in Fulfilment.values else Fulfilment.TO_ACCEPT
    words = clean_line(request.GET.get("q", ""))[: seller_queries.LONGEST]
    cursor = request.GET.get("lanjut", "")
    searching = len(words) >= seller_queries.SHORTEST
    page = (
        seller_queries.found(business, words, cursor=cursor)
        if searching
        else seller_queries.in_bucket(business, bucket, cursor=cursor)
    )
    context = {
        "business": business, "bucket": "" if searching else bucket, "words": words,
        "too_short": words and not searching,
        "buckets": seller_queries.buckets_of(business), "page": page, "cursor": cursor,
        "rows": [(row, accept_by(row)) for row in page.rows],
    }  # fmt: skip
    return render(request, "workspace/selling/orders.html", context)


@member
@require_POST
def accept_chosen(request: HttpRequest, business: Business) -> HttpResponse:
    """Accept the ticked orders, all or none."""
    try:
        rows = accept_many(business=business, numbers=request.POST.getlist("nomor"), actor=request.user)
        text = ngettext("%(count)d pesanan diterima.", "%(count)d pesanan diterima.", len(rows)) % {"count": len(rows)}
        messages.success(request, text)
    except DomainError as error:
        for problem in error.problems:
            messages.error(request, str(problem.message))
        messages.error(request, _("Tidak ada pesanan yang diubah."))
        return redirect("workspace:orders", business.slug)
    response = redirect("workspace:orders", business.slug)
    response["Location"] += f"?status={Fulfilment.TO_SHIP}"
    return response
