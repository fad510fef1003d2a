"""Content Security Policy: nothing from elsewhere, nothing inline on the pages people see.

The Wagtail admin alone gets `'unsafe-inline'`, in rumah.core.middleware (Wagtail needs it).
"""

from typing import Any
from urllib.parse import urlsplit

NONE, SELF, UNSAFE_INLINE = "'none'", "'self'", "'unsafe-inline'"


def payment_hosts(*, stripe: bool, xendit: bool) -> list[str]:
    """Return the origins of the pages where providers take a payment."""
    hosts = ["https://checkout.stripe.com"] if stripe else []
    return [*hosts, "https://checkout.xendit.co", "https://checkout-staging.xendit.co"] if xendit else hosts


def content_security_policy(*, media_url: str, payment_hosts: list[str]) -> dict[str, Any]:
    """Build the django-csp setting.

    `payment_hosts` are origins a form may lead to, because Chromium applies `form-action` to redirects as well.
    """
    parts = urlsplit(media_url)
    media = [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:", "blob:", *media],
            "font-src": [SELF],
            "connect-src": [SELF],
            "manifest-src": [SELF],
            "worker-src": [SELF],
            "form-action": [SELF, *payment_hosts],
            "base-uri": [NONE],
            "object-src": [NONE],
            "frame-ancestors": [NONE],
        }
    }


# Wagtail's editor frames its own preview and uses inline styles and scripts.
ADMIN_POLICY: dict[str, list[str]] = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
