"""Stripe's way of speaking: bracketed forms in, one JSON shape for every error out."""

import base64
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_PART = re.compile(r"\[([^\[\]]*)\]")


class StripeError(Exception):
    """An error in Stripe's own words. `kind` is its type, `param` the parameter it is about."""

    def __init__(
        self, message: str, *, status: int = 400, kind: str = "invalid_request_error", param: str = "", code: str = ""
    ) -> None:
        super().__init__(message)
        self.status, self.kind, self.param, self.code = status, kind, param, code

    def body(self) -> dict[str, Any]:
        """Return the JSON of the answer."""
        error = {"type": self.kind, "message": str(self), "param": self.param, "code": self.code}
        return {"error": {name: value for name, value in error.items() if value}}


def check_key(request: HttpRequest) -> None:
    """Take the secret key as Bearer, or as the user of Basic. Raises StripeError (401)."""
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            rest = base64.b64decode(rest).decode().partition(":")[0]
        except ValueError:
            rest = ""
    if scheme.lower() not in {"bearer", "basic"} or not rest or rest != settings.STRIPE_SECRET_KEY:
        raise StripeError("Invalid API Key provided.", status=401)


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the tree that `a[b][0][c]=x` writes down. Raises StripeError for a key nobody can read."""
    tree: dict[str, Any] = {}
    for key, value in pairs:
        match = _KEY.fullmatch(key)
        if not match:
            raise StripeError(f"Invalid parameter name: {key[:80]}", param=key[:80])
        parts = [match[1], *_PART.findall(match[2])]
        place = tree
        for part in parts[:-1]:
            # An empty bracket (`expand[]`) appends.
            place = place.setdefault(part or str(len(place)), {})
            if not isinstance(place, dict):
                raise StripeError(f"Invalid object: {key[:80]}", param=parts[0])
        place[parts[-1] or str(len(place))] = value
    return {key: _lists(value) for key, value in tree.items()}


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    tree = {key: _lists(inner) for key, inner in value.items()}
    if tree and all(key.isdigit() for key in tree):
        return [tree[key] for key in sorted(tree, key=int)]
    return tree
