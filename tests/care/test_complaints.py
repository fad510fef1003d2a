from datetime import timedelta

import pytest
from django.db import transaction

from products.care.complaints.accept import accept
from products.care.complaints.answer import answer
from products.care.complaints.decide import decide
from products.care.complaints.done import done
from products.care.complaints.escalate import escalate
from products.care.complaints.file import complain
from products.care.complaints.overdue import go_on, go_on_with_all
from products.care.complaints.withdraw import withdraw
from products.care.models import Complaint, ComplaintPhoto
from products.care.queries import care_of, open_complaint_exists
from products.care.states import COMPLAINT_ALLOWED, OPEN_STATES, ComplaintState
from products.ledger.balances import balance, balances
from products.orders.models import Order
from products.payments.complete import complete
from products.payments.models import Refund
from products.payments.refund import refund
from rumah.accounts.found import COORDINATOR
from rumah.businesses.models import private_storage
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.care import photo, received
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.people import UserFactory, staff

pytestmark = pytest.mark.django_db
TEXT = "Dua bungkus sobek dan isinya lembap."


def opened(line=None, **kwargs):
    said = {"reason": "damaged", "text": TEXT, "wish": "refund_part", "amount": 10_000, **kwargs}
    return complain(line=line or received(upto="shipped"), **said)


def fresh(complaint):
    return Complaint.objects.get(pk=complaint.pk)


def late(complaint):
    Complaint.objects.filter(pk=complaint.pk).update(due_at=clock.now() - timedelta(seconds=1))


def refunds():
    return list(Refund.objects.order_by("pk").values_list("amount", "key"))


def test_a_complaint_holds_the_order_until_it_ends():
    line = received(upto="shipped")
    complaint = opened(line, photos=[photo(), photo("red")])
    assert (complaint.state, complaint.wish_amount, complaint.is_open) == ("open", 10_000, True)
    assert open_complaint_exists(line.order_id)
    assert Order.objects.get().held_by_dispute
    with pytest.raises(Conflict, match="masih terbuka"):
        complete(order=line.order)
    assert Order.objects.get().fulfilment == "shipped"
    withdraw(complaint=complaint)
    assert not open_complaint_exists(line.order_id)
    assert not Order.objects.get().held_by_dispute
    complete(order=line.order)
    assert Order.objects.get().fulfilment == "completed"


def test_both_sides_are_told_and_the_photos_are_private():
    line = received(upto="shipped")
    complaint = opened(line, photos=[photo()])
    until = f"{clock.local(complaint.due_at):%d/%m/%Y %H.%M} WIB"
    assert complaint.due_at - complaint.changed_at == timedelta(days=3)
    seller = OutboxMessage.objects.get(dedupe_key=f"complaint:{complaint.pk}:open:seller")
    assert seller.channel == "whatsapp"
    for words in ("barang rusak", "uang kembali sebagian (Rp10.000)", until, f"/keluhan/{complaint.pk}/"):
        assert words in seller.body
    buyer = OutboxMessage.objects.get(dedupe_key=f"complaint:{complaint.pk}:open:buyer")
    assert (buyer.to, until in buyer.body) == ("siti@contoh.id", True)
    assert f"/pesanan/{line.order.purchase.number}/keluhan/{complaint.pk}/?t=" in buyer.body
    assert private_storage().exists(ComplaintPhoto.objects.get().file.name)


def test_every_problem_is_told_at_once():
    line = received(upto="shipped")
    with pytest.raises(DomainError) as caught:
        complain(line=line, reason="", text="rusak", wish="nothing", photos=[b"x"])
    assert [problem.field for problem in caught.value.problems] == ["reason", "text", "wish", "photos"]
    for amount in (0, -5, line.total + 1):
        with pytest.raises(DomainError, match=r"paling banyak Rp30\.000"):
            opened(line, amount=amount)
    assert not Complaint.objects.exists()


def test_the_whole_price_is_the_line_s_own_and_other_wishes_cost_nothing():
    assert opened(wish="refund_all", amount=5).wish_amount == 30_000
    assert opened(wish="send_again", amount=5).wish_amount == 0


def test_only_one_open_complaint_a_line():
    line = received(upto="shipped")
    first = opened(line)
    with pytest.raises(Conflict, match="sudah punya keluhan"):
        opened(line)
    withdraw(complaint=first)
    assert opened(line).pk != first.pk


def test_too_early_and_too_late():
    with pytest.raises(Conflict, match="sejak pesanan dikirim"):
        opened(received(upto="paid"))
    line = received()
    Order.objects.filter(pk=line.order_id).update(changed_at=clock.now() - timedelta(days=7, minutes=1))
    with pytest.raises(Conflict):
        opened(line)
    Order.objects.filter(pk=line.order_id).update(changed_at=clock.now() - timedelta(days=6))
    assert opened(line).is_open


