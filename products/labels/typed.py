"""What an owner typed for a label, put before the rules: every problem at once."""

from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.labels import amounts, dates
from products.labels.drawing.barcode import is_ean
from products.labels.models import MAX_SHELF_LIFE, Allergen, LabelFacts
from products.labels.states import WEIGHTS, DateStyle, Dating, Special, Unit
from rumah.businesses.models import Permit
from rumah.businesses.states import PermitKind
from rumah.core import regions
from rumah.core.errors import DomainError, Problem
from rumah.core.text import clean_line, clean_text

DISTRIBUTION = (PermitKind.PIRT, PermitKind.BPOM)
LINES = (
    "trade_name", "type_name", "storage", "directions", "batch", "producer_name", "producer_address", "producer_town",
    "origin", "serving", "material", "size", "care",
)  # fmt: skip
MAX_INGREDIENTS, MAX_NUTRIENTS = 60, 20


@dataclass(frozen=True, slots=True)
class Typed:
    """The inputs as they came; a permit is its key as text, allergens are keys as text."""

    trade_name: str = ""
    type_name: str = ""
    composition: str = ""
    allergens: tuple[str, ...] = ()
    allergens_checked: bool = False
    net: str = ""
    net_unit: str = Unit.G
    drained: str = ""
    storage: str = ""
    directions: str = ""
    shelf_life: str = ""
    dating: str = Dating.STAMP
    date_style: str = DateStyle.NUMBERS
    batch: str = ""
    producer_name: str = ""
    producer_address: str = ""
    producer_town: str = ""
    producer_postcode: str = ""
    permit: str = ""
    halal_permit: str = ""
    special: str = ""
    origin: str = ""
    serving: str = ""
    nutrition: str = ""
    barcode: str = ""
    is_indonesian: bool = False
    material: str = ""
    size: str = ""
    care: str = ""


class _Desk:
    """Collects values and problems while the inputs are gone through."""

    def __init__(self, typed: Typed, product: Product) -> None:
        self.typed, self.product = typed, product
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def no(self, field: str, sentence: str) -> None:
        self.problems.append(Problem(sentence, field))

    def keep(self, field: str, value: str) -> None:
        """Take a text unless it is longer than its column."""
        most = LabelFacts._meta.get_field(field).max_length  # type: ignore[union-attr]
        if most is not None and len(value) > most:
            self.no(field, _("Paling banyak %(most)d huruf; sekarang %(now)d.") % {"most": most, "now": len(value)})
        self.values[field] = value


def checked(typed: Typed, product: Product) -> tuple[dict[str, Any], list[Allergen]]:
    """Return the values for the row, and the allergens. Raises DomainError with a problem for each bad input."""
    desk = _Desk(typed, product)
    for name in LINES:
        desk.keep(name, clean_line(getattr(typed, name)))
    for step in (_lists, _amounts, _choices, _numbers):
        step(desk)
    allergens = _allergens(desk)
    desk.values["permit"] = _permit(desk, "permit", DISTRIBUTION)
    desk.values["halal_permit"] = _permit(desk, "halal_permit", (PermitKind.HALAL,))
    desk.values["allergens_checked"] = typed.allergens_checked
    desk.values["is_indonesian"] = typed.is_indonesian
    if wrong := dates.batch_problem(desk.values["batch"]):
        desk.no("batch", wrong)
    if desk.problems:
        raise DomainError(*desk.problems)
    return desk.values, allergens


def _lists(desk: _Desk) -> None:
    rows = [clean_line(row) for row in clean_text(desk.typed.composition).splitlines()]
    ingredients = [row for row in rows if row]
    if len(ingredients) > MAX_INGREDIENTS:
        desk.no("composition", _("Paling banyak %(most)d bahan.") % {"most": MAX_INGREDIENTS})
    desk.keep("composition", "\n".join(ingredients))
    nutrients = [clean_line(row) for row in clean_text(desk.typed.nutrition).splitlines()]
    nutrients = [row for row in nutrients if row]
    for row in nutrients:
        name, colon, value = row.partition(":")
        if not (name.strip() and colon and value.strip()):
            desk.no("nutrition", _("Tulis nama, titik dua, lalu nilainya: %(row)s") % {"row": row[:40]})
            break
    if len(nutrients) > MAX_NUTRIENTS:
        desk.no("nutrition", _("Paling banyak %(most)d baris.") % {"most": MAX_NUTRIENTS})
    desk.keep("nutrition", "\n".join(nutrients))


