"""Names under which a form's typed state waits on the device, and the word that it is no longer needed.

The device keeps what is typed (`theme/drafts.js`); after a save the answer names the draft in a short-lived cookie, and
the next page throws it away. So a page that failed, or a line that broke, costs nothing.
"""

from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rumah.businesses.models import Business

R = TypeVar("R", bound=HttpResponseBase)
COOKIE = "isian"
SECONDS = 86_400


def draft_key(request: HttpRequest, business: Business, form: str) -> str:
    """Return the draft's name: this person's, for this business, of this form."""
    # The dot ends it: no name is the beginning of another.
    return f"isian:{request.user.pk}:{business.pk}:{form}."


def saved(response: R, key: str) -> R:
    """Let the answer say that what was typed under `key` is saved."""
    response.set_cookie(COOKIE, key, max_age=SECONDS, path="/", samesite="Lax")
    return response
