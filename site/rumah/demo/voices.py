"""What buyers say afterwards: reviews in bulk, some with photos and answers, and complaints in every state."""

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from random import Random

from django.db import transaction
from django.db.models import Count, Sum

from products.care.complaints.accept import accept
from products.care.complaints.answer import answer
from products.care.complaints.escalate import escalate
from products.care.complaints.file import complain
from products.care.complaints.withdraw import withdraw
from products.care.models import BusinessRating, Complaint, ProductRating, Review
from products.care.reviews.write import short_name, write
from products.care.states import Reason, Solution
from products.orders.models import OrderLine
from products.orders.states import Fulfilment
from products.reporting.report import report
from rumah.accounts.models import User
from rumah.core.models import AuditEntry
from rumah.demo.people import OWNED_SHOP
from rumah.demo.pictures.draw import draw
from rumah.demo.plan import CODE, kinds

CHUNK = 500
REVIEWS_AT_MOST = 4_000
PICTURED = 5
# Stars and words; most people are content.
SAYINGS: tuple[tuple[int, str], ...] = (
    (5, "Enak, sampai dengan utuh. Pasti beli lagi."),
    (5, "Kemasannya rapi dan isinya sesuai."),
    (4, "Bagus, hanya pengirimannya agak lama."),
    (5, "Cocok untuk oleh-oleh, keluarga suka semua."),
    (4, "Sesuai foto. Penjual cepat menjawab."),
    (5, ""),
    (3, "Lumayan. Ukurannya lebih kecil dari perkiraan."),
    (5, "Terima kasih, buatan Banyuwangi memang istimewa."),
    (2, "Satu bungkus penyok, isinya masih baik."),
)
REPORTS = (("false", "Di foto ada label halal, di kemasan tidak."), ("copied", "Foto ini milik toko saya."))
ANSWERS = (
    "Terima kasih, kami tunggu pesanan berikutnya.",
    "Maaf atas kekurangannya; lain kali kami bungkus dua lapis.",
)


def speak(*, now: datetime, seed: int, shopper: User) -> None:
    """Write reviews of a third of what was received, and one complaint in every state where there are orders for it."""
    rng = Random(f"{seed}/voices")  # noqa: S311  # invented opinions
    lines = OrderLine.objects.filter(order__business__code__startswith=CODE).select_related(
        "order__purchase", "order__business", "variant__product"
    )
    received = list(lines.filter(order__fulfilment=Fulfilment.COMPLETED).order_by("-order__placed_at", "pk"))
    # The shopper who signs in should still find something to say something about.
    others = [line for line in received[: REVIEWS_AT_MOST * 3] if line.order.purchase.buyer_id != shopper.pk]
    _review(others[1::3], now=now, rng=rng)
    _picture(others[::3][:PICTURED], seed=seed)
    for line, (reason, text) in zip(others, REPORTS, strict=False):
        if line.variant.product.is_listed:
            report(product=line.variant.product, reason=reason, text=text)
    recent = lines.filter(order__fulfilment=Fulfilment.SHIPPED).order_by("-order__placed_at", "pk")
    _complain(list(recent), shopper)


@transaction.atomic
def _review(lines: Sequence[OrderLine], *, now: datetime, rng: Random) -> None:
    made = []
    for at, line in enumerate(lines):
        stars, text = SAYINGS[rng.randrange(len(SAYINGS))]
        written = min(line.order.changed_at + timedelta(days=rng.uniform(0.5, 6)), now)
        review = Review(
            line=line, product_id=line.variant.product_id, business_id=line.order.business_id,
            author_id=line.order.purchase.buyer_id, author_name=short_name(line.order.purchase.buyer_name),
            stars=stars, text=text, created_at=written,
        )  # fmt: skip
        if at % 4 == 0:
            review.answer, review.answered_at = ANSWERS[stars < 4], min(written + timedelta(hours=9), now)
        if at == 7:
            review.hidden_at, review.hidden_reason = now, "Memuat nomor telepon orang lain."
        made.append(review)
    Review.objects.bulk_create(made, batch_size=CHUNK)
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(at=r.created_at, verb="care.review", target_type=r._meta.label_lower, target_id=str(r.pk),
                       data={"stars": r.stars, "photos": 0})
            for r in made
        ],
        batch_size=CHUNK,
    )  # fmt: skip
    shown = Review.objects.filter(hidden_at=None).order_by()
    ProductRating.objects.bulk_create(
        ProductRating(product_id=product, count=count, stars=stars)
        for product, count, stars in shown.values_list("product").annotate(Count("pk"), Sum("stars"))
    )
    BusinessRating.objects.bulk_create(
        BusinessRating(business_id=business, count=count, stars=stars)
        for business, count, stars in shown.values_list("business").annotate(Count("pk"), Sum("stars"))
    )


