"""The simulator's HTTP API below /simulasi/stripe/v1/: keys, idempotency and errors around what sessions.py does."""

import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from products.simulator import refunds, sessions
from products.simulator.models import SimulatedIdempotency
from products.simulator.wire import StripeError, check_key, nested
from rumah.core import clock

Deed = Callable[[dict[str, Any]], dict[str, Any]]


@csrf_exempt
def create_session(request: HttpRequest) -> JsonResponse:
    """POST /v1/checkout/sessions."""
    return _answer(request, sessions.create)


@csrf_exempt
def retrieve_session(request: HttpRequest, session_id: str) -> JsonResponse:
    """GET /v1/checkout/sessions/<id>."""
    return _answer(request, partial(sessions.retrieve, session_id), method="GET")


@csrf_exempt
def expire_session(request: HttpRequest, session_id: str) -> JsonResponse:
    """POST /v1/checkout/sessions/<id>/expire."""
    return _answer(request, partial(sessions.expire, session_id))


@csrf_exempt
def refunds_of(request: HttpRequest) -> JsonResponse:
    """POST and GET /v1/refunds."""
    return (
        _answer(request, refunds.listed, method="GET") if request.method == "GET" else _answer(request, refunds.create)
    )


@csrf_exempt
def retrieve_refund(request: HttpRequest, refund_id: str) -> JsonResponse:
    """GET /v1/refunds/<id>."""
    return _answer(request, partial(refunds.retrieve, refund_id), method="GET")


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> JsonResponse:
    """Answer what the simulator has not learned, as Stripe does."""
    message = f"Unrecognized request URL ({request.method}: /v1/{rest})."
    return JsonResponse(StripeError(message, status=404).body(), status=404)


def _answer(request: HttpRequest, deed: Deed, method: str = "POST") -> JsonResponse:
    try:
        check_key(request)
        if request.method != method:
            raise StripeError(f"Unrecognized request URL ({request.method}: {request.path}).", status=404)
        form = request.POST if method == "POST" else request.GET
        data = nested((name, value) for name, values in form.lists() for value in values)
        key = request.headers.get("Idempotency-Key", "")
        if method == "POST" and key:
            return _once(key, request.path, data, deed)
        with transaction.atomic():
            return JsonResponse(deed(data))
    except StripeError as error:
        return JsonResponse(error.body(), status=error.status)


def _once(key: str, path: str, data: dict[str, Any], deed: Deed) -> JsonResponse:
    fingerprint = hashlib.sha256(json.dumps([path, data], sort_keys=True).encode()).hexdigest()
    if known := SimulatedIdempotency.objects.filter(key=key).first():
        return _again(known, fingerprint)
    try:
        with transaction.atomic():
            row = SimulatedIdempotency.objects.create(
                key=key, fingerprint=fingerprint, status=200, body={}, created_at=clock.now()
            )
            row.status, row.body = _do(data, deed)
            row.save(update_fields=["status", "body"])
    except IntegrityError:
        return _again(SimulatedIdempotency.objects.get(key=key), fingerprint)
    return JsonResponse(row.body, status=row.status)


def _do(data: dict[str, Any], deed: Deed) -> tuple[int, dict[str, Any]]:
    try:
        with transaction.atomic():
            return 200, deed(data)
    except StripeError as error:
        return error.status, error.body()


def _again(known: SimulatedIdempotency, fingerprint: str) -> JsonResponse:
    if known.fingerprint != fingerprint:
        message = "Keys for idempotent requests can only be used with the same parameters they were first used with."
        raise StripeError(message, kind="idempotency_error")
    return JsonResponse(known.body, status=known.status, headers={"Idempotent-Replayed": "true"})