def test_a_granted_wish_gives_the_money_back_at_once():
    complaint, seller = opened(), UserFactory()
    answer(complaint=complaint, offer="refund_part", amount=10_000, text="", actor=seller)
    row = fresh(complaint)
    assert (row.state, row.outcome, row.outcome_amount, row.due_at) == ("resolved", "refund_part", 10_000, None)
    assert refunds() == [(10_000, f"complaint:{complaint.pk}")]
    assert [(s.party, s.state) for s in row.steps.all()] == [
        ("buyer", "open"), ("seller", "agreed"), ("clock", "resolved"),
    ]  # fmt: skip
    assert OutboxMessage.objects.filter(dedupe_key__startswith=f"complaint:{complaint.pk}:resolved").count() == 2
    with pytest.raises(Conflict):
        answer(complaint=complaint, offer="nothing", text="Tidak jadi, maaf ya.", actor=seller)
    assert len(refunds()) == 1


def test_another_offer_waits_for_the_buyer():
    complaint = opened()
    answer(complaint=complaint, offer="refund_part", amount=4_000, text="Separuhnya saja.", actor=None)
    row = fresh(complaint)
    assert (row.state, row.offer, row.offer_amount, refunds()) == ("answered", "refund_part", 4_000, [])
    told = OutboxMessage.objects.get(dedupe_key=f"complaint:{complaint.pk}:answered:buyer").body
    assert "uang kembali sebagian (Rp4.000)" in told
    assert "Tanpa kabar dari Anda, tawaran itu berlaku." in told
    accept(complaint=complaint)
    assert (fresh(complaint).state, refunds()) == ("resolved", [(4_000, f"complaint:{complaint.pk}")])


def test_a_promise_waits_until_it_is_kept():
    line = received(upto="shipped")
    complaint = opened(line, wish="send_again")
    answer(complaint=complaint, offer="send_again", actor=None)
    row = fresh(complaint)
    assert (row.state, row.due_at - row.changed_at) == ("agreed", timedelta(days=14))
    assert open_complaint_exists(line.order_id)
    done(complaint=complaint)
    done(complaint=complaint)
    assert (fresh(complaint).state, refunds()) == ("resolved", [])


def test_no_needs_words_and_a_refused_buyer_may_ask_staff():
    judge = staff(COORDINATOR)
    complaint = opened()
    with pytest.raises(Conflict, match="masih punya waktu"):
        escalate(complaint=complaint)
    with pytest.raises(DomainError) as caught:
        answer(complaint=complaint, offer="nothing", actor=None)
    assert caught.value.problems[0].field == "text"
    answer(complaint=complaint, offer="nothing", text="Saat dikirim tidak ada yang sobek.", actor=None)
    escalate(complaint=complaint, text="Fotonya jelas.")
    escalate(complaint=complaint)
    assert (fresh(complaint).state, fresh(complaint).due_at) == ("escalated", None)
    told = OutboxMessage.objects.get(dedupe_key=f"complaint:{complaint.pk}:escalated:staff:{judge.pk}")
    assert (told.to, f"keluhan/{complaint.pk}/" in told.body) == (judge.email, True)


@pytest.mark.parametrize(
    ("solution", "amount", "state", "money"),
    [("refund_all", 0, "resolved", 30_000), ("refund_part", 7_000, "resolved", 7_000), ("send_again", 0, "agreed", 0),
     ("nothing", 0, "closed", 0)],
)  # fmt: skip
def test_staff_decide_with_a_reason(solution, amount, state, money):
    complaint, judge = opened(), UserFactory()
    with pytest.raises(Conflict):
        decide(complaint=complaint, solution=solution, amount=amount, reason="Fotonya jelas menunjukkan.", actor=judge)
    late(complaint)
    go_on_with_all()
    with pytest.raises(DomainError) as caught:
        decide(complaint=complaint, solution="?", reason="", actor=judge)
    assert [problem.field for problem in caught.value.problems] == ["solution", "reason"]
    decide(complaint=complaint, solution=solution, amount=amount, reason="Fotonya jelas menunjukkan.", actor=judge)
    row = fresh(complaint)
    assert (row.state, row.outcome, row.outcome_amount) == (state, solution, money)
    assert [amount for amount, _key in refunds()] == ([money] if money else [])
    last = row.steps.last()
    assert (last.party, last.actor, last.text) == ("staff", judge, "Fotonya jelas menunjukkan.")
    assert AuditEntry.objects.filter(verb="care.complaint", actor=judge, data__after=state).count() == 1


