"""A browser's or a program's side of the benchmark."""

import http.client
import json
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode


class Caller:
    """One connection that is kept; cookies too, for a visitor."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: SimpleCookie | None = None

    def visitor(self) -> "Caller":
        """Return someone new on the same connection, who keeps the cookies they are given."""
        other = Caller(self.port)
        other.connection, other.cookies = self.connection, SimpleCookie()
        return other

    def __call__(self, path: str, data: object = None, wanted: int = 200, **headers: str) -> bytes:
        """Get, or post JSON; anything but `wanted` ends the run."""
        body = None if data is None else json.dumps(data).encode()
        kind = {"Content-Type": "application/json"} if body else {}
        return self._ask(path, body, wanted, {**kind, **{n.replace("_", "-"): v for n, v in headers.items()}})

    def page(self, path: str, **words: str) -> bytes:
        """Get a page with parameters."""
        return self(f"{path}?{urlencode(words)}")

    def json(self, path: str) -> Any:
        """Get JSON."""
        return json.loads(self(path))

    def send(self, path: str, form: dict[str, str]) -> bytes:
        """Post a form as a browser would from a page of the site; the answer leads on."""
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        return self._ask(path, urlencode(form).encode(), 303, kind)

    def _ask(self, path: str, body: bytes | None, wanted: int, headers: dict[str, str]) -> bytes:
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        self.connection.request("POST" if body else "GET", path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != wanted:
            raise SystemExit(f"{path}: {answer.status} instead of {wanted}: {content[:300]!r}")
        if self.cookies is not None:
            for header in answer.headers.get_all("Set-Cookie", []):
                self.cookies.load(header)
        return content
