"""Limits that hold across processes: one atomic counter a window in the shared cache."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address: the one our own proxy wrote last, never what the visitor wrote before it."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rsplit(",", 1)[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))


def wait_after(scope: str, who: str, *, limit: int, seconds: int) -> int:
    """Count one use of `scope` by `who`; return 0 while at most `limit` fall in the window, else seconds to wait."""
    now = time.time()
    window = int(now // seconds)
    key = f"limit:{scope}:{who}:{window}"
    cache.add(key, 0, seconds + 1)
    try:
        used = cache.incr(key)
    except ValueError:
        # The window ended between the two calls; the next use starts a new one.
        return 0
    return 0 if used <= limit else int((window + 1) * seconds - now) + 1
