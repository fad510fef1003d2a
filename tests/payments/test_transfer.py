from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from products.orders.expire import expire
from products.payments.models import Attempt, TransferProof
from products.payments.providers import available
from products.payments.providers import provider as named
from products.payments.providers.base import Forged, Refused
from products.payments.queries import attention, payment_status
from products.payments.refund_send import send_due
from products.payments.start import start
from products.payments.transfer_proof import decide, send_proof
from products.stock.level import set_on_hand
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import OutboxMessage
from tests.factories.people import UserFactory
from tests.peers.paying import happen, work

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def staff(db):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="change_transferproof"))
    return user


def test_it_takes_longer_and_the_goods_stay_held_as_long(purchase, variant, settings):
    attempt = start(purchase=purchase, provider="transfer")
    purchase.refresh_from_db()
    hours = timedelta(hours=settings.TRANSFER_WINDOW_HOURS)
    assert purchase.expires_at == attempt.expires_at == purchase.placed_at + hours
    assert (attempt.bank, attempt.account, attempt.holder) == ("Bank Simulasi", "0000000000", "SIMULASI")
    # The plain amount: no odd rupiah is added to tell payers apart.
    assert attempt.amount == purchase.total == 30_000
    assert StockLevel.objects.get(pk=variant.pk).reserved == 2
    start(purchase=purchase, provider="transfer")
    purchase.refresh_from_db()
    assert purchase.expires_at == purchase.placed_at + hours


def test_a_proof_is_looked_at_and_yes_pays(purchase, staff):
    attempt = start(purchase=purchase, provider="transfer")
    proof = send_proof(purchase=purchase, content=PNG)
    # Kept beside what the web server hands out, never in it.
    assert "test-private" in proof.file.path
    done = decide(proof=proof, accepted=True, received=30_000, actor=staff)
    assert (done.state, done.received, done.payment_reference) == ("settled", 30_000, f"proof-{proof.pk}")
    purchase.refresh_from_db()
    assert payment_status(purchase).code == "paid"
    assert attention() == []
    assert done.pk == attempt.pk


def test_no_is_said_with_a_reason_that_the_buyer_reads_and_another_proof_may_come(purchase, staff):
    start(purchase=purchase, provider="transfer")
    proof = send_proof(purchase=purchase, content=PNG)
    with pytest.raises(DomainError) as raised:
        decide(proof=proof, accepted=False, actor=staff)
    assert raised.value.problems[0].field == "reason"
    assert decide(proof=proof, accepted=False, reason="Gambarnya buram.", actor=staff).state == "pending"
    assert "Gambarnya buram." in OutboxMessage.objects.get(dedupe_key=f"proof:{proof.pk}:rejected").body
    again = send_proof(purchase=purchase, content=PNG)
    with pytest.raises(Conflict):
        decide(proof=proof, accepted=True, received=30_000, actor=staff)
    assert decide(proof=again, accepted=True, received=30_000, actor=staff).state == "settled"


def test_another_amount_in_the_account_goes_to_review(purchase, staff):
    start(purchase=purchase, provider="transfer")
    decide(proof=send_proof(purchase=purchase, content=PNG), accepted=True, received=29_000, actor=staff)
    purchase.refresh_from_db()
    assert payment_status(purchase).code == "review"
    assert [row.kind for row in attention()] == ["suspense"]


def test_who_may_not_decide_decides_nothing(purchase):
    start(purchase=purchase, provider="transfer")
    proof = send_proof(purchase=purchase, content=PNG)
    with pytest.raises(NotAllowed):
        decide(proof=proof, accepted=True, received=30_000, actor=UserFactory())
    assert TransferProof.objects.get().accepted is None


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"0" * (5 * 1024 * 1024)])
def test_only_a_small_picture_or_pdf_is_taken(content, purchase):
    start(purchase=purchase, provider="transfer")
    with pytest.raises(DomainError) as raised:
        send_proof(purchase=purchase, content=content)
    assert raised.value.problems[0].field == "proof"
    assert not TransferProof.objects.exists()


def test_one_proof_at_a_time_and_none_without_a_transfer(provider, purchase):
    with pytest.raises(Conflict):
        send_proof(purchase=purchase, content=PNG)
    start(purchase=purchase, provider="transfer")
    send_proof(purchase=purchase, content=PNG)
    with pytest.raises(Conflict):
        send_proof(purchase=purchase, content=PNG)
    assert TransferProof.objects.count() == 1


def test_while_staff_look_the_goods_stay_and_nobody_pays_twice(provider, purchase, settings):
    attempt = start(purchase=purchase, provider="transfer")
    Attempt.objects.update(expires_at=clock.now() + timedelta(minutes=1))
    purchase.expires_at = clock.now() + timedelta(minutes=1)
    purchase.save()
    send_proof(purchase=purchase, content=PNG)
    purchase.refresh_from_db()
    left = purchase.expires_at - clock.now()
    assert timedelta(hours=settings.TRANSFER_CHECK_HOURS) - left < timedelta(minutes=1)
    with pytest.raises(Conflict, match="diperiksa"):
        start(purchase=purchase, provider="qris")
    assert Attempt.objects.get() == attempt


@pytest.mark.parametrize(("stock", "state"), [(10, "paid"), (0, "refund_due")])
def test_a_yes_after_the_end_revives_the_purchase_or_the_money_goes_back(stock, state, purchase, variant, staff):
    start(purchase=purchase, provider="transfer")
    proof = send_proof(purchase=purchase, content=PNG)
    purchase.expires_at = clock.now()
    purchase.save()
    assert expire(purchase_id=purchase.pk)
    set_on_hand(variant=variant, on_hand=stock, actor=None)
    decide(proof=proof, accepted=True, received=30_000, actor=staff)
    purchase.refresh_from_db()
    assert purchase.payment_state == state
    # Nobody but a person can send it back.
    send_due()
    assert [row.kind for row in attention()] == ([] if state == "paid" else ["refund_due"])


def test_a_transfer_that_was_left_ends_and_the_other_way_is_paid(provider, purchase):
    first = start(purchase=purchase, provider="transfer")
    second = start(purchase=purchase, provider="qris")
    happen(second, "bayar")
    work()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("expired", "settled")


def test_it_is_not_offered_without_an_account_and_takes_no_messages(settings):
    assert "transfer" in [way.code for way in available()]
    settings.TRANSFER_HOLDER = ""
    assert "transfer" not in [way.code for way in available()]
    with pytest.raises(Forged):
        named("transfer").verify_webhook({}, b"{}")
    with pytest.raises(Refused):
        named("transfer").refund(Attempt(), 1, "r-1")
