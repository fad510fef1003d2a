"""Write a review of a line that was received."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from products.care import messages, tasks
from products.care.models import Review, ReviewPhoto
from products.care.photos import taken_in
from products.care.reviews.rating import count_in
from products.orders.models import Order, OrderLine
from products.orders.states import Fulfilment
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem, Unavailable
from rumah.core.images import shelf
from rumah.core.images.intake import Accepted
from rumah.core.locking import locked_one
from rumah.core.text import clean_text

LONGEST = 2000
FOLDER = "ulasan"


def write(
    *, line: OrderLine, stars: int, text: str = "", photos: Sequence[bytes] = (), author: Any = None
) -> Review:  # fmt: skip
    """Keep what the buyer says of `line`; `author` is who is signed in, None for a guest with the signed link.

    The caller has found the line among the buyer's own. Raises DomainError with every problem at once (fields
    `stars`, `text`, `photos`) and Conflict when the goods are not received yet or the line has its review.
    """
    problems: list[Problem] = []
    words = clean_text(text)
    if not 1 <= stars <= 5:
        problems.append(Problem(_("Pilih 1 sampai 5 bintang."), "stars"))
    if len(words) > LONGEST:
        problems.append(Problem(_("Ulasan paling panjang 2.000 huruf."), "text"))
    pictures = taken_in(photos, problems)
    if problems:
        raise DomainError(*problems)
    with shelf.all_or_nothing(), transaction.atomic():
        # The order's lock puts two reviews of one line in a row; the unique key stands behind it.
        order = locked_one(Order.objects.filter(pk=line.order_id).select_related("purchase", "business"))
        review = _create(order, line, stars, words, author)
        _keep(review, pictures)
        count_in(review)
        audit.record("care.review", review, actor=author, stars=stars, photos=len(pictures))
        messages.reviewed(review, order)
        return review


def _create(order: Order, line: OrderLine, stars: int, words: str, author: Any) -> Review:
    if order.fulfilment != Fulfilment.COMPLETED:
        raise Conflict(_("Barang ini baru dapat diulas setelah pesanan Anda terima."))
    if Review.objects.filter(line=line).exists():
        raise _twice()
    try:
        with transaction.atomic():
            return Review.objects.create(
                line=line, product_id=line.variant.product_id, business_id=order.business_id, author=author,
                author_name=short_name(order.purchase.buyer_name), stars=stars, text=words, created_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise _twice() from None


def _twice() -> Conflict:
    return Conflict(_("Barang ini sudah Anda ulas."))


def _keep(review: Review, pictures: Sequence[Accepted]) -> None:
    for position, picture in enumerate(pictures):
        try:
            name = shelf.save(FOLDER, "jpg", picture.content)
        except OSError as error:
            raise Unavailable(_("Foto belum dapat disimpan. Coba lagi beberapa menit lagi.")) from error
        photo = ReviewPhoto.objects.create(
            review=review, original=name, source_digest=picture.digest, position=position
        )  # fmt: skip
        tasks.render_review_photo.enqueue(photo.pk)


def short_name(name: str) -> str:
    """Return the first name and the initial of the last: enough to be a person, too little to be found by."""
    first, *rest = name.split() or [name]
    return f"{first[:36]} {rest[-1][0]}." if rest else first[:40]
