"""The demo's catalogue as files: the two tables and the pictures, just as a regency would hand them in."""

import csv
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from rumah.core import regions
from rumah.demo import plan
from rumah.demo.pictures.draw import Task, draw_all, draw_to

BUSINESS = (
    "kode_usaha", "nama_usaha", "bidang", "kbli", "versi_kbli", "kalimat_singkat", "cerita", "kode_wilayah", "alamat",
    "kode_pos", "whatsapp", "instagram", "tag", "status", "nib",
)  # fmt: skip
PRODUCT = (
    "kode_usaha", "kode_produk", "nama_produk", "kategori", "uraian", "halal", "tag", "foto", "status", "pirt",
    "pirt_berlaku", "sertifikat_halal", "sertifikat_halal_berlaku", "varian", "sku", "harga", "berat_g", "stok",
)  # fmt: skip
# Every sixth product shows itself and its packaging together as well.
THIRD_VIEW_EVERY = 6


@dataclass(frozen=True, slots=True)
class Files:
    """Where the catalogue lies; `photos` is None for a demo too large for pictures of its own."""

    businesses: Path
    products: Path
    photos: Path | None


def write(folder: Path, *, businesses: int, products: int, seed: int, pictured: bool) -> Files:
    """Write the tables, and with `pictured` draw two or three pictures for each product."""
    files = Files(folder / "usaha.csv", folder / "produk.csv", folder / "foto" if pictured else None)
    with files.businesses.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(BUSINESS)
        writer.writerows(_shop_row(number, shop) for number, shop in enumerate(plan.shops(businesses)))
    with files.products.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(PRODUCT)
        for number, offer in enumerate(plan.offers(businesses=businesses, products=products, seed=seed)):
            writer.writerows(_offer_rows(number, offer, pictured=pictured))
    if files.photos:
        files.photos.mkdir()
        _draw(list(_tasks(files.photos, businesses=businesses, products=products, seed=seed)))
    return files


def _shop_row(number: int, shop: plan.Shop) -> list[object]:
    kind, region = plan.kinds()[shop.kinds[0]], regions.get(shop.region)
    if region is None:
        raise ValueError(f"unknown village {shop.region}")
    district = regions.name(regions.ancestor(shop.region, 3))
    first = shop.owner.split()[0]
    goods = " dan ".join(plan.kinds()[name].names[0].lower() for name in shop.kinds[:2])
    story = (
        f"{shop.owner} memulai usaha ini dari rumah di {region.name}, {district}. Sekarang beberapa tetangga ikut "
        f"bekerja dan {goods} menjadi andalan.\n\nBahan dibeli dari sekitar desa. {first} dibantu Rumah Kreatif "
        "untuk kemasan dan foto produk."
    )
    handle = "".join(letter for letter in shop.name.lower() if letter.isalnum())[:28]
    return [
        shop.code, shop.name, kind.sector, kind.kbli, "2020" if kind.kbli else "",
        f"{kind.names[0]} dari {region.name}", story, shop.region, f"Dusun Krajan RT 0{number % 6 + 1}/RW 02",
        region.postal_code or "", f"0812{34000000 + number:08d}", handle, kind.tags,
        "terverifikasi" if shop.is_verified else "draf", f"{9120000000000 + number * 37:013d}",
    ]  # fmt: skip


def _offer_rows(number: int, offer: plan.Offer, *, pictured: bool) -> Iterator[list[object]]:
    kind = offer.kind
    food = kind.has_permit or kind.kind in {"jamu", "beras"}
    certified = food and number % 5 != 0
    shared: list[object] = [
        offer.shop.code, offer.code, offer.name, kind.category, kind.text, _halal(food=food, certified=certified),
        kind.tags, "|".join(_names(number, offer)) if pictured else "", offer.status,
        f"2063510{number % 100_000_000:08d}" if kind.has_permit else "",
        f"{1 + number % 28:02d}/{1 + number % 12:02d}/{2027 + number % 4}" if kind.has_permit else "",
        f"ID3511{number % 10**11:011d}" if certified else "", "31/12/2029" if certified else "",
    ]  # fmt: skip
    empty: list[object] = [offer.shop.code, offer.code, *[""] * (len(shared) - 2)]
    for at, (name, weight, price, stock) in enumerate(offer.variants):
        # Only the first row of a product says what it is; the others add a size.
        label = name if len(offer.variants) > 1 else ""
        sku = f"{offer.code}-{at + 1}"
        yield [*(empty if at else shared), label, sku, f"Rp {price:,}".replace(",", "."), weight, stock]


def _halal(*, food: bool, certified: bool) -> str:
    if not food:
        return ""
    return "ya" if certified else "belum"


def _views(number: int) -> tuple[str, ...]:
    return ("dekat", "kemasan", "sajian") if number % THIRD_VIEW_EVERY == 0 else ("dekat", "kemasan")


def _names(number: int, offer: plan.Offer) -> list[str]:
    return [f"{offer.code}-{view}.jpg" for view in _views(number)]


def _tasks(folder: Path, *, businesses: int, products: int, seed: int) -> Iterator[Task]:
    for number, offer in enumerate(plan.offers(businesses=businesses, products=products, seed=seed)):
        for view, name in zip(_views(number), _names(number, offer), strict=True):
            # The weight of a package decides nothing about its looks: seed, product and view do.
            yield (str(folder / name), offer.kind.kind, view, f"{seed}/{offer.code}", offer.name, offer.shop.name)


def _draw(tasks: list[Task]) -> None:
    if len(tasks) < 40:
        draw_all(tasks)
        return
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(draw_to, tasks, chunksize=8))
