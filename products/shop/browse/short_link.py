"""Short links: the code on a poster leads to what it was made for. Only our own pages can be the target."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from products.campaigns.queries import target_of
from products.shop.browse.counting import count_visit


@require_safe
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Lead on and count the visit; say clearly where a link leads nowhere any more."""
    target = target_of(code.lower())
    if target is None:
        raise Http404
    if not target.path:
        response = render(request, "shop/browse/link_gone.html", status=410)
    else:
        response = HttpResponseRedirect(target.path)
        if target.is_counted:
            count_visit(request, target.campaign.pk)
    # Every opening comes to us: where it leads may change, and it is counted.
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
