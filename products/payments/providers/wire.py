"""JSON over HTTP to a provider without a library of its own: bounded waiting, few repeats, no surprises."""

import time
from dataclasses import dataclass
from typing import Any

import requests
from django.utils.translation import gettext as _

from products.payments.providers.base import Down, Refused
from products.payments.providers.patience import next_timeout, within

# Also a POST may be repeated: every one that is sent here carries a key or names what it makes.
TRIES = 2
PAUSE_SECONDS = 0.2
MAX_BYTES = 1_000_000
BUSY, BROKEN = 429, 500
NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wire:
    """Where a provider is and how it knows us. The secret is the user of Basic, its password stays empty.

    `timeout` is how many seconds one question may take, repeats included.
    """

    base: str
    secret: str
    timeout: float

    def get(self, path: str, **params: str) -> Any:
        """Return what is at `path`. Raises Down or Refused."""
        return self._ask("GET", path, params=params)

    def post(self, path: str, body: dict[str, Any], *, key: str = "", readable: frozenset[int] = NONE) -> Any:
        """Send `body` and return the answer; also one with a status of `readable`. Raises Down or Refused."""
        headers = {"Idempotency-Key": key} if key else {}
        return self._ask("POST", path, readable, json=body, headers=headers)

    def _ask(self, method: str, path: str, readable: frozenset[int] = NONE, **how: Any) -> Any:
        with within(self.timeout):
            return self._repeat(method, path, readable, **how)

    def _repeat(self, method: str, path: str, readable: frozenset[int], **how: Any) -> Any:
        error: Exception | None = None
        for turn in range(TRIES):
            if turn:
                time.sleep(PAUSE_SECONDS)
            try:
                return self._once(method, path, readable, **how)
            except requests.Timeout as late:
                # Whoever was slow once is not waited for again: somebody may be looking at a page.
                raise Down(no_answer()) from late
            except (requests.RequestException, _BrokenError) as problem:
                error = problem
        raise Down(no_answer()) from error

    def _once(self, method: str, path: str, readable: frozenset[int], **how: Any) -> Any:
        answer = requests.request(
            method, f"{self.base}{path}", auth=(self.secret, ""), timeout=next_timeout(), allow_redirects=False, **how
        )
        if answer.status_code == BUSY or answer.status_code >= BROKEN:
            raise _BrokenError(f"HTTP {answer.status_code}")
        if len(answer.content) > MAX_BYTES:
            raise Down(no_answer())
        try:
            data = answer.json()
        except ValueError as error:
            raise Down(no_answer()) from error
        if not answer.ok and answer.status_code not in readable:
            raise refused(f"HTTP {answer.status_code} {str(data)[:200]}")
        return data


class _BrokenError(Exception):
    """The provider says that it is out of order or busy."""


def no_answer() -> str:
    """Return the sentence for a buyer whose provider is silent."""
    return _("Layanan pembayaran sedang tidak menjawab. Pesanan Anda tersimpan; pakai cara bayar lain atau coba lagi.")


def refused(why: str) -> Refused:
    """Return the error for a provider that said no; `why` is for those who look into it."""
    error = Refused(_("Penyedia pembayaran menolak permintaan ini."))
    error.__cause__ = RuntimeError(why)
    return error


def whole_rupiah(value: Any) -> int | None:
    """Return `275000`, `"275000.00"` or `275000.0` as rupiah; None for everything else, fractions included."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    number, _dot, fraction = str(value).partition(".")
    # A float is a JSON number that somebody wrote with a point; from 2^53 on it cannot be trusted.
    if not number.isascii() or not number.isdigit() or fraction.strip("0") or len(number) > 15:
        return None
    return int(number)
