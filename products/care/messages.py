"""What buyer, seller and staff are told of reviews and complaints; written with the change, sent by the worker."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from products.care.links import complaint_url, seller_complaint_url, seller_reviews_url, staff_complaint_url
from products.care.models import Complaint, Review
from products.care.states import REFUNDS
from products.orders.links import purchase_url
from products.orders.models import Order, Purchase
from rumah.accounts.found import COORDINATOR
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import clock, outbox
from rumah.core.money import format_rupiah

MOST_STAFF = 20


def _tell(email: str | None, phone: str, subject: str, body: str, key: str) -> None:
    channel, to = ("email", email) if email else ("whatsapp", phone)
    outbox.queue(channel=channel, to=to, subject=subject, body=body, dedupe_key=key)


def _buyer(purchase: Purchase, subject: str, body: str, url: str, key: str) -> None:
    _tell(purchase.buyer_email, purchase.buyer_phone, subject, f"{body}\n\n{url}", f"{key}:buyer")


def _seller(business: Business, subject: str, body: str, url: str, key: str) -> None:
    _tell(business.email, business.phone, subject, f"{body}\n\n{url}", f"{key}:seller")


def reviewed(review: Review, order: Order) -> None:
    """Tell the seller that somebody said something."""
    with translation.override("id"):
        facts = {"product": review.line.product_name, "stars": review.stars}
        text = _("Ulasan baru untuk %(product)s: %(stars)d bintang. Anda dapat menjawabnya.") % facts
        url = seller_reviews_url(order.business)
        _seller(order.business, _("Ulasan baru: %(product)s") % facts, text, url, f"review:{review.pk}")


def review_answered(review: Review) -> None:
    """Tell the buyer that the seller answered."""
    purchase = review.line.order.purchase
    with translation.override(purchase.language):
        text = _("Penjual menjawab ulasan Anda tentang %(product)s.") % {"product": review.line.product_name}
        _buyer(purchase, _("Jawaban atas ulasan Anda"), text, purchase_url(purchase), f"review:{review.pk}:answer")


def _facts(complaint: Complaint) -> dict[str, Any]:
    return {
        "number": complaint.order.number,
        "product": complaint.line.product_name,
        "reason": complaint.get_reason_display(),
        "until": _day(complaint),
    }


def _day(complaint: Complaint) -> str:
    due = clock.local(complaint.due_at) if complaint.due_at else None
    return f"{due:%d/%m/%Y %H.%M} WIB" if due else ""


def solution_text(solution: str, label: str, amount: int) -> str:
    """Return the solution in words, with its amount where it has one."""
    return f"{label} ({format_rupiah(amount)})" if solution in REFUNDS else label


def _both(complaint: Complaint, event: str, subject: str, text: str) -> None:
    """Tell buyer and seller the same, each in their language; both are message ids that take the facts."""
    key = f"complaint:{complaint.pk}:{event}"
    with translation.override(complaint.order.purchase.language):
        facts = {**_facts(complaint), "outcome": _outcome(complaint)}
        words = (_(subject) % facts, _(text) % facts)
        _buyer(complaint.order.purchase, *words, complaint_url(complaint), key)
    with translation.override("id"):
        facts = {**_facts(complaint), "outcome": _outcome(complaint)}
        _seller(complaint.business, _(subject) % facts, _(text) % facts, seller_complaint_url(complaint), key)


def _outcome(complaint: Complaint) -> str:
    return solution_text(complaint.outcome, complaint.get_outcome_display(), complaint.outcome_amount)


def complained(complaint: Complaint) -> None:
    """Tell the seller by when to answer, and the buyer what happens next."""
    key = f"complaint:{complaint.pk}:open"
    with translation.override("id"):
        wish = solution_text(complaint.wish, complaint.get_wish_display(), complaint.wish_amount)
        facts = {**_facts(complaint), "wish": wish}
        text = _(
            "Pembeli mengeluh tentang %(product)s: %(reason)s. Ia meminta: %(wish)s. Jawab sebelum %(until)s; "
            "setelah itu petugas yang memutuskan. Selama keluhan terbuka, uang pesanan ini ditahan."
        )
        subject = _("Keluhan untuk pesanan %(number)s") % facts
        _seller(complaint.business, subject, text % facts, seller_complaint_url(complaint), key)
    purchase = complaint.order.purchase
    with translation.override(purchase.language):
        facts = _facts(complaint)
        text = _("Keluhan Anda tentang %(product)s kami terima. Penjual menjawab paling lambat %(until)s.") % facts
        _buyer(purchase, _("Keluhan untuk pesanan %(number)s") % facts, text, complaint_url(complaint), key)


def answered(complaint: Complaint) -> None:
    """Tell the buyer what the seller offers, and what silence means."""
    purchase = complaint.order.purchase
    with translation.override(purchase.language):
        offer = solution_text(complaint.offer, complaint.get_offer_display(), complaint.offer_amount)
        facts = {**_facts(complaint), "offer": offer}
        text = _(
            "Penjual menjawab keluhan Anda tentang %(product)s dengan tawaran: %(offer)s. Terima, atau minta petugas "
            "memutuskan, sebelum %(until)s. Tanpa kabar dari Anda, tawaran itu berlaku."
        )
        subject = _("Jawaban penjual: %(number)s") % facts
        _buyer(purchase, subject, text % facts, complaint_url(complaint), f"complaint:{complaint.pk}:answered")


def agreed(complaint: Complaint) -> None:
    """Tell both what the seller does now, and until when the buyer may say that it was not done."""
    _both(
        complaint, "agreed", gettext_noop("Kesepakatan: %(number)s"),
        gettext_noop(
            "Keluhan tentang %(product)s diselesaikan dengan: %(outcome)s. Pembeli mengabari di halaman keluhan bila "
            "sudah dipenuhi. Tanpa kabar sampai %(until)s, keluhan dianggap selesai."
        ),
    )  # fmt: skip


def resolved(complaint: Complaint) -> None:
    """Tell both how it ended."""
    _both(
        complaint, "resolved", gettext_noop("Keluhan selesai: %(number)s"),
        gettext_noop(
            "Keluhan tentang %(product)s selesai dengan: %(outcome)s."
        ),
    )  # fmt: skip


def closed(complaint: Complaint) -> None:
    """Tell both that it ended without anything."""
    _both(
        complaint, "closed", gettext_noop("Keluhan ditutup: %(number)s"),
        gettext_noop(
            "Keluhan tentang %(product)s ditutup tanpa penggantian. Alasannya ada di halaman keluhan."
        ),
    )  # fmt: skip


def withdrawn(complaint: Complaint) -> None:
    """Tell the seller that the buyer lets it rest."""
    with translation.override("id"):
        facts = _facts(complaint)
        text = _("Pembeli mencabut keluhan tentang %(product)s.") % facts
        subject = _("Keluhan dicabut: %(number)s") % facts
        key = f"complaint:{complaint.pk}:withdrawn"
        _seller(complaint.business, subject, text, seller_complaint_url(complaint), key)


def escalated(complaint: Complaint) -> None:
    """Tell both that staff look into it, and staff that there is something to decide."""
    _both(
        complaint, "escalated", gettext_noop("Petugas memeriksa keluhan: %(number)s"),
        gettext_noop(
            "Keluhan tentang %(product)s kini diperiksa petugas. Keputusannya kami kabarkan kepada pembeli dan penjual."
        ),
    )  # fmt: skip
    staff = User.objects.filter(groups__name=COORDINATOR, is_active=True).exclude(email=None)
    with translation.override("id"):
        facts = _facts(complaint)
        body = _("Keluhan %(number)s tentang %(product)s menunggu keputusan Anda.") % facts
        for person in staff.order_by("pk")[:MOST_STAFF]:
            _tell(
                person.email, "", _("Keluhan menunggu keputusan: %(number)s") % facts,
                f"{body}\n\n{staff_complaint_url(complaint)}",
                f"complaint:{complaint.pk}:escalated:staff:{person.pk}",
            )  # fmt: skip
