"""The cart: what a visitor put aside. Nothing is held until the purchase is placed."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from products.catalogue.models import Variant
from products.orders.basket import MAX_LINES, MAX_QUANTITY, Line
from products.orders.models import Cart, CartLine
from products.orders.ways import on_holiday
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_by, locked_row
from rumah.core.prepared import Prepared

OF_TOKEN = Prepared(lambda token: Cart.objects.filter(token=token, user=None))
OF_USER = Prepared(lambda user: Cart.objects.filter(user=user))
LOCKED_OF_TOKEN = Prepared(
    lambda token: Cart.objects.filter(token=token, user=None).order_by("pk").select_for_update(of=("self",))
)
LOCKED_OF_USER = Prepared(lambda user: Cart.objects.filter(user=user).order_by("pk").select_for_update(of=("self",)))
PIECES_OF_TOKEN = Prepared(
    lambda token: CartLine.objects.filter(cart__token=token, cart__user=None).values_list("quantity", flat=True)
)
PIECES_OF_USER = Prepared(lambda user: CartLine.objects.filter(cart__user=user).values_list("quantity", flat=True))
LINES = Prepared(
    lambda cart: (
        CartLine.objects.filter(cart=cart)
        .select_related("variant__product__business__delivery_settings", "variant__stock", "variant__photo")
        .order_by("variant__product__business_id", "added_at", "pk")
    )
)
SOLD = Prepared(
    lambda variant: Variant.objects.filter(pk=variant, is_active=True, product__is_listed=True).select_related(
        "product__business__delivery_settings"
    )
)


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as it stands now; `problems` are sentences about lines that cannot be bought as they are."""

    cart: Cart | None = None
    lines: Sequence[CartLine] = ()
    problems: dict[int, str] = field(default_factory=dict)

    @property
    def sellers(self) -> list[tuple[Any, list[CartLine]]]:
        """The lines by seller, as (business, lines)."""
        keyed = groupby(self.lines, key=lambda line: line.variant.product.business)
        return [(business, list(lines)) for business, lines in keyed]

    @property
    def items_total(self) -> int:
        """Rupiah at live prices."""
        return sum(line.variant.price * line.quantity for line in self.lines)

    @property
    def count(self) -> int:
        """Pieces."""
        return sum(line.quantity for line in self.lines)

    @property
    def as_lines(self) -> list[Line]:
        """What `place` takes, with the prices this view shows."""
        return [Line(line.variant_id, line.quantity, line.variant.price) for line in self.lines]

    @property
    def key(self) -> str:
        """The same for these very lines wherever they are shown, never again for others.

        Two tabs that place one cart therefore make one purchase. A line keeps its number until it is bought or taken
        out, and no number is given twice.
        """
        content = sorted((line.pk, line.quantity) for line in self.lines)
        return hashlib.sha256(repr(content).encode()).hexdigest()[:40]


def find(*, token: str, user: Any = None) -> Cart | None:
    """Return the person's own cart when signed in, else the cart of the cookie's token."""
    if user is not None and user.is_authenticated:
        return OF_USER.first(user=user.pk) or _of_token(token)
    return _of_token(token)


def _of_token(token: str) -> Cart | None:
    return OF_TOKEN.first(token=token) if token else None


def read(cart: Cart | None) -> CartView:
    """Return the cart's lines with live price and stock, by seller, in one query."""
    if cart is None:
        return CartView()
    ordered = LINES(cart=cart.pk)
    return CartView(cart, ordered, {line.pk: text for line in ordered if (text := _problem(line))})


def pieces(*, token: str, user: Any = None) -> int:
    """Return how many pieces the visitor's cart holds, in one query."""
    if user is not None and user.is_authenticated:
        return sum(PIECES_OF_USER(user=user.pk))
    return sum(PIECES_OF_TOKEN(token=token)) if token else 0


def _problem(line: CartLine) -> str:
    variant = line.variant
    if not variant.is_active or not variant.product.is_listed:
        return _("Produk ini tidak dijual lagi.")
    if closed := on_holiday(variant.product.business):
        return closed
    free = variant.stock.free if hasattr(variant, "stock") else 0
    if free < line.quantity:
        return _("Stok tinggal %(free)d.") % {"free": free} if free else _("Stok habis.")
    return ""


