import pytest
from django.db.models import F, Sum

from mentoring.results.models import Deliverable, Measurement, Outcome
from mentoring.results.states import ResultState
from mentoring.schedule.models import Cell, Occurrence
from mentoring.sessions.affected import affected
from mentoring.sessions.affected_workshops import affected_workshops
from mentoring.sessions.models import OPEN, Hold, Offer, Session, SessionState, VisitNeeds, Waiting
from mentoring.walkin.models import Ticket, TicketState
from products.care.models import Complaint, ProductRating, Review, ReviewPhoto
from products.care.states import ComplaintState
from products.catalogue.models import Product
from products.labels.models import LabelFacts
from products.orders.models import Order, Purchase, Voucher
from products.orders.states import Fulfilment, PaymentState
from products.payments.models import TransferProof
from products.payments.queries import attention
from products.payouts.models import Payout
from products.payouts.proving.prove import prove
from products.stock.models import Reservation, StockLevel
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.models import OutboxMessage
from rumah.demo import people, plan
from rumah.demo.load import load
from rumah.demo.pictures.draw import draw

pytestmark = pytest.mark.django_db


def _shows_what_waits_beside_the_sessions():
    assert set(Offer.objects.values_list("state", flat=True)) == set(Offer.State.values)
    assert set(Waiting.objects.values_list("state", flat=True)) == set(Waiting.State.values)
    assert set(Ticket.objects.values_list("state", flat=True)) == set(TicketState.values)
    offer = Offer.objects.get(state=Offer.State.OPEN)
    assert (offer.waiting.joined_by.email, offer.expires_at > clock.now()) == (people.OWNER, True)
    workshop = offer.occurrence
    assert workshop.seats_taken == workshop.seats == workshop.sessions.filter(state="confirmed").count() + 1
    for row in Occurrence.objects.exclude(pk=workshop.pk):
        assert row.seats_taken == row.sessions.filter(state__in=OPEN).count()
    assert (Hold.objects.count(), VisitNeeds.objects.count()) == (1, 1)
    assert Session.objects.exclude(series=None).count() == 3
    assert Session.objects.exclude(checked_in_at=None).exists()
    assert (len(affected()) > 0, len(affected_workshops())) == (True, 1)
    assert not OutboxMessage.objects.filter(dedupe_key__regex="^(session|offer):").exists()
    taken = Cell.objects.filter(holder__in=Session.objects.filter(state="cancelled").values("pk"))
    assert taken.count() == 0


def test_a_small_demo_shows_every_state_and_keeps_the_books():
    assert load(businesses=5, products=12) is True
    assert Product.objects.count() == 12
    assert set(Purchase.objects.values_list("payment_state", flat=True)) == set(PaymentState.values)
    assert set(Order.objects.values_list("fulfilment", flat=True)) == set(Fulfilment.values)
    assert set(Session.objects.values_list("state", flat=True)) == set(SessionState.values)
    held = dict(Reservation.objects.filter(state="held").values_list("stock_id").annotate(Sum("quantity")))
    assert {shelf.pk: shelf.reserved for shelf in StockLevel.objects.exclude(reserved=0)} == held
    assert not Purchase.objects.exclude(total=F("items_total") + F("shipping_total")).exists()
    assert {row.kind for row in attention()} == {"surplus", "suspense", "withdrawn"}
    assert TransferProof.objects.filter(accepted=None).count() == 1
    assert set(Payout.objects.values_list("state", flat=True)) >= {"exported", "paid"}
    assert prove() == []
    assert set(Deliverable.objects.values_list("state", flat=True)) == set(ResultState.values)
    _shows_what_waits_beside_the_sessions()
    assert (Measurement.objects.count(), Outcome.objects.count()) == (2, 1)
    assert load(businesses=5, products=12) is False
    first = LabelFacts.objects.earliest("pk")
    assert (first.shelf_life, first.is_indonesian) == (90, True)


def test_a_small_demo_has_voices_and_what_people_gathered():
    load(businesses=5, products=12)
    shown = Review.objects.filter(hidden_at=None)
    counted = ProductRating.objects.aggregate(count=Sum("count"), stars=Sum("stars"))
    assert counted == {"count": shown.count(), "stars": shown.aggregate(sum=Sum("stars"))["sum"]}
    assert (shown.exclude(answer="").exists(), ReviewPhoto.objects.exists()) == (True, True)
    assert ComplaintState.OPEN in set(Complaint.objects.values_list("state", flat=True))
    assert {voucher.is_active for voucher in Voucher.objects.all()} == {True, False}
    shopper = User.objects.get(email=people.SHOPPER)
    assert (shopper.favourites.count() > 0, shopper.addresses.count()) == (True, 2)
    assert prove() == []


def test_the_same_seed_plans_and_draws_the_same():
    first, second = (list(plan.offers(businesses=5, products=12, seed=3)) for _turn in range(2))
    assert first == second
    one, two = (draw(kind="kopi", view="dekat", seed="1", name="Kopi", shop="Toko").tobytes() for _turn in range(2))
    assert one == two
