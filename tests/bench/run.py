"""`make bench`: CPU per request (web processes + database) as a multiple of a plain Django view, in one run.

Options: --products N (20,000), --requests N (200), --fresh (build the database anew). A figure over its target is
marked and does not fail; an answer that was not expected does.
"""

import argparse
import http.client
import json
import sys
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from tests.bench.build import PLAIN, PROVIDER, SITE, build, environment, provider_environment, seeded
from tests.bench.servers import cpu_seconds, gunicorn

Call = Callable[[int], None]
SLOTS = "/api/v1/services/pemasaran-digital/slots"
# What the project wants at 20,000 products on PostgreSQL, as multiples of the plain view.
TARGETS = {
    "catalogue, stored": 2.5, "product, stored": 2.5, "catalogue": 15, "product": 15, "search": 20,
    "search, misspelt": 20, "slots, 60 days": 15, "POST purchases, 2 lines": 40, "POST sessions": 25,
}  # fmt: skip


class Caller:
    """One connection that is kept, as a browser or a program keeps it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def __call__(self, path: str, data: object = None, wanted: int = 200, **headers: str) -> bytes:
        body = None if data is None else json.dumps(data)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        names |= {"Content-Type": "application/json"} if body else {}
        self.connection.request("POST" if body else "GET", path, body, names)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != wanted:
            sys.exit(f"{path}: {answer.status} instead of {wanted}: {content[:300]!r}")
        return content


def measure(call: Call, master: int, count: int) -> float:
    """Return CPU milliseconds of one call, after a few that warm up."""
    for index in range(8):
        call(index)
    before = cpu_seconds(master)
    for index in range(8, 8 + count):
        call(index)
    return (cpu_seconds(master) - before) / count * 1000


def reads(site: Caller) -> dict[str, Call]:
    """Return the pages to read; each index asks for another page, so that no cache answers for it."""
    items = json.loads(site("/api/v1/products?limit=100"))["items"]
    words = ["keripik", "kopi", "batik", "bambu", "sambal", "gula", "madu", "jamu"]
    typos = ["kripik pisng", "batk tulis", "kopi robsta", "anyman bambu"]
    first, last = date.today(), date.today() + timedelta(days=60)  # noqa: DTZ011  # the benchmark's own clock
    return {
        "catalogue": lambda n: void(site(f"/produk/?min={n * 10}")),
        "product": lambda n: void(site(f"/produk/{items[n % len(items)]['slug']}/")),
        "search": lambda n: void(site(f"/produk/?q={words[n % 8]}&min={n}")),
        "search, misspelt": lambda n: void(site(f"/produk/?q={typos[n % 4].replace(' ', '+')}&min={n}")),
        "slots, 60 days": lambda _n: void(site(f"{SLOTS}?from={first}&to={last}")),
    }


def void(_content: bytes) -> None:
    """Take an answer that was as expected."""


def writes(site: Caller, owner: dict[str, Any]) -> dict[str, Call]:
    """Return the calls that write: purchases of two lines of two sellers, sessions of many businesses."""
    wanted = json.loads(site("/api/v1/products?in_stock=true&limit=100"))["items"]
    variants = [
        row["id"]
        for item in wanted
        for row in json.loads(site(f"/api/v1/products/{item['slug']}"))["variants"]
        if row["stock"] > 5
    ]

    def buy(n: int) -> None:
        pair = {variants[n % len(variants)], variants[(n * 7 + 1) % len(variants)]}
        body = {
            "buyer": {"name": "Tolok Ukur", "phone": "081234567890"},
            "delivery": {"method": "ship", "region": "35.10.09", "address": "Jalan Melati 5, RT 1 RW 2"},
            "lines": [{"variant": pk, "quantity": 1} for pk in pair],
            "provider": "stripe",
        }
        site("/api/v1/purchases", body, 201, Idempotency_Key=uuid.uuid4().hex)

    first = date.today() + timedelta(days=3)  # noqa: DTZ011  # as above
    times = json.loads(site(f"{SLOTS}?from={first}&to={first + timedelta(days=50)}"))["items"]

    def reserve(n: int) -> None:
        body = {
            "service": "pemasaran-digital",
            "business": owner["shops"][n],
            "start": times[n * 3 % len(times)]["start"],
        }
        site("/api/v1/sessions", body, 201, Authorization=f"Bearer {owner['token']}")

    return {"POST purchases, 2 lines": buy, "POST sessions": reserve}


def show(name: str, cost: float, plain: float) -> None:
    """Print one row."""
    target = TARGETS.get(name)
    ratio = cost / plain
    verdict = "" if target is None else f"{target:6.1f}  {'ok' if ratio <= target else 'OVER'}"
    print(f"{name:<28}{cost:9.2f} ms{ratio:8.1f} x   {verdict}", flush=True)


def main() -> None:
    """Build, start, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    build(options.products, fresh=options.fresh)
    owner = json.loads(seeded(options.products).read_text())
    with gunicorn("tests.bench.plain", PLAIN, "/plain/") as master:
        caller = Caller(PLAIN)
        plain = measure(lambda _n: void(caller("/plain/")), master, options.requests * 5)
    show("plain view", plain, plain)
    with (
        gunicorn("rumah.wsgi", PROVIDER, "/healthz", **provider_environment()),
        gunicorn("rumah.wsgi", SITE, "/healthz", **environment(options.products)) as master,
    ):
        site = Caller(SITE)
        # Each booking needs a business of its own, those of the warm-up included.
        most = len(owner["shops"]) - 8
        for name, call in {**reads(site), **writes(site, owner)}.items():
            show(name, measure(call, master, min(options.requests, most)), plain)
    with gunicorn("rumah.wsgi", SITE, "/healthz", **environment(options.products, page_seconds=60)) as master:
        site = Caller(SITE)
        slug = json.loads(site("/api/v1/products?limit=1"))["items"][0]["slug"]
        show("catalogue, stored", measure(lambda _n: void(site("/produk/")), master, options.requests * 3), plain)
        show("product, stored", measure(lambda _n: void(site(f"/produk/{slug}/")), master, options.requests * 3), plain)


if __name__ == "__main__":
    main()