def add(*, token: str, user: Any, variant_id: int, quantity: int) -> Cart:
    """Put `quantity` more pieces of a variant into the cart, which is made if there is none; return it.

    Raises DomainError for a number out of range and Conflict when the product is not sold, its seller is on holiday,
    or the cart is full.
    """
    if not 0 < quantity <= MAX_QUANTITY:
        raise DomainError(Problem(_("Jumlah harus antara 1 dan 999."), "quantity"))
    variant = SOLD.first(variant=variant_id)
    if variant is None:
        raise Conflict(Problem(_("Produk ini tidak dijual lagi."), "variant", "gone"))
    if closed := on_holiday(variant.product.business):
        raise Conflict(Problem(closed, "variant", "holiday"))
    with transaction.atomic():
        # Whoever else adds to this cart, or takes it over at sign-in, waits: no piece is counted twice or lost.
        cart, is_new = _mine(token, user)
        if is_new or not _more(cart, variant, quantity):
            CartLine.objects.create(
                cart=cart, variant=variant, quantity=quantity, seen_price=variant.price, added_at=clock.now()
            )
        return cart


def _more(cart: Cart, variant: Variant, quantity: int) -> bool:
    """Add to the line of the variant; whether there is one. Raises Conflict when there is no place for another."""
    more = Least(F("quantity") + quantity, MAX_QUANTITY)
    if cart.lines.filter(variant=variant).update(quantity=more, seen_price=variant.price):
        return True
    if cart.lines.count() >= MAX_LINES:
        raise Conflict(_("Keranjang penuh. Bayar dulu yang ada, lalu isi lagi."))
    return False


def _mine(token: str, user: Any) -> tuple[Cart, bool]:
    """Return the visitor's cart, locked, and whether it had to be made."""
    if (found := _locked(token, user)) is not None:
        return found, False
    try:
        with transaction.atomic():
            return _new(user), True
    except IntegrityError:
        # The person's other tab made it at the same moment.
        return locked(Cart.objects.filter(user=user))[0], False


def _locked(token: str, user: Any) -> Cart | None:
    """Return the visitor's cart as `find` does, locked."""
    rows: list[Cart] = []
    if user is not None and user.is_authenticated:
        rows = locked_by(Cart, LOCKED_OF_USER, user=user.pk)
    if not rows and token:
        rows = locked_by(Cart, LOCKED_OF_TOKEN, token=token)
    return rows[0] if rows else None


def _new(user: Any) -> Cart:
    now = clock.now()
    owner = user if user is not None and user.is_authenticated else None
    return Cart.objects.create(token=secrets.token_urlsafe(32), user=owner, created_at=now, updated_at=now)


def set_quantities(*, cart: Cart, quantities: dict[int, int]) -> None:
    """Set the pieces of lines by line id; 0 takes the line out. Lines of other carts are not touched."""
    wrong = [q for q in quantities.values() if not 0 <= q <= MAX_QUANTITY]
    if wrong:
        raise DomainError(Problem(_("Jumlah harus antara 0 dan 999."), "quantity"))
    with transaction.atomic():
        lines: QuerySet[CartLine] = cart.lines.all()
        lines.filter(pk__in=[pk for pk, quantity in quantities.items() if quantity == 0]).delete()
        for pk, quantity in sorted(quantities.items()):
            if quantity:
                lines.filter(pk=pk).exclude(quantity=quantity).update(quantity=quantity)


def empty(*, cart: Cart, bought: Mapping[int, int]) -> None:
    """Take out what has just been bought (variant id → pieces); pieces another tab added meanwhile stay."""
    with transaction.atomic():
        locked_row(Cart, cart.pk)
        whole = Q(pk=None)
        for variant, pieces_bought in bought.items():
            whole |= Q(variant=variant, quantity__lte=pieces_bought)
        if cart.lines.filter(whole).delete()[0] == len(bought):
            return
        for variant, pieces_bought in sorted(bought.items()):
            cart.lines.filter(variant=variant).update(quantity=F("quantity") - pieces_bought)


def merge(*, token: str, user: Any) -> Cart | None:
    """Give the visitor's cart to the person who signed in: quantities add up, nothing is lost; return their cart.

    Both carts are locked first: of two tabs that come back from the sign-in at once, the second finds nothing left.
    """
    if _of_token(token) is None:
        return Cart.objects.filter(user=user).first()
    with transaction.atomic():
        rows = locked(Cart.objects.filter(Q(token=token, user=None) | Q(user=user)))
        own = next((row for row in rows if row.user_id is not None), None)
        loose = next((row for row in rows if row.user_id is None), None)
        if loose is None:
            return own
        if own is None:
            return _take_over(loose, user)
        for line in loose.lines.order_by("pk"):
            more = Least(F("quantity") + line.quantity, MAX_QUANTITY)
            if not own.lines.filter(variant=line.variant_id).update(quantity=more):
                CartLine.objects.filter(pk=line.pk).update(cart=own)
        loose.delete()
        return own


def _take_over(loose: Cart, user: Any) -> Cart | None:
    try:
        with transaction.atomic():
            loose.user = user
            loose.save(update_fields=["user"])
            return loose
    except IntegrityError:
        # A cart of their own was made meanwhile: the next page merges the two.
        return Cart.objects.filter(user=user).first()
