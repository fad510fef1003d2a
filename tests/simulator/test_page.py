import pytest
from django.test import Client

from products.simulator.models import SimulatedSession
from products.simulator.outcomes import OUTCOMES


@pytest.fixture
def session(client_of_stripe, asked):
    return SimulatedSession.objects.get(pk=client_of_stripe.v1.checkout.sessions.create(params=asked).id)


def test_the_page_says_that_it_is_a_simulation_and_offers_everything(session):
    page = Client().get(f"/simulasi/bayar/{session.pk}/").content.decode()
    assert "Simulasi pembayaran" in page
    assert "tidak ada uang yang berpindah" in page
    assert "Rp30.000" in page
    for outcome in OUTCOMES:
        assert f'value="{outcome.code}"' in page


def test_looking_changes_nothing(session):
    before = SimulatedSession.objects.values().get()
    Client().get(f"/simulasi/bayar/{session.pk}/")
    assert SimulatedSession.objects.values().get() == before


def test_a_finished_session_offers_nothing_and_an_expired_one_the_late_payment(session):
    SimulatedSession.objects.update(status="expired")
    page = Client().get(f"/simulasi/bayar/{session.pk}/").content.decode()
    assert ('value="terlambat"' in page, 'value="bayar"' in page) == (True, False)
    SimulatedSession.objects.update(status="complete")
    assert 'name="outcome"' not in Client().get(f"/simulasi/bayar/{session.pk}/").content.decode()


@pytest.mark.parametrize(
    ("code", "back", "status", "received"),
    [
        ("bayar", "kembali", "complete", 3_000_000),
        ("gagal", "batal", "complete", 0),
        ("kedaluwarsa", "batal", "expired", 0),
        ("dua-kali", "kembali", "complete", 3_000_000),
        ("kabar-dua-kali", "kembali", "complete", 3_000_000),
        ("kabar-terbalik", "kembali", "complete", 3_000_000),
        ("terlambat", "kembali", "complete", 3_000_000),
        ("palsu", "batal", "open", 0),
        ("kabar-basi", "kembali", "complete", 3_000_000),
        ("jumlah-lain", "kembali", "complete", 1_500_000),
        ("mata-uang-lain", "kembali", "complete", 3_000_000),
        ("kabar-hilang", "kembali", "complete", 3_000_000),
    ],
)
def test_each_button_does_what_it_says(code, back, status, received, session):
    response = Client().post(f"/simulasi/bayar/{session.pk}/", {"outcome": code})
    assert response["Location"] == f"http://testserver/{back}"
    session.refresh_from_db()
    assert (session.status, session.received) == (status, received)
    assert session.payment_status == ("paid" if received else "unpaid")


def test_a_second_press_changes_nothing(session):
    for code in ("bayar", "kedaluwarsa", "jumlah-lain"):
        Client().post(f"/simulasi/bayar/{session.pk}/", {"outcome": code})
    session.refresh_from_db()
    assert (session.status, session.received) == ("complete", 3_000_000)


def test_forms_of_other_sites_are_refused(session):
    response = Client(enforce_csrf_checks=True).post(f"/simulasi/bayar/{session.pk}/", {"outcome": "bayar"})
    session.refresh_from_db()
    assert (response.status_code, session.status) == (403, "open")


@pytest.mark.parametrize("path", ["/simulasi/bayar/cs_test_none/", "/simulasi/bayar/"])
def test_what_is_not_there_is_not_found(path, db):
    assert Client().get(path).status_code == 404


def test_an_unknown_outcome_is_not_found(session):
    assert Client().post(f"/simulasi/bayar/{session.pk}/", {"outcome": "hadiah"}).status_code == 404
