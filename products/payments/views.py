"""Where providers deliver their messages."""

import structlog
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from products.payments import inbox, providers
from products.payments.providers.base import Forged
from products.payments.tasks import process_webhook

log = structlog.get_logger(__name__)
MAX_BYTES = 65_536


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """Store a message and answer at once. 400: forged, stale or too large; 503: ours, but to be sent again."""
    if not providers.of_house(provider):
        return HttpResponse(status=404)
    if len(request.body) > MAX_BYTES:
        return HttpResponse(status=400)
    try:
        with transaction.atomic():
            event = inbox.receive(house=provider, headers=request.headers, body=request.body)
            if event:
                process_webhook.enqueue(event.pk)
    except Forged as error:
        log.warning("webhook_refused", provider=provider, why=str(error))
        return HttpResponse(status=400)
    except inbox.NotFoundYet as error:
        log.error("webhook_without_attempt", provider=provider, message=str(error))
        return HttpResponse(status=503)
    return HttpResponse(status=200)
