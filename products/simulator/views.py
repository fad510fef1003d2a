"""The payer's page: instead of a card it asks what shall happen."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from products.simulator.events import deliver
from products.simulator.outcomes import BY_CODE, act, possible
from products.simulator.sessions import found
from products.simulator.wire import StripeError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show what is asked for; on a post let the chosen thing happen and send the payer back to the shop."""
    try:
        row = found(session_id)
    except StripeError as error:
        raise Http404 from error
    if request.method != "POST":
        rupiah = [{**line, "total": line["unit_amount"] * line["quantity"] // 100} for line in row.lines]
        context = {"session": row, "total": row.amount // 100, "lines": rupiah, "outcomes": possible(row)}
        return render(request, "simulator/pay.html", context)
    outcome = BY_CODE.get(request.POST.get("outcome", ""))
    if outcome is None:
        raise Http404
    row, messages = act(session_id=session_id, outcome=outcome)
    deliver(messages)
    return HttpResponseRedirect(row.success_url if outcome.succeeds else row.cancel_url or row.success_url)