def _picture(lines: Sequence[OrderLine], *, seed: int) -> None:
    """Let a few buyers show what they got, by the verb itself; the worker renders the sizes."""
    for at, line in enumerate(lines):
        photos = [_snapshot(line, f"{seed}/{at}/{view}", view) for view in ("dekat", "kemasan")[: at % 2 + 1]]
        write(line=line, stars=5 - at % 2, text=SAYINGS[at][1] or "Sesuai pesanan.", photos=photos)


def _snapshot(line: OrderLine, seed: str, view: str) -> bytes:
    fitting = (kind.kind for kind in kinds().values() if line.product_name.startswith(kind.names))
    kind = next(fitting, "kopi")
    out = io.BytesIO()
    picture = draw(kind=kind, view=view, seed=seed, name=line.product_name, shop=line.order.business.name)
    picture.resize((640, 640)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _complain(lines: Sequence[OrderLine], shopper: User) -> None:
    """Take one complaint to each state: those of the people who sign in first, so that they find them."""
    owned = [line for line in lines if line.order.business.name == OWNED_SHOP]
    mine = [line for line in lines if line.order.purchase.buyer_id == shopper.pk]
    turn = [line for pair in zip_longest(owned, mine) for line in pair if line]
    orders: dict[int, OrderLine] = {}
    for line in [*turn, *lines]:
        orders.setdefault(line.order_id, line)
    for step, line in zip(STEPS, orders.values(), strict=False):
        step(line)


def _open(line: OrderLine, wish: str = Solution.SEND_AGAIN, reason: str = Reason.DAMAGED) -> Complaint:
    text = "Saat dibuka, satu bungkus sobek dan isinya lembap."
    return complain(line=line, reason=reason, text=text, wish=wish, amount=_part(line, wish))


def _part(line: OrderLine, wish: str) -> int:
    return max(1000, line.total // 3000 * 1000) if wish == Solution.REFUND_PART else 0


def _answered(line: OrderLine) -> Complaint:
    complaint = _open(line, Solution.REFUND_ALL)
    text = "Maaf, kami kembalikan sebagian karena sisanya masih baik."
    amount = _part(line, Solution.REFUND_PART)
    return answer(complaint=complaint, offer=Solution.REFUND_PART, amount=amount, text=text, actor=None)


def _agreed(line: OrderLine) -> Complaint:
    return answer(complaint=_open(line), offer=Solution.SEND_AGAIN, text="Kami kirim lagi besok.", actor=None)


def _refused(line: OrderLine) -> Complaint:
    said = "Saat kami serahkan ke kurir, semuanya utuh."
    complaint = _open(line, Solution.REFUND_PART, Reason.FEWER)
    return answer(complaint=complaint, offer=Solution.NOTHING, text=said, actor=None)


def _escalated(line: OrderLine) -> Complaint:
    return escalate(complaint=_refused(line), text="Foto dari kurir menunjukkan kardus sudah terbuka.")


def _withdrawn(line: OrderLine) -> Complaint:
    return withdraw(complaint=_open(line, reason=Reason.NOT_ARRIVED))


def _resolved(line: OrderLine) -> Complaint:
    complaint = _open(line, Solution.REFUND_PART, Reason.FEWER)
    amount = complaint.wish_amount
    return answer(complaint=complaint, offer=Solution.REFUND_PART, amount=amount, text="Benar, maaf.", actor=None)


def _closed(line: OrderLine) -> Complaint:
    return accept(complaint=_refused(line))


STEPS = (_open, _answered, _escalated, _agreed, _resolved, _closed, _withdrawn)