def test_a_silent_seller_leads_to_staff_and_a_punctual_one_does_not():
    silent, punctual = opened(), opened()
    late(silent)
    assert not go_on(complaint=punctual)
    assert go_on_with_all() == 1
    assert (fresh(silent).state, fresh(punctual).state) == ("escalated", "open")
    assert go_on_with_all() == 0


def test_a_silent_buyer_takes_the_offer_or_lets_it_rest():
    offered, refused, promised = opened(), opened(), opened(wish="other")
    answer(complaint=offered, offer="refund_part", amount=3_000, actor=None)
    answer(complaint=refused, offer="nothing", text="Barang kami baik-baik saja.", actor=None)
    answer(complaint=promised, offer="other", text="Kami beri bonus di pesanan berikutnya.", actor=None)
    for complaint in (offered, refused, promised):
        late(complaint)
    assert go_on_with_all() == 3
    assert [fresh(c).state for c in (offered, refused, promised)] == ["resolved", "closed", "resolved"]
    assert refunds() == [(3_000, f"complaint:{offered.pk}")]
    assert fresh(offered).steps.last().party == "clock"


def test_no_more_comes_back_than_the_line_cost():
    line = received(upto="shipped")
    first = opened(line, amount=20_000)
    answer(complaint=first, offer="refund_part", amount=20_000, actor=None)
    with pytest.raises(DomainError, match=r"Rp10\.000"):
        opened(line, amount=10_001)
    second = opened(line, wish="refund_all")
    assert second.wish_amount == 10_000
    answer(complaint=second, offer="refund_all", actor=None)
    with pytest.raises(DomainError, match="dikembalikan seluruhnya"):
        opened(line, wish="refund_all")


def test_what_has_ended_stays_ended():
    complaint = opened()
    withdraw(complaint=complaint)
    withdraw(complaint=complaint)
    for verb in (accept, escalate, done):
        with pytest.raises(Conflict):
            verb(complaint=complaint)
    with pytest.raises(Conflict):
        answer(complaint=complaint, offer="send_again", actor=None)
    assert fresh(complaint).steps.count() == 2


def test_the_table_knows_every_word():
    assert set(COMPLAINT_ALLOWED) == set(ComplaintState.values)
    assert {"resolved", "closed", "withdrawn"} == set(ComplaintState.values) - OPEN_STATES


def test_what_was_said_of_lines_takes_two_queries(django_assert_num_queries):
    lines = [received(upto="shipped"), received(), received(upto="paid")]
    complaint = opened(lines[0])
    orders = list(Order.objects.order_by("pk"))
    with django_assert_num_queries(2):
        said = care_of(orders)
    assert said[lines[0].pk].complaint == complaint
    assert set(said) == {lines[0].pk}
    with django_assert_num_queries(0):
        assert care_of(orders[2:]) == {}


def test_the_order_is_held_until_the_last_of_its_complaints_ends():
    first, second = VariantFactory(), VariantFactory(product__name="Sambal")
    second.product.business = first.product.business
    second.product.save()
    _purchase, (order,) = bought({first: 1, second: 1})
    Order.objects.update(fulfilment="shipped")
    one, two = [opened(line, amount=1_000) for line in order.lines.select_related("order", "variant")]
    withdraw(complaint=one)
    assert Order.objects.get().held_by_dispute
    withdraw(complaint=two)
    assert not Order.objects.get().held_by_dispute


def test_money_that_cannot_go_back_by_the_clock_is_for_staff():
    complaint = opened()
    answer(complaint=complaint, offer="refund_part", amount=9_000, actor=None)
    # Meanwhile most of the order went back for another reason.
    order = complaint.order
    with transaction.atomic():
        refund(purchase=order.purchase, order=order, amount=25_000, reason="Batal sebagian", key="k")
    late(complaint)
    assert go_on_with_all() == 1
    assert (fresh(complaint).state, Refund.objects.count()) == ("escalated", 1)
    with pytest.raises(DomainError, match=r"Rp5\.000"):
        decide(complaint=fresh(complaint), solution="refund_part", amount=5_001, reason="Sudah diperiksa.", actor=None)


def test_the_books_agree_with_what_went_back():
    line = received()
    complaint = opened(line, wish="refund_part", amount=10_000)
    answer(complaint=complaint, offer="refund_part", amount=10_000, actor=None)
    order = Order.objects.get()
    assert (order.refunded, balance("refund_due")) == (10_000, -10_000)
    assert sum(balances().values()) == 0
