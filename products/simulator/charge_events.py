"""Messages of Midtrans and Xendit to the shop, as they were when the thing happened, really posted."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
import structlog
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from products.simulator.events import TIMEOUT_SECONDS
from products.simulator.midtrans import status_object
from products.simulator.models import SimulatedCharge
from products.simulator.xendit import invoice_object

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ChargeMessage:
    """One message of a house; `headers` carry what its kind of signature needs beside the body."""

    house: str
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    def post(self) -> int:
        """Deliver the message and return the answer's status; 0 when nobody answered."""
        data = json.dumps(self.body, cls=DjangoJSONEncoder).encode()
        headers = {"Content-Type": "application/json", **self.headers}
        try:
            answer = requests.post(webhook_url(self.house), data=data, headers=headers, timeout=TIMEOUT_SECONDS)
        except requests.RequestException as error:
            log.warning("simulated_message_lost", house=self.house, error=type(error).__name__)
            return 0
        return answer.status_code


def message(row: SimulatedCharge, *, forged: bool = False, **changes: Any) -> ChargeMessage:
    """Return a message about a charge as it is now, with `changes`; a forged one is signed by somebody else."""
    if row.provider == "xendit":
        token = "somebody-else" if forged else settings.XENDIT_CALLBACK_TOKEN
        return ChargeMessage("xendit", {**invoice_object(row), **changes}, {"x-callback-token": token})
    body = {**status_object(row), **changes}
    secret = "somebody-else" if forged else settings.MIDTRANS_SERVER_KEY
    signed = f"{body['order_id']}{body['status_code']}{body['gross_amount']}{secret}"
    return ChargeMessage("midtrans", {**body, "signature_key": hashlib.sha512(signed.encode()).hexdigest()})


def webhook_url(house: str) -> str:
    """Return where the shop takes messages: on the host where this API is called."""
    parts = urlsplit({"midtrans": settings.MIDTRANS_API_BASE, "xendit": settings.XENDIT_API_BASE}[house])
    return f"{parts.scheme}://{parts.netloc}/webhook/{house}/"
