"""What the demo's catalogue holds, at any size: rows for the importer's two files, one after the other.

Facts stand in data/: which village makes what (60 shops over all 25 kecamatan), and what each kind of product is
called, costs and weighs. Beyond 60 shops the list starts again in neighbouring villages.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from django.conf import settings

from rumah.core import regions

DATA = Path(__file__).parent / "data"
CODE = "DEMO-"
# The last shops of the list are not verified yet, so that the verifier has something to do.
WAITING = 6
TASTES = ("", " Pilihan", " Keluarga", " Istimewa", " Spesial", " Resep Lama", " Hemat", " Premium")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of product; prices in rupiah, weights in grams."""

    kind: str
    category: str
    sector: str
    kbli: str
    names: tuple[str, ...]
    low: int
    high: int
    weights: tuple[int, ...]
    tags: str
    has_permit: bool
    text: str


@dataclass(frozen=True, slots=True)
class Shop:
    """One business to be."""

    code: str
    name: str
    owner: str
    region: str
    kinds: tuple[str, ...]
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One product to be, with (name, weight in grams, price in rupiah, stock) for each variant."""

    shop: Shop
    code: str
    kind: Kind
    name: str
    variants: tuple[tuple[str, int, int, int], ...]
    status: str


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Return the kinds by their name."""
    with (DATA / "kinds.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        row["kind"]: Kind(
            kind=row["kind"], category=row["category"], sector=row["sector"], kbli=row["kbli"],
            names=tuple(row["names"].split("|")), low=int(row["low"]), high=int(row["high"]),
            weights=tuple(int(weight) for weight in row["weights"].split("|")), tags=row["tags"],
            has_permit=row["permit"] != "none", text=row["text"],
        )
        for row in rows
    }  # fmt: skip


@lru_cache(maxsize=1)
def _templates() -> list[dict[str, str]]:
    with (DATA / "businesses.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def _districts() -> dict[str, tuple[regions.Region, ...]]:
    return {
        district.name: regions.children(district.code) for district in regions.children(settings.HOUSE_REGENCY)
    }  # fmt: skip


def shop(number: int, total: int) -> Shop:
    """Return shop `number` of `total`, counted from zero."""
    rows = _templates()
    # A small demo is spread over the whole list, and so over the regency.
    row = rows[(number * len(rows) // total if total < len(rows) else number) % len(rows)]
    villages = _districts()[row["district"]]
    home = next(at for at, village in enumerate(villages) if village.name == row["village"])
    turn = number // len(rows)
    village = villages[(home + turn) % len(villages)]
    return Shop(
        code=f"{CODE}{number + 1:05d}", name=f"{row['shop']} {village.name}" if turn else row["shop"],
        owner=row["owner"], region=village.code, kinds=tuple(row["kinds"].split("|")),
        is_verified=total < 12 or number < total - min(WAITING, total // 10),
    )  # fmt: skip


def shops(total: int) -> Iterator[Shop]:
    """Yield every shop."""
    return (shop(number, total) for number in range(total))


def offers(*, businesses: int, products: int, seed: int) -> Iterator[Offer]:
    """Yield every product, those of one shop together; the same for the same seed."""
    for number in range(businesses):
        first, last = number * products // businesses, (number + 1) * products // businesses
        rng = Random(f"{seed}/{number}")  # noqa: S311  # invented goods, not secrets
        seller = shop(number, businesses)
        for at in range(last - first):
            yield _offer(seller, at, first + at, rng)


def _offer(seller: Shop, at: int, serial: int, rng: Random) -> Offer:
    kind = kinds()[seller.kinds[at % len(seller.kinds)]]
    turn = at // len(seller.kinds)
    name = kind.names[turn % len(kind.names)] + TASTES[(turn // len(kind.names)) % len(TASTES)]
    count = 1 if len(kind.weights) == 1 or rng.random() < 0.45 else min(len(kind.weights), rng.choice((2, 2, 3)))
    base = round(rng.uniform(kind.low, kind.high) / 500) * 500
    sold_out = rng.random() < 0.06
    variants = []
    for position, weight in enumerate(kind.weights[:count]):
        # The second size costs a little less for its weight, as everywhere.
        price = round(base * (1 + 0.82 * (weight / kind.weights[0] - 1)) / 500) * 500 if position else base
        stock = 0 if sold_out else rng.choice((3, 5, 8, 12, 20, 25, 40, 60, 100))
        variants.append((_size(kind, weight), weight, price, stock))
    status = "draf" if rng.random() < 0.02 and at else "tampil"
    return Offer(seller, f"P{serial + 1:07d}", kind, name, tuple(variants), status)


def _size(kind: Kind, weight: int) -> str:
    if kind.sector in {"makanan", "minuman", "pertanian_hortikultura"} and kind.kind != "tanaman":
        return f"{weight // 1000} kg" if weight >= 1000 else f"{weight} g"
    return ("Kecil", "Sedang", "Besar")[kind.weights.index(weight)]
