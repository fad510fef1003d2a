"""Who calls, and how often they may."""

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import BaseThrottle

from rumah.accounts.models import User
from rumah.accounts.tokens import user_of
from rumah.core.throttle import client_address, wait_after


class SignedIn(APIKeyCookie):
    """The session of someone signed in on the site; such a call must carry the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """Return the person of the session, or None."""
        return request.user if request.user.is_authenticated else None


class Token(HttpBearer):
    """A personal token, as `Authorization: Bearer rk_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return the person the token acts for, or None."""
        return user_of(token)


PERSON = [Token(), SignedIn()]


class Limit(BaseThrottle):
    """So many calls a minute from one address; writing is dearer than reading."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        self._wait = 0

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this call and say whether it may go on."""
        limit = settings.API_LIMITS[self.scope]
        self._wait = wait_after(f"api-{self.scope}", client_address(request), limit=limit, seconds=60)
        return self._wait == 0

    def wait(self) -> float:
        """Return the seconds until the next call may succeed."""
        return float(self._wait)


READ, WRITE = Limit("read"), Limit("write")
