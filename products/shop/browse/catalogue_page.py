"""What the catalogue shows: one page of products, the filters with their counts, and ways on from an empty result."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products.catalogue.models import Category
from products.catalogue.queries import Facets, Listing, Suggestions, band_limits, facets, list_products, tree
from products.shop.browse import words
from products.shop.browse.asked import CATALOGUE, SORTS, Asked
from rumah.core import regions
from rumah.core.money import format_rupiah
from rumah.theme.share import Share, house_card
from rumah.theme.structured import data_block, item_list

BANDS = range(5)
SAVE_SEARCH = "/akun/pencarian/simpan/"


class Choice(NamedTuple):
    """A filter as a link; `shown_count` is empty where the number is not worth a link."""

    label: str
    url: str
    shown_count: str
    is_on: bool
    is_inner: bool = False


class Group(NamedTuple):
    """Filters of one kind."""

    label: str
    choices: list[Choice]


def context(asked: Asked) -> dict[str, Any]:
    """Return the template's values."""
    listing = list_products(asked.filters, cursor=asked.cursor)
    counts = listing.counts or facets(asked.filters)
    groups, names = _groups(asked, counts)
    heading = _heading(asked, names)
    return {
        "asked": asked,
        "heading": heading,
        "listing": listing,
        "total_sentence": _total(listing, counts),
        "groups": groups,
        "active": _active(asked, names),
        "clear_url": CATALOGUE,
        "kept": [(k, v) for k, v in asked.words.items() if k not in {"q", "urut"}],
        "kept_price": [(k, v) for k, v in asked.words.items() if k not in {"min", "max"}],
        "sorts": _sorts(asked),
        "next_url": asked.next_url(listing.next_cursor),
        "first_url": asked.url() if asked.cursor else "",
        "suggestions": _suggestions(listing.suggestions),
        "search_label": _("Cari produk"),
        "empty_sentence": _("Tidak ada produk yang cocok."),
        "empty_label": _("Lihat semua produk"),
        "save_url": _save_url(asked),
        "is_narrowed": bool(asked.cursor or set(asked.words) - {"kategori"}),
        "share": Share(
            title=heading,
            path=_path(asked),
            image=house_card(),
            summary=_("Produk UMKM Banyuwangi langsung dari pembuatnya: makanan, kopi, batik, kriya, dan hasil tani."),
        ),
        "structured": data_block(
            item_list(((card.name, card.get_absolute_url()) for card in listing.rows), name=heading)
        ),
        "feed": _feed(asked, names),
    }


def summary(asked: Asked) -> str:
    """Return what is looked for in one line: `“keripik”, Makanan, sampai Rp50.000`."""
    chosen = next((words.category_name(c) for c in tree() if c.slug == asked.words.get("kategori")), "")
    names = {"kategori": chosen, "wilayah": regions.name(asked.words.get("wilayah", ""))}
    return ", ".join(label for label, _url in _active(asked, names))


def _save_url(asked: Asked) -> str:
    """Return where this search can be kept; empty where nothing is narrowed."""
    query = asked.query(urut="")
    return f"{SAVE_SEARCH}?{query}" if query else ""


def _path(asked: Asked) -> str:
    return asked.url(q="", usaha="", wilayah="", urut="", min="", max="", halal="", izin="", tersedia="")


def _feed(asked: Asked, names: dict[str, str]) -> tuple[str, str]:
    """Return (title, address) of the feed of what is new here."""
    if slug := asked.words.get("kategori"):
        return names["kategori"], f"/umpan/kategori/{slug}.xml"
    return _("Produk baru"), "/umpan/produk.xml"


def _groups(asked: Asked, counts: Facets) -> tuple[list[Group], dict[str, str]]:
    """Return the filter groups, and the names of what is chosen in them."""
    names: dict[str, str] = {}
    categories = []
    for category in _in_order(tree()):
        label, is_on = words.category_name(category), asked.words.get("kategori") == category.slug
        if is_on:
            names["kategori"] = label
        if is_on or counts.categories[category.pk]:
            url = asked.url(kategori="" if is_on else category.slug)
            shown = _capped(counts.categories[category.pk], counts)
            categories.append(Choice(label, url, shown, is_on, is_inner=category.parent_id is not None))
    if place := asked.words.get("wilayah"):
        names["wilayah"] = regions.name(place)
    districts = []
    for code, number in sorted(counts.districts.items(), key=lambda item: regions.name(item[0])):
        is_on = asked.filters.district == code
        if code and (number or is_on):
            url = asked.url(wilayah="" if is_on else code)
            districts.append(Choice(regions.name(code), url, _capped(number, counts), is_on))
    return [
        Group(_("Kategori"), categories),
        Group(_("Harga"), _bands(asked, counts)),
        Group(_("Jaminan dan stok"), _switches(asked, counts)),
        Group(_("Kecamatan"), districts),
    ], names


