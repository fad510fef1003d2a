"""`make bench`: CPU per request (web processes + database) as a multiple of a plain Django view, in one run.

Options: --products N (20,000), --requests N (200), --only WORDS, --fresh (build the database anew). A figure over its target is
marked and does not fail; an answer that was not expected does.
"""

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from tests.bench.build import PLAIN, PROVIDER, SITE, build, clear, environment, provider_environment, seeded
from tests.bench.caller import Caller
from tests.bench.calls import Call, reads, writes
from tests.bench.servers import cpu_seconds, gunicorn

# What the project wants at 20,000 products on PostgreSQL, as multiples of the plain view.
TARGETS = {
    "catalogue, stored": 2.5, "product, stored": 2.5, "catalogue": 15, "product": 15, "search": 20,
    "search, misspelt": 20, "slots, 60 days": 15, "POST purchases, 2 lines": 40, "POST sessions": 25,
    "funnel, cart to placed": 90,
}  # fmt: skip
WARM_UP, HANDFUL, PLAIN_CALLS = 8, 6, 60


class Yardstick:
    """The plain view, asked again beside every handful of calls: the machine is not equally fast all the time."""

    def __init__(self, master: int) -> None:
        self.master, self.caller = master, Caller(PLAIN)

    def milliseconds(self, count: int = PLAIN_CALLS) -> float:
        """Return what the plain view costs now."""
        before = cpu_seconds(self.master, "")[0]
        for _n in range(count):
            self.caller("/plain/")
        return (cpu_seconds(self.master, "")[0] - before) / count * 1000


class Cost(NamedTuple):
    """CPU milliseconds of one call in the web process and in PostgreSQL, and their sum in plain views."""

    web: float
    database: float
    ratio: float


def measure(call: Call, master: int, database: str, count: int, yardstick: Yardstick) -> Cost:
    """Return the middle of many handfuls of calls, each set against the plain view before and after it."""
    for index in range(WARM_UP):
        call(index)
    found = []
    plain = yardstick.milliseconds()
    for first in range(WARM_UP, WARM_UP + count, HANDFUL):
        before = cpu_seconds(master, database)
        calls = range(first, min(first + HANDFUL, WARM_UP + count))
        for index in calls:
            call(index)
        web, served = (
            (now - then) / len(calls) * 1000 for then, now in zip(before, cpu_seconds(master, database), strict=True)
        )
        earlier, plain = plain, yardstick.milliseconds()
        found.append(Cost(web, served, (web + served) / ((earlier + plain) / 2)))
    return Cost(*(median(column) for column in zip(*found, strict=True)))


def show(name: str, cost: Cost) -> None:
    """Print one row: web and database in milliseconds, both as a multiple, and what is wanted."""
    target = TARGETS.get(name)
    verdict = "" if target is None else f"{target:6.1f}  {'ok' if cost.ratio <= target else 'OVER'}"
    print(f"{name:<26}{cost.web:8.2f} +{cost.database:6.2f} ms{cost.ratio:8.1f} x   {verdict}", flush=True)


def rows(products: int, requests: int, yardstick: Yardstick, only: str) -> None:
    """Measure and print every row whose name has `only` in it."""
    owner = json.loads(seeded(products).read_text())
    database = f"rumah_bench_{products}"
    # Each booking needs a business of its own, those of the warm-up included.
    most = {"POST sessions": len(owner["shops"]) - WARM_UP, "funnel, cart to placed": 100}
    with (
        gunicorn("rumah.wsgi", PROVIDER, "/healthz", **provider_environment()),
        gunicorn("rumah.wsgi", SITE, "/healthz", **environment(products)) as master,
    ):
        site = Caller(SITE)
        for name, call in {**reads(site), **writes(site, owner)}.items():
            if only in name:
                show(name, measure(call, master, database, min(requests, most.get(name, requests)), yardstick))
    with gunicorn("rumah.wsgi", SITE, "/healthz", **environment(products, page_seconds=60)) as master:
        site = Caller(SITE)
        slug = site.json("/api/v1/products?limit=1")["items"][0]["slug"]
        for name, path in (("catalogue, stored", "/produk/"), ("product, stored", f"/produk/{slug}/")):
            if only in name:
                show(name, measure(partial(_again, site, path), master, database, requests * 3, yardstick))


def _again(site: Caller, path: str, _n: int) -> object:
    return site(path)


def main() -> None:
    """Build, start, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--only", default="", help="rows with this in their name")
    options = parser.parse_args()
    build(options.products, fresh=options.fresh)
    clear(options.products)
    with gunicorn("tests.bench.plain", PLAIN, "/plain/") as master:
        yardstick = Yardstick(master)
        show("plain view", Cost(yardstick.milliseconds(1000), 0, 1))
        rows(options.products, options.requests, yardstick, options.only)


if __name__ == "__main__":
    main()
