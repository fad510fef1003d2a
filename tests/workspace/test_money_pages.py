"""The seller's money pages: figures, files, the account, and nothing of it for strangers."""

import csv
import io

import pytest
from django.db import transaction
from django.test import Client

from products.payments.courier_cost import courier_cost
from products.payments.refund import refund
from products.payouts.found import found
from products.payouts.models import PayoutAccount, TaxThreshold
from products.payouts.statement import against_thresholds, month_of, turnover
from products.payouts.statement_files import sums
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.selling import sold

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    done = sold(VariantFactory(price=60_000), 2)
    with transaction.atomic():
        refund(purchase=done.purchase, order=done, amount=20_000, reason="Rusak", key="k")
    return done


@pytest.fixture
def owner(order):
    return MembershipFactory(business=order.business).user


@pytest.fixture
def client(owner):
    client = Client()
    client.force_login(owner)
    return client


def _path(order, rest=""):
    return f"/toko-saya/{order.business.slug}/uang/{rest}"


def test_the_month_and_the_year_are_summed(order):
    today = clock.today()
    figures = month_of(order.business, today.year, today.month)
    assert (figures.sales, figures.refunds, figures.commission, figures.earned) == (120_000, -20_000, 0, 100_000)
    assert month_of(order.business, today.year - 1, 12).sales == 0
    assert (turnover(order.business, today.year), turnover(order.business, today.year - 1)) == (100_000, 0)


def test_thresholds_are_rows_with_their_days(order):
    found()
    found()
    today = clock.today()
    assert [row.threshold.amount for row in against_thresholds(100_000, on=today)] == [500_000_000, 2_000_000_000]
    TaxThreshold.objects.filter(amount=500_000_000).update(amount=80_000)
    first = against_thresholds(100_000, on=today)[0]
    assert (first.percent, first.is_reached) == (100, True)
    TaxThreshold.objects.update(valid_until="2022-12-31")
    assert against_thresholds(100_000, on=today) == []


def test_the_page_shows_the_month(order, client, django_assert_max_num_queries):
    found()
    with django_assert_max_num_queries(20):
        page = client.get(_path(order)).content.decode()
    for words in ("Rp120.000", "-Rp20.000", "Rp100.000", order.number, "Rp500.000.000"):
        assert words in page
    other = client.get(_path(order), {"bulan": "2020-01"}).content.decode()
    assert order.number not in other
    assert client.get(_path(order), {"bulan": "9999-99", "lanjut": "x"}).status_code == 200


def test_the_files(order, client):
    answer = client.get(_path(order, "laporan.csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert [row[1:] for row in rows[1:]] == [
        [order.number, "pesanan selesai", "120000", "0"], [order.number, "dikembalikan ke pembeli", "-20000", "0"]
    ]  # fmt: skip
    pdf = client.get(_path(order, "laporan.pdf"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in pdf["Cache-Control"]


def test_the_owner_says_where_the_money_goes(order, client):
    nothing = client.post(_path(order, "rekening/"), {"bank": "", "number": "12", "holder": ""}).content.decode()
    for sentence in ("Tulis nama bank.", "6 sampai 20 angka", "Tulis nama pemilik rekening."):
        assert sentence in nothing
    wrong = client.post(_path(order, "rekening/"), {"bank": "BRI", "number": "12", "holder": "Siti"})
    assert "6 sampai 20 angka" in wrong.content.decode()
    assert 'value="BRI"' in wrong.content.decode()
    right = client.post(_path(order, "rekening/"), {"bank": "BRI", "number": "1234 567 890", "holder": "Siti"})
    assert right.status_code == 302
    page = client.get(_path(order, "rekening/")).content.decode()
    assert "••••••7890" in page
    assert "1234567890" not in page


def test_a_companion_sees_no_money_and_changes_nothing(order):
    companion = MembershipFactory(business=order.business, role="companion").user
    client = Client()
    client.force_login(companion)
    for rest in ("", "rekening/", "laporan.csv", "laporan.pdf"):
        assert client.get(_path(order, rest)).status_code == 403
    client.post(_path(order, "rekening/"), {"bank": "BRI", "number": "1234567890", "holder": "Orang"})
    assert not PayoutAccount.objects.exists()


def test_a_stranger_finds_nothing_and_changes_nothing(order):
    client = Client()
    client.force_login(MembershipFactory().user)
    for rest in ("", "rekening/", "laporan.csv", "laporan.pdf"):
        assert client.get(_path(order, rest)).status_code == 404
    client.post(_path(order, "rekening/"), {"bank": "BRI", "number": "1234567890", "holder": "Orang"})
    assert not PayoutAccount.objects.exists()


def test_what_the_house_paid_the_courier_is_a_line_on_page_csv_and_pdf_and_no_turnover(order, client):
    courier_cost(order=order, reference="RK-1-1", rupiah=18_000)
    today = clock.today()
    figures = month_of(order.business, today.year, today.month)
    assert (figures.parcels, figures.earned, turnover(order.business, today.year)) == (-18_000, 82_000, 100_000)
    page = client.get(_path(order)).content.decode()
    assert "<dt>Ongkos kurir yang kami bayarkan</dt><dd>-Rp18.000</dd>" in page
    assert "· ongkos kurir ·" in page
    rows = csv.reader(io.StringIO(client.get(_path(order, "laporan.csv")).content.decode()))
    assert [order.number, "ongkos kurir", "-18000", "0"] in [row[1:] for row in rows]
    # The paper is drawn from the same sums and lines; with one more of each it is a different paper.
    assert ("Ongkos kurir yang kami bayarkan", -18_000) in sums(figures)
    assert client.get(_path(order, "laporan.pdf")).content[:5] == b"%PDF-"