def _in_order(known: list[Category]) -> list[Category]:
    """Return each root followed by its leaves."""
    roots = [category for category in known if category.parent_id is None]
    return [each for root in roots for each in (root, *(leaf for leaf in known if leaf.parent_id == root.pk))]


def _bands(asked: Asked, counts: Facets) -> list[Choice]:
    choices = []
    for band in BANDS:
        lowest, highest = band_limits(band)
        is_on = (asked.filters.min_price, asked.filters.max_price) == (lowest, highest)
        texts = {
            "min": "" if is_on or lowest is None else str(lowest),
            "max": "" if is_on or highest is None else str(highest),
        }
        if is_on or counts.bands[band]:
            choices.append(
                Choice(_price(lowest, highest), asked.url(**texts), _capped(counts.bands[band], counts), is_on)
            )
    return choices


def _switches(asked: Asked, counts: Facets) -> list[Choice]:
    known = (
        ("halal", _("Bersertifikat halal"), counts.halal),
        ("izin", _("Berizin edar"), counts.permit),
        ("tersedia", _("Ada stok"), counts.in_stock),
    )
    return [
        Choice(
            label, asked.url(**{name: "" if name in asked.words else "1"}), _capped(number, counts), name in asked.words
        )
        for name, label, number in known
        if number or name in asked.words
    ]


def _active(asked: Asked, names: dict[str, str]) -> list[tuple[str, str]]:
    """Return (label, address without it) for each filter in use."""
    labels = {
        "q": f"“{asked.filters.q}”",
        "kategori": names.get("kategori", asked.filters.category),
        "usaha": asked.filters.business,
        "wilayah": names.get("wilayah", ""),
        "halal": _("Bersertifikat halal"),
        "izin": _("Berizin edar"),
        "tersedia": _("Ada stok"),
    }
    active = [(label, asked.url(**{name: ""})) for name, label in labels.items() if name in asked.words]
    if {"min", "max"} & asked.words.keys():
        label = _price(asked.filters.min_price, asked.filters.max_price)
        active.append((label, asked.url(min="", max="")))
    return active


def _price(lowest: int | None, highest: int | None) -> str:
    if not lowest:
        return _("sampai %(price)s") % {"price": format_rupiah(highest or 0)}
    if highest is None:
        return _("mulai %(price)s") % {"price": format_rupiah(lowest)}
    return f"{format_rupiah(lowest)}–{format_rupiah(highest)}"


def _sorts(asked: Asked) -> list[tuple[str, str, bool]]:
    labels = {"cocok": _("Paling cocok"), "terbaru": _("Terbaru"), "termurah": _("Termurah"), "termahal": _("Termahal")}
    if not asked.filters.q:
        del labels["cocok"]
    return [(label, asked.url(urut=name), asked.filters.sort == SORTS[name]) for name, label in labels.items()]


def _capped(number: int, counts: Facets) -> str:
    """Return `1.234`, or `1.000+` where counting stopped."""
    return f"{number:,}".replace(",", ".") + ("+" if counts.is_capped and number else "")


def _total(listing: Listing, counts: Facets) -> str:
    number, is_capped = listing.total, listing.is_capped
    shown = f"{number:,}".replace(",", ".") + ("+" if is_capped else "")
    return ngettext("%(shown)s produk", "%(shown)s produk", number) % {"shown": shown}


def _suggestions(found: Suggestions) -> list[tuple[str, str]]:
    """Return (label, address) of other ways to go on."""
    links = [(word, f"{CATALOGUE}?{urlencode({'q': word})}") for word in found.words]
    links += [(words.category_name(c), f"{CATALOGUE}?kategori={c.slug}") for c in found.categories]
    return links + [(product.name, product.get_absolute_url()) for product in found.products]


def _heading(asked: Asked, names: dict[str, str]) -> str:
    if asked.filters.q:
        return _("Hasil untuk “%(q)s”") % {"q": asked.filters.q}
    return names.get("kategori") or names.get("wilayah") or _("Produk")
