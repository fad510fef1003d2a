"""The courier's page: where the parcel comes to is chosen, and the shop is told as Biteship tells it."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from products.simulator import biteship
from products.simulator.events import TIMEOUT_SECONDS, deliver

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ParcelMessage:
    """That a parcel has come to `status`."""

    number: str
    status: str

    def post(self) -> int:
        """Deliver the message and return the answer's status; 0 when nobody answered."""
        parts = urlsplit(settings.BITESHIP_API_BASE)
        body = {"event": "order.status", "order_id": self.number, "status": self.status}
        headers = {
            "Content-Type": "application/json", settings.BITESHIP_WEBHOOK_HEADER: settings.BITESHIP_WEBHOOK_SECRET,
        }  # fmt: skip
        try:
            answer = requests.post(
                f"{parts.scheme}://{parts.netloc}/webhook/biteship/", data=json.dumps(body).encode(), headers=headers,
                timeout=TIMEOUT_SECONDS,
            )  # fmt: skip
        except requests.RequestException as error:
            log.warning("simulated_message_lost", house="biteship", error=type(error).__name__)
            return 0
        return answer.status_code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def parcel(request: HttpRequest, number: str) -> HttpResponse:
    """Show a parcel; on a post let it come to the chosen place and tell the shop."""
    found = biteship.parcel(number)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "simulator/parcel.html", {"parcel": found, "steps": biteship.STEPS})
    status = request.POST.get("status", "")
    if status not in biteship.STEPS:
        raise Http404
    biteship.move(number, status)
    deliver([ParcelMessage(number, status)])
    return HttpResponseRedirect(request.path)