def _amounts(desk: _Desk) -> None:
    unit = desk.typed.net_unit
    desk.values.update(net=None, net_unit="", drained=None)
    if unit not in Unit.values:
        desk.no("net_unit", _("Pilih satuannya."))
        return
    for field in ("net", "drained"):
        text = getattr(desk.typed, field).strip()
        try:
            desk.values[field] = amounts.parse(text, unit) if text else None
        except DomainError as error:
            desk.no(field, str(error))
    net, drained = desk.values["net"], desk.values["drained"]
    desk.values["net_unit"] = unit if net else ""
    if drained and unit not in WEIGHTS:
        desk.no("drained", _("Bobot tuntas hanya untuk isi dalam gram atau kilogram."))
    elif drained and net and drained > net:
        desk.no("drained", _("Bobot tuntas tidak mungkin lebih dari berat bersih."))
    elif drained and not desk.typed.net.strip():
        desk.no("net", _("Tulis berat bersih, karena bobot tuntas terisi."))


def _choices(desk: _Desk) -> None:
    known = {"dating": Dating.values, "date_style": DateStyle.values, "special": Special.values}
    for field, values in known.items():
        desk.values[field] = getattr(desk.typed, field)
        if desk.values[field] not in values:
            desk.no(field, _("Pilih salah satu."))


def _numbers(desk: _Desk) -> None:
    days = desk.typed.shelf_life.strip()
    plain = days.isascii() and days.isdigit() and len(days) < 6
    if days and not (plain and 1 <= int(days) <= MAX_SHELF_LIFE):
        desk.no("shelf_life", _("Tulis jumlah hari, 1 sampai %(most)d.") % {"most": MAX_SHELF_LIFE})
    desk.values["shelf_life"] = int(days) if plain else None
    code = "".join(desk.typed.producer_postcode.split())
    if code and not (len(code) == 5 and code.isascii() and code.isdigit()):
        desk.no("producer_postcode", _("Kode pos terdiri atas 5 angka."))
    desk.values["producer_postcode"] = code
    bars = "".join(desk.typed.barcode.replace("-", "").split())
    if bars and not is_ean(bars):
        desk.no("barcode", _("Nomor EAN terdiri atas 8 atau 13 angka. Periksa lagi angkanya satu per satu."))
    desk.values["barcode"] = bars


def _allergens(desk: _Desk) -> list[Allergen]:
    keys = {int(key) for key in desk.typed.allergens if key.isascii() and key.isdigit() and len(key) < 19}
    found = list(Allergen.objects.filter(pk__in=keys))
    if len(found) != len(set(desk.typed.allergens)):
        desk.no("allergens", _("Ada alergen yang tidak dikenal. Muat ulang halaman."))
    return found


def _permit(desk: _Desk, field: str, kinds: tuple[PermitKind, ...]) -> Permit | None:
    key = getattr(desk.typed, field)
    if not key:
        return None
    own = desk.product.business.permits.filter(kind__in=kinds)
    found = own.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    if found is None:
        desk.no(field, _("Izin ini tidak ada lagi. Pilih yang lain."))
    return found


NAMES = tuple(field.name for field in fields(Typed))


def typed_of(facts: LabelFacts, allergens: list[int]) -> Typed:
    """Return what is kept as it would be typed: what a form begins with."""
    same = (*LINES, "composition", "nutrition", "dating", "date_style", "special", "producer_postcode", "barcode")
    unit = facts.net_unit or Unit.G
    return Typed(
        **{name: getattr(facts, name) for name in same},
        allergens=tuple(str(key) for key in allergens),
        allergens_checked=facts.allergens_checked,
        is_indonesian=facts.is_indonesian,
        net=amounts.number(facts.net, unit) if facts.net else "",
        drained=amounts.number(facts.drained, unit) if facts.drained else "",
        net_unit=unit,
        shelf_life=str(facts.shelf_life or ""),
        permit=str(facts.permit_id or ""),
        halal_permit=str(facts.halal_permit_id or ""),
    )


def suggested(product: Product) -> Typed:
    """Return what a first form begins with: the product's name, and the maker from the business's production address.

    A permit is suggested where the product shows one, or where the business has just one of its kind.
    """
    business = product.business
    permits = list(business.permits.filter(kind__in=(*DISTRIBUTION, PermitKind.HALAL)))
    shown = set(product.permits.values_list("pk", flat=True))
    town = ", ".join(name for level in (3, 2) if (name := regions.name(regions.ancestor(business.region_code, level))))
    village = regions.get(business.region_code)
    return Typed(
        trade_name=business.name[:60],
        type_name=product.name[:80],
        producer_name=business.name,
        producer_address=business.address,
        producer_town=town[:80],
        producer_postcode=business.postal_code or (village.postal_code if village else "") or "",
        permit=_likely([one for one in permits if one.kind in DISTRIBUTION], shown),
        halal_permit=_likely([one for one in permits if one.kind == PermitKind.HALAL], shown),
    )


def _likely(permits: list[Permit], shown: set[int]) -> str:
    for choice in ([one for one in permits if one.pk in shown], permits):
        if len(choice) == 1:
            return str(choice[0].pk)
    return ""
