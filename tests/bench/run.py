"""`make bench`: CPU per request (web processes + database) as a multiple of a plain Django view, in one run.

Options: --products N (20,000), --requests N (200), --fresh (build the database anew). A figure over its target is
marked and does not fail; an answer that was not expected does.
"""

import argparse
import json
import sys
from pathlib import Path
from statistics import median

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
WARM_UP = 8


class Yardstick:
    """The plain view, asked again beside every row: the machine is not equally fast all the time."""

    def __init__(self, master: int) -> None:
        self.master, self.caller = master, Caller(PLAIN)

    def milliseconds(self) -> float:
        """Return what the plain view costs now: the middle of five rounds."""
        return median(measure(lambda _n: self.caller("/plain/"), self.master, "", 200)[0] for _round in range(5))


def measure(call: Call, master: int, database: str, count: int) -> tuple[float, float]:
    """Return CPU milliseconds of one call in the web process and in PostgreSQL, after a few that warm up."""
    for index in range(WARM_UP):
        call(index)
    before = cpu_seconds(master, database)
    for index in range(WARM_UP, WARM_UP + count):
        call(index)
    after = cpu_seconds(master, database)
    return (after[0] - before[0]) / count * 1000, (after[1] - before[1]) / count * 1000


def show(name: str, cost: tuple[float, float], plain: float) -> None:
    """Print one row: web and database in milliseconds, both as a multiple, and what is wanted."""
    target, ratio = TARGETS.get(name), sum(cost) / plain
    verdict = "" if target is None else f"{target:6.1f}  {'ok' if ratio <= target else 'OVER'}"
    print(f"{name:<26}{cost[0]:8.2f} +{cost[1]:6.2f} ms{ratio:8.1f} x   {verdict}", flush=True)


def rows(products: int, requests: int, yardstick: Yardstick) -> None:
    """Measure and print every row."""
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
            count = min(requests, most.get(name, requests))
            plain = yardstick.milliseconds()
            show(name, measure(call, master, database, count), plain)
    with gunicorn("rumah.wsgi", SITE, "/healthz", **environment(products, page_seconds=60)) as master:
        site = Caller(SITE)
        slug = site.json("/api/v1/products?limit=1")["items"][0]["slug"]
        for name, path in (("catalogue, stored", "/produk/"), ("product, stored", f"/produk/{slug}/")):
            plain = yardstick.milliseconds()
            show(name, measure(lambda _n, path=path: site(path), master, database, requests * 3), plain)  # type: ignore[misc]


def main() -> None:
    """Build, start, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    build(options.products, fresh=options.fresh)
    clear(options.products)
    with gunicorn("tests.bench.plain", PLAIN, "/plain/") as master:
        yardstick = Yardstick(master)
        plain = yardstick.milliseconds()
        show("plain view", (plain, 0), plain)
        rows(options.products, options.requests, yardstick)


if __name__ == "__main__":
    main()
