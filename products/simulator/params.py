"""Parameters checked against stripe-python's own types: what Stripe does not know, the simulator refuses too."""

from functools import cache
from typing import Any

import typing_extensions
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from stripe.params import RefundCreateParams, RefundListParams
from stripe.params.checkout import SessionCreateParams, SessionExpireParams, SessionRetrieveParams

from products.simulator.wire import StripeError

KINDS: dict[str, Any] = {
    "session_create": SessionCreateParams,
    "session_retrieve": SessionRetrieveParams,
    "session_expire": SessionExpireParams,
    "refund_create": RefundCreateParams,
    "refund_list": RefundListParams,
}
# The library's types inherit what is said in headers; in a body it is unknown.
HEADERS = frozenset(
    {
        "api_key", "stripe_version", "stripe_account", "stripe_context", "max_network_retries", "idempotency_key",
        "content_type", "headers",
    }
)  # fmt: skip


def checked(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return `data` with its numbers as numbers. Raises StripeError naming the first parameter that is wrong."""
    try:
        result: dict[str, Any] = _adapter(kind).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        param = _name(first["loc"])
        if first["type"] == "extra_forbidden":
            raise StripeError(f"Received unknown parameter: {param}", param=param, code="parameter_unknown") from error
        if first["type"] == "missing":
            raise StripeError(f"Missing required param: {param}.", param=param, code="parameter_missing") from error
        raise StripeError(f"Invalid {param}: {first['msg']}", param=param) from error
    return result


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    params = KINDS[kind]
    own = {name: hint for name, hint in params.__annotations__.items() if name not in HEADERS}
    # Hints are written as text in the library's module, so they are resolved as if they stood there.
    holder = type(params.__name__, (), {"__annotations__": own, "__module__": params.__module__})
    hints = typing_extensions.get_type_hints(holder, include_extras=True)
    strict = with_config(ConfigDict(extra="forbid", arbitrary_types_allowed=True))
    return TypeAdapter(strict(typing_extensions.TypedDict(params.__name__, hints)))  # type: ignore[operator]


def _name(place: tuple[int | str, ...]) -> str:
    # Steps such as `dict[str,str]` name a branch of a union, not a parameter.
    head, *rest = [str(step) for step in place if not _is_branch(step)] or [""]
    return head + "".join(f"[{step}]" for step in rest)


def _is_branch(step: int | str) -> bool:
    """Whether a step of pydantic's path names a type rather than a key."""
    return isinstance(step, str) and ("[" in step or "'" in step)
