"""The payer's page for codes, account numbers and invoices: it asks what shall happen."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from products.orders.links import purchase_path
from products.orders.models import Purchase
from products.simulator.charge_outcomes import BY_CODE, act, possible
from products.simulator.charges import found
from products.simulator.events import deliver
from products.simulator.models import SimulatedCharge


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pay_charge(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is asked for; on a post let the chosen thing happen and send the payer back to the shop."""
    row = found(name)
    if row is None:
        raise Http404
    if request.method != "POST":
        context = {"charge": row, "outcomes": possible(row), "back": _back(row)}
        return render(request, "simulator/charge.html", context)
    outcome = BY_CODE.get(request.POST.get("outcome", ""))
    if outcome is None:
        raise Http404
    row, messages = act(charge_id=row.pk, outcome=outcome)
    deliver(messages)
    return HttpResponseRedirect(_back(row) + "&kembali=1")


def _back(row: SimulatedCharge) -> str:
    """Return the shop's page of what is paid here; an own page of a code or number has no address to go back to."""
    purchase = Purchase.objects.filter(attempts=row.order_id).first()
    return purchase_path(purchase) if purchase else "/?"
