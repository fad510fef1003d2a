"""Many hands on reviews and complaints, on PostgreSQL."""

import time
from typing import Any

import pytest

from products.care.complaints.accept import accept
from products.care.complaints.answer import answer
from products.care.complaints.file import complain
from products.care.complaints.withdraw import withdraw
from products.care.models import Complaint, ProductRating, Review
from products.care.queries import open_complaint_exists, product_rating
from products.care.reviews import rating
from products.care.reviews.hide import hide, unhide
from products.care.reviews.rating import Rating
from products.care.reviews.write import write
from products.orders.models import Order
from products.payments.complete import complete
from rumah.core.errors import Conflict
from tests.factories.care import received
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TEXT = "Kemasannya sobek sewaktu tiba."


def refused(results: list[Any]) -> list[type]:
    return [type(result) for result in results if isinstance(result, Exception)]


def test_two_reviews_of_a_line_at_once_are_one() -> None:
    for _turn in range(4):
        line = received()
        results = crowd([lambda line=line, stars=stars: write(line=line, stars=stars) for stars in (1, 2, 3, 4)])
        assert refused(results) == [Conflict] * 3
        review = Review.objects.get(line=line)
        assert product_rating(review.product_id) == Rating(1, review.stars)


def test_ten_reviews_of_a_product_at_once_are_counted_as_ten() -> None:
    variant = VariantFactory(stock=50)
    lines = [received(variant, 1) for _turn in range(10)]
    results = crowd([lambda line=line: write(line=line, stars=4) for line in lines])
    assert refused(results) == []
    assert product_rating(variant.product_id) == Rating(10, 40)


def test_reading_before_adding_would_lose_some(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above would notice."""

    def slow(review: Review) -> None:
        row, _made = ProductRating.objects.get_or_create(product_id=review.product_id)
        time.sleep(0.05)
        row.count, row.stars = row.count + 1, row.stars + review.stars
        row.save()

    monkeypatch.setattr("products.care.reviews.write.count_in", slow)
    variant = VariantFactory(stock=50)
    lines = [received(variant, 1) for _turn in range(8)]
    crowd([lambda line=line: write(line=line, stars=4) for line in lines])
    assert rating.Rating(8, 32) != product_rating(variant.product_id)


def test_hiding_and_showing_at_once_leaves_the_counters_right() -> None:
    review = write(line=received(), stars=5)
    tasks = [lambda: hide(review=review, reason="Bukan tentang barangnya", actor=None)] * 3
    tasks += [lambda: unhide(review=review, actor=None)] * 3
    for _turn in range(4):
        assert refused(crowd(tasks)) == []
        shown = Review.objects.get(pk=review.pk).hidden_at is None
        assert product_rating(review.product_id) == (Rating(1, 5) if shown else Rating(0, 0))


def test_two_complaints_about_a_line_at_once_are_one() -> None:
    line = received(upto="shipped")
    said = {"line": line, "reason": "damaged", "text": TEXT, "wish": "send_again"}
    assert refused(crowd([lambda: complain(**said)] * 4)) == [Conflict] * 3
    assert Complaint.objects.get(line=line).steps.count() == 1


def test_completing_and_complaining_at_once_never_leave_money_free_by_mistake() -> None:
    """Either the complaint was first and the order stays, or the order was complete when it came."""
    for _turn in range(6):
        line = received(upto="shipped")
        said = {"line": line, "reason": "damaged", "text": TEXT, "wish": "send_again"}
        done, complaint = crowd([lambda: complete(order=line.order), lambda: complain(**said)], apart=0.02)  # noqa: B023
        assert isinstance(complaint, Complaint), complaint
        order = Order.objects.get(pk=line.order_id)
        assert order.fulfilment == ("shipped" if isinstance(done, Conflict) else "completed")
        if order.fulfilment == "completed":
            assert order.changed_at <= complaint.opened_at


def test_without_the_hold_the_order_completes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: an order with an open complaint only stays because it is held."""
    line = received(upto="shipped")
    monkeypatch.setattr("products.care.complaints.file.hold", lambda **_said: None)
    complain(line=line, reason="damaged", text=TEXT, wish="send_again")
    complete(order=line.order)
    assert open_complaint_exists(line.order_id)
    assert Order.objects.get(pk=line.order_id).fulfilment == "completed"


def test_taking_and_withdrawing_at_once_end_it_once() -> None:
    for _turn in range(4):
        complaint = complain(line=received(upto="shipped"), reason="wrong", text=TEXT, wish="refund_all")
        answer(complaint=complaint, offer="refund_part", amount=5_000, actor=None)
        tasks = [lambda: accept(complaint=complaint), lambda: withdraw(complaint=complaint)] * 2  # noqa: B023
        crowd(tasks)
        row = Complaint.objects.get(pk=complaint.pk)
        assert (row.state, row.outcome_amount, row.steps.count()) in {("resolved", 5_000, 4), ("withdrawn", 0, 3)}


def test_the_last_of_two_complaints_lets_the_order_go() -> None:
    """Each, ending at the same moment, must not take the other for one that is open still."""
    for _turn in range(5):
        first, second = VariantFactory(), VariantFactory()
        second.product.business = first.product.business
        second.product.save()
        _purchase, (order,) = bought({first: 1, second: 1})
        Order.objects.filter(pk=order.pk).update(fulfilment="shipped")
        said = {"reason": "damaged", "text": TEXT, "wish": "send_again"}
        both = [complain(line=line, **said) for line in order.lines.select_related("order", "variant")]
        assert refused(crowd([lambda c=c: withdraw(complaint=c) for c in both])) == []
        assert not Order.objects.get(pk=order.pk).held_by_dispute
