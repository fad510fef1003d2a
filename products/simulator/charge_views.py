"""The payer's page for codes, account numbers and invoices: it asks what shall happen."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

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
    back = _back(request, row)
    if request.method != "POST":
        return render(request, "simulator/charge.html", {"charge": row, "outcomes": possible(row), "back": back})
    outcome = BY_CODE.get(request.POST.get("outcome", ""))
    if outcome is None:
        raise Http404
    row, messages = act(charge_id=row.pk, outcome=outcome)
    deliver(messages)
    return HttpResponseRedirect(back)


def _back(request: HttpRequest, row: SimulatedCharge) -> str:
    """Return where the payer came from: an invoice knows it, a code or a number is told by the link to this page."""
    told = request.POST.get("kembali") or request.GET.get("kembali", "")
    if url_has_allowed_host_and_scheme(told, allowed_hosts=None):
        return f"{told}&kembali=1"
    return str(row.detail.get("success_redirect_url") or "/")
