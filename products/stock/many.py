"""Many products at once: price, stock or status, looked at before and then done in one transaction or not at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.catalogue.models import Product, Variant
from products.catalogue.offer import MAX_PRICE
from products.catalogue.publish import archive, publish, unpublish
from products.catalogue.refresh import refresh_products
from products.catalogue.states import ALLOWED, Status
from products.stock.availability import refresh_in_stock
from products.stock.level import MAX_PIECES
from products.stock.models import StockLevel
from rumah.businesses.models import Business
from rumah.core import audit
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked
from rumah.core.money import format_rupiah
from rumah.core.pagecache import forget_pages

MOST_PRODUCTS = 200
ROUND_TO = 100


class What(models.TextChoices):
    """What is to be done; those of price and stock need an amount."""

    PRICE_SET = "price_set", gettext_lazy("Tetapkan harga (rupiah)")
    PRICE_PERCENT = "price_percent", gettext_lazy("Naikkan atau turunkan harga (persen)")
    STOCK_SET = "stock_set", gettext_lazy("Tetapkan stok")
    STOCK_ADD = "stock_add", gettext_lazy("Tambah stok")
    SHOW = "show", gettext_lazy("Tampilkan")
    HIDE = "hide", gettext_lazy("Sembunyikan")
    ARCHIVE = "archive", gettext_lazy("Arsipkan")


STATUS = {What.SHOW: Status.PUBLISHED, What.HIDE: Status.DRAFT, What.ARCHIVE: Status.ARCHIVED}
STEPS = {What.SHOW: publish, What.HIDE: unpublish, What.ARCHIVE: archive}
OF_PRICE = {What.PRICE_SET, What.PRICE_PERCENT}
OF_STOCK = {What.STOCK_SET, What.STOCK_ADD}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes: a variant's price or stock, or a product's status; `problem` says why it cannot."""

    product: Product
    variant: Variant | None
    before: Any
    after: Any
    problem: str = ""

    @property
    def name(self) -> str:
        """The product, and the variant where it has a name."""
        return f"{self.product.name}, {self.variant.name}" if self.variant and self.variant.name else self.product.name

    @property
    def changes(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.before != self.after)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change; `seal` is the same as long as nothing of it changed meanwhile."""

    what: What
    lines: list[Line]

    @property
    def seal(self) -> str:
        """A digest of every before and after."""
        told = [(line.product.pk, _key(line), str(line.before), str(line.after), line.problem) for line in self.lines]
        return hashlib.sha256(repr((self.what.value, told)).encode()).hexdigest()[:32]

    @property
    def problems(self) -> list[Problem]:
        """What stands in the way, by product."""
        return [Problem(f"{line.name}: {line.problem}", "produk") for line in self.lines if line.problem]


def plan(*, business: Business, product_ids: Sequence[int], what: What, amount: int = 0) -> Plan:
    """Return what the change would do to these products of the business, in three queries; nothing is written.

    `amount` is rupiah, percent (-90 to 500) or pieces, as `what` says. Raises DomainError for an amount out of range
    or no product at all; a change that one product does not allow is a problem of its line.
    """
    _check(what, amount)
    products = list(business.products.filter(pk__in=product_ids).order_by("name", "pk")[: MOST_PRODUCTS + 1])
    if not products:
        raise DomainError(Problem(_("Pilih sedikitnya satu produk."), "produk"))
    if len(products) > MOST_PRODUCTS:
        raise DomainError(Problem(_("Pilih paling banyak 200 produk sekali jalan."), "produk"))
    if what in STATUS:
        return Plan(what, [_status_line(product, STATUS[what]) for product in products])
    by_id = {product.pk: product for product in products}
    variants = Variant.objects.filter(product__in=products, is_active=True).select_related("stock")
    ordered = sorted(variants, key=lambda row: (products.index(by_id[row.product_id]), row.position, row.pk))
    make = _price_line if what in OF_PRICE else _stock_line
    return Plan(what, [make(by_id[variant.product_id], variant, what, amount) for variant in ordered])


def change_many(
    *, business: Business, product_ids: Sequence[int], what: What, amount: int = 0, seal: str, actor: Any
) -> int:
    """Do what was looked at and return how many lines changed: all of it or nothing.

    Raises Conflict when anything is no longer as `seal` saw it, DomainError with every problem.
    """
    with transaction.atomic():
        # Shelves before products, as buyers take them; products alone where no shelf is touched.
        if what in OF_STOCK:
            locked(StockLevel.objects.filter(variant__product__business=business, variant__product__in=product_ids))
        locked(business.products.filter(pk__in=product_ids))
        now = plan(business=business, product_ids=product_ids, what=what, amount=amount)
        if now.seal != seal:
            raise Conflict(
                Problem(_("Ada yang berubah sejak pratinjau ini. Periksa lagi sebelum menyimpan."), None, "stale")
            )
        if now.problems:
            raise DomainError(*now.problems)
        moving = [line for line in now.lines if line.changes]
        if moving:
            _write(now.what, moving, actor)
            told = [[line.product.pk, _key(line), str(line.before), str(line.after)] for line in moving]
            audit.record("stock.change_many", business, actor=actor, what=what.value, amount=amount, lines=told)
    return len(moving)


def _key(line: Line) -> int:
    """Return the variant, or 0 where the line speaks of the product as a whole."""
    return line.variant.pk if line.variant else 0


def _write(what: What, lines: Sequence[Line], actor: Any) -> None:
    products = {line.product.pk for line in lines}
    if what in STEPS:
        for line in lines:
            STEPS[what](product=line.product, actor=actor)
    elif what in OF_PRICE:
        for line in lines:
            Variant.objects.filter(pk=_key(line)).update(price=line.after)
        refresh_products(products)
    else:
        StockLevel.objects.bulk_create(
            [StockLevel(variant=line.variant) for line in lines if line.variant and not hasattr(line.variant, "stock")]
        )
        for line in lines:
            StockLevel.objects.filter(pk=_key(line)).update(on_hand=line.after)
        if refresh_in_stock(products):
            transaction.on_commit(forget_pages)


def _check(what: What, amount: int) -> None:
    limits = {
        What.PRICE_SET: (1, MAX_PRICE, _("Harga harus lebih dari nol.")),
        What.PRICE_PERCENT: (-90, 500, _("Persen antara -90 dan 500.")),
        What.STOCK_SET: (0, MAX_PIECES, _("Stok harus antara 0 dan 1.000.000.")),
        What.STOCK_ADD: (1, MAX_PIECES, _("Tambahan stok antara 1 dan 1.000.000.")),
    }
    least, most, sentence = limits.get(what, (0, 0, ""))
    if sentence and not least <= amount <= most:
        raise DomainError(Problem(sentence, "amount"))


def _status_line(product: Product, to: Status) -> Line:
    problem = ""
    if product.status != to and to not in ALLOWED[product.status]:
        problem = _("tidak dapat langsung dari “%(status)s”.") % {"status": product.get_status_display()}
    return Line(product, None, str(Status(product.status).label), str(to.label), problem)


def _price_line(product: Product, variant: Variant, what: What, amount: int) -> Line:
    after = amount if what == What.PRICE_SET else changed_price(variant.price, amount)
    problem = "" if after <= MAX_PRICE else _("harganya menjadi terlalu besar.")
    return Line(product, variant, variant.price, after, problem)


def changed_price(price: int, percent: int) -> int:
    """Return the price (rupiah) changed by `percent`, rounded to Rp100, halves up, and never less than Rp100."""
    exact = price * (100 + percent)
    return max(ROUND_TO, (exact + 50 * ROUND_TO) // (100 * ROUND_TO) * ROUND_TO)


def _stock_line(product: Product, variant: Variant, what: What, amount: int) -> Line:
    shelf = getattr(variant, "stock", None)
    before, reserved = (shelf.on_hand, shelf.reserved) if shelf else (0, 0)
    after, problem = amount if what == What.STOCK_SET else before + amount, ""
    if shelf and shelf.to_order:
        return Line(product, variant, before, before, _("dibuat setelah dipesan, jadi tidak memakai stok."))
    if after > MAX_PIECES:
        problem = _("stoknya menjadi terlalu besar.")
    elif after < reserved:
        problem = _("%(count)d buah sudah dipesan pembeli; stok tidak bisa lebih kecil dari itu.") % {"count": reserved}
    return Line(product, variant, before, after, problem)


def shown(what: What, value: Any) -> str:
    """Return a before or after as people read it."""
    return format_rupiah(value) if what in OF_PRICE else str(value)
