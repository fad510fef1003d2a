import pytest

from products.payments.cancel import cancel_purchase
from products.payments.start import start
from products.stock.models import StockLevel
from rumah.core.errors import Conflict, Unavailable
from tests.peers.broken import misbehaving
from tests.peers.paying import choose, session


def test_cancelling_closes_the_session_first(provider, purchase, variant):
    attempt = start(purchase=purchase)
    assert cancel_purchase(purchase=purchase).payment_state == "cancelled"
    attempt.refresh_from_db()
    assert (attempt.state, session(attempt).status) == ("expired", "expired")
    assert StockLevel.objects.get(pk=variant.pk).reserved == 0


def test_money_that_is_there_already_wins(provider, purchase):
    choose(start(purchase=purchase), "kabar-hilang")
    with pytest.raises(Conflict):
        cancel_purchase(purchase=purchase)
    purchase.refresh_from_db()
    assert purchase.payment_state == "paid"


def test_a_silent_provider_keeps_the_purchase(provider, purchase, settings):
    attempt = start(purchase=purchase)
    with misbehaving("error") as url:
        settings.STRIPE_API_BASE = url
        with pytest.raises(Unavailable):
            cancel_purchase(purchase=purchase)
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    assert (purchase.payment_state, attempt.state) == ("awaiting", "pending")
