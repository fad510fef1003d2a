"""What the benchmark asks for. Each index asks for something else, so that no cache answers in the page's place."""

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from tests.bench.caller import Caller

Call = Callable[[int], object]
SLOTS = "/api/v1/services/pemasaran-digital/slots"
SEARCHES = 400
BUYER = {"name": "Tolok Ukur", "phone": "081234567890"}
ADDRESS = "Jalan Melati 5, RT 1 RW 2"


def shelf(site: Caller, pages: int = 10) -> list[dict[str, Any]]:
    """Return the newest products, 100 a page."""
    items: list[dict[str, Any]] = []
    cursor = ""
    for _page in range(pages):
        answer = site.json(f"/api/v1/products?limit=100&cursor={cursor}")
        items += answer["items"]
        cursor = answer["next_cursor"] or ""
        if not cursor:
            break
    return items


def reads(site: Caller) -> dict[str, Call]:
    """Return the pages to read."""
    items = shelf(site)
    full = _full_pages(site, sorted({item["region"] for item in items}))
    sorts = ("terbaru", "termurah", "termahal")
    # Two words of a product's own name, and the same with a letter left out of the longer one.
    names = list(dict.fromkeys(" ".join(item["name"].split()[:2]).lower() for item in items))[:SEARCHES]
    first = date.today()  # noqa: DTZ011  # the benchmark's own clock

    def catalogue(n: int) -> object:
        n, sort = divmod(n, len(sorts))
        category, place = full[n % len(full)]
        return site.page("/produk/", kategori=category, wilayah=place, urut=sorts[sort])

    return {
        "catalogue": catalogue,
        "product": lambda n: site(f"/produk/{items[n % len(items)]['slug']}/"),
        "search": lambda n: site.page("/produk/", q=names[n % len(names)]),
        "search, misspelt": lambda n: site.page("/produk/", q=_slip(names[n % len(names)])),
        "slots, 60 days": lambda n: site(
            f"{SLOTS}?from={first + timedelta(days=n % 20)}&to={first + timedelta(days=n % 20 + 59)}"
        ),
    }


def _full_pages(site: Caller, places: list[str]) -> list[tuple[str, str]]:
    """Return the categories and kecamatan that fill a page together."""
    pairs = [(row["slug"], place) for row in site.json("/api/v1/categories") for place in places]
    asked = "/api/v1/products?limit=24&category={}&region={}"
    return [pair for pair in pairs if len(site.json(asked.format(*pair))["items"]) == 24]


def _slip(text: str) -> str:
    words = text.split()
    longest = max(words, key=len)
    return " ".join(word[:2] + word[3:] if word == longest and len(word) > 4 else word for word in words)


def writes(site: Caller, owner: dict[str, Any]) -> dict[str, Call]:
    """Return the calls that write: purchases of two lines of two sellers, sessions, and the whole way by forms."""
    variants = _variants(site)

    def buy(n: int) -> object:
        body = {
            "buyer": BUYER,
            "delivery": {"method": "ship", "region": "35.10.09", "address": ADDRESS},
            "lines": [{"variant": pk, "quantity": 1} for pk in _pair(variants, n)],
            "provider": "stripe",
        }
        return site("/api/v1/purchases", body, 201, Idempotency_Key=uuid.uuid4().hex)

    first = date.today() + timedelta(days=3)  # noqa: DTZ011  # as above
    offered = site.json(f"{SLOTS}?from={first}&to={first + timedelta(days=50)}")["items"]
    # The benchmark's fifty mentors work on weekdays; at other times the demo's few would soon be taken.
    times = [item for item in offered if datetime.fromisoformat(item["start"]).weekday() < 5]

    def reserve(n: int) -> object:
        body = {
            "service": "pemasaran-digital",
            "business": owner["shops"][n],
            "start": times[n * 3 % len(times)]["start"],
        }
        return site("/api/v1/sessions", body, 201, Authorization=f"Bearer {owner['token']}")

    return {
        "POST purchases, 2 lines": buy,
        "POST sessions": reserve,
        "funnel, cart to placed": lambda n: funnel(site.visitor(), _pair(variants, n)),
    }


def funnel(visitor: Caller, variants: set[int]) -> None:
    """Buy as a browser does: two products into the cart, the two screens, and off to the provider."""
    for pk in variants:
        visitor.send("/keranjang/tambah/", {"variant": str(pk), "quantity": "1"})
    visitor("/keranjang/")
    visitor("/bayar/")
    details = {**BUYER, "delivery": "ship", "region": "Licin", "address": ADDRESS, "email": ""}
    visitor.send("/bayar/", details)
    page = visitor("/bayar/periksa/").decode()
    sealed = re.search(r'name="pesanan" value="([^"]+)"', page)
    if sealed is None:
        raise SystemExit("the second screen has no form")
    visitor.send("/bayar/periksa/", {"pesanan": sealed[1], "cara": "stripe"})


def _variants(site: Caller) -> list[int]:
    """Return variants of which there are enough for the whole run."""
    found = []
    for item in site.json("/api/v1/products?in_stock=true&limit=100")["items"]:
        rows = site.json(f"/api/v1/products/{item['slug']}")["variants"]
        found += [row["id"] for row in rows if row["stock"] > 20]
    return found


def _pair(variants: list[int], n: int) -> set[int]:
    return {variants[n % len(variants)], variants[(n * 7 + 1) % len(variants)]}
