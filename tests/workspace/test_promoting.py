import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from products.campaigns.models import Campaign
from products.catalogue.models import Variant
from products.orders.models import Order
from products.payments.models import Transfer
from products.payments.refund_states import TransferKind
from products.promo.build import build
from products.promo.models import PromoKit
from products.traffic.models import ProductDay
from rumah.businesses.models import Membership
from rumah.core import clock
from rumah.workspace.promoting.figures import as_csv, bars, figures_of
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)


@pytest.fixture
def member(client: Client) -> Membership:
    row: Membership = MembershipFactory(business__slug="dapur", business__name="Dapur Siti")
    client.force_login(row.user)
    return row


@pytest.fixture
def variant(member: Membership) -> Variant:
    made: Variant = VariantFactory(product=ProductFactory(business=member.business, slug="kopi", name="Kopi"), stock=99)
    return made


def earned(variant: Variant, at: datetime, pieces: int = 1) -> Order:
    """Let an order be earned at a moment: the transfer is what the figures read."""
    _purchase, (order,) = bought({variant: pieces})
    amount = order.total - 1_000
    _transfer(order, TransferKind.EARNED, amount, 1_000, at)
    return order


def _transfer(order: Order, kind: TransferKind, amount: int, commission: int, at: datetime) -> None:
    Transfer.objects.create(
        order=order, business=order.business, kind=kind, reference=f"{kind}:{order.pk}:{at:%d%H}", amount=amount,
        commission=commission, at=at,
    )  # fmt: skip


def test_days_are_wibs_refunds_fall_on_their_own_and_cash_is_no_sale(variant: Variant) -> None:
    business = variant.product.business
    # 16.59 UTC is one minute before midnight in WIB, 17.00 UTC the next day.
    late = earned(variant, datetime(2026, 3, 30, 16, 59, tzinfo=UTC), 2)
    early = earned(variant, datetime(2026, 3, 30, 17, 0, tzinfo=UTC))
    _transfer(early, TransferKind.CASH, -early.total, 0, datetime(2026, 3, 30, 17, 0, tzinfo=UTC))
    _transfer(late, TransferKind.REFUND, -9_000, -1_000, datetime(2026, 3, 31, 2, 0, tzinfo=UTC))
    earned(variant, datetime(2026, 3, 31, 17, 0, tzinfo=UTC))  # tomorrow
    earned(variant, datetime(2026, 3, 1, 16, 59, tzinfo=UTC))  # 1 March, the day before the thirty begin
    earned(VariantFactory(), datetime(2026, 3, 31, 2, 0, tzinfo=UTC))  # another shop's
    ProductDay.objects.create(product=variant.product, day=TODAY, views=7)
    ProductDay.objects.create(product=variant.product, day=date(2026, 3, 1), views=90)
    found = figures_of(business, days=30, today=TODAY)
    assert len(found.rows) == 30
    rows = {row.first: (row.orders, row.sales, row.refunds, row.net, row.views) for row in found.rows if row.orders}
    assert rows == {
        date(2026, 3, 30): (1, 30_000, 0, 30_000, 0), date(2026, 3, 31): (1, 15_000, 10_000, 5_000, 7),
    }  # fmt: skip
    assert [(best.name, best.pieces, best.sales, seen) for best, seen in found.best] == [("Kopi", 3, 45_000, 7)]
    year = figures_of(business, days=365, today=TODAY)
    assert [(row.label, row.sales) for row in year.rows][-2:] == [("Feb 2026", 0), ("Mar 2026", 60_000)]
    assert (len(year.rows), year.rows[0].first, year.rows[-1].views) == (12, date(2025, 4, 1), 97)
    quarter = figures_of(business, days=90, today=TODAY)
    assert (len(quarter.rows), quarter.rows[-1].label, quarter.rows[-1].sales) == (13, "25 Mar – 31 Mar", 45_000)
    assert sum((row.last - row.first).days + 1 for row in quarter.rows) == 90


def test_bars_are_as_high_as_their_numbers_and_what_went_back_hangs_below(variant: Variant) -> None:
    order = earned(variant, datetime(2026, 3, 31, 2, 0, tzinfo=UTC), 2)
    _transfer(order, TransferKind.REFUND, -10_000, 0, datetime(2026, 3, 31, 3, 0, tzinfo=UTC))
    found = figures_of(variant.product.business, days=30, today=TODAY)
    drawn, line = bars(found.rows, "sales", "refunds")
    assert line == 90
    assert [(bar.y, bar.high, bar.is_back) for bar in drawn] == [(0, 90, False), (90, 30, True)]
    assert bars(found.rows, "views") == ([], 120)


def test_the_figures_cost_four_queries_whatever_the_range(variant: Variant, django_assert_num_queries) -> None:
    for day in range(1, 29):
        earned(variant, datetime(2026, 3, day, 2, 0, tzinfo=UTC))
    for days in (30, 365):
        with django_assert_num_queries(4):
            figures_of(variant.product.business, days=days, today=TODAY)


def test_the_page_shows_chart_table_and_the_meaning_and_the_file_has_the_same(
    client: Client, member: Membership, variant: Variant
) -> None:
    earned(variant, clock.now())
    page = client.get("/toko-saya/dapur/angka/?hari=90").content.decode()
    assert page.count('<svg class="chart"') == 1
    assert re.search(r'role="img" aria-labelledby="jual-judul jual-isi"', page)
    assert "Penjualan: nilai pesanan pada hari pesanan itu selesai" in page
    assert page.count('<th scope="row">') == 14
    assert " style=" not in page
    answer = client.get("/toko-saya/dapur/angka.csv?hari=90")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert (answer.headers["Content-Type"], len(rows)) == ("text/csv; charset=utf-8", 14)
    assert rows[-1][2:] == ["1", "15000", "0", "15000", "0"]
    assert (
        rows[1:] == list(csv.reader(io.StringIO(as_csv(figures_of(member.business, days=90, today=clock.today())))))[1:]
    )
    for odd in ("", "?hari=abc", "?hari=31"):
        assert 'href="?hari=30" aria-current="page"' in client.get(f"/toko-saya/dapur/angka/{odd}").content.decode()
    empty = client.get(f"/toko-saya/{MembershipFactory(user=member.user).business.slug}/angka/").content.decode()
    assert "Belum ada pesanan yang selesai dalam jangka waktu ini." in empty


def test_a_link_in_two_fields_is_listed_with_its_codes_and_switched_off(
    client: Client, member: Membership, variant: Variant
) -> None:
    where = "/toko-saya/dapur/tautan/"
    answer = client.post(where, {"name": "", "target": "tidak-ada", "channel": "radio"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "<title>Galat: " in page
    assert page.count("field--bad") == 3
    assert client.post(where, {"name": "Poster pasar", "target": "kopi"}).status_code == 302
    assert client.post(where, {"name": "Poster pasar", "target": "kopi"}).status_code == 302
    link = Campaign.objects.get()
    assert (link.product, link.channel) == (variant.product, "other")
    page = client.get(where).content.decode()
    assert f"http://testserver{link.path}" in page
    assert "0 kunjungan" in page
    starts = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}
    for kind, start in starts.items():
        file = client.get(f"{where}{link.pk}/qr.{kind}")
        assert (file.status_code, file.content[: len(start)]) == (200, start)
        assert file.headers["Content-Disposition"] == f'attachment; filename="qr-{link.code}.{kind}"'
    client.post(f"{where}{link.pk}/matikan/")
    link.refresh_from_db()
    assert not link.is_active
    assert "dimatikan" in client.get(where).content.decode()
    assert client.get(f"{where}?produk=kopi").content.decode().count('value="kopi" selected') == 1


def test_the_list_of_links_costs_the_same_for_one_and_for_many(
    client: Client, member: Membership, django_assert_max_num_queries
) -> None:
    now = clock.now()
    Campaign.objects.bulk_create(
        Campaign(business=member.business, name=f"K{n}", code=f"kode{n:02}", created_at=now - timedelta(hours=n))
        for n in range(30)
    )
    with django_assert_max_num_queries(6):
        page = client.get("/toko-saya/dapur/tautan/").content.decode()
    assert (page.count(">K0<"), page.count(">K23<"), page.count(">K24<")) == (1, 1, 0)
    following = re.search(r'href="\?lanjut=([^"]+)"', page)
    assert following is not None
    assert ">K24<" in client.get(f"/toko-saya/dapur/tautan/?lanjut={following[1]}").content.decode()


def test_a_kit_is_asked_for_waited_for_and_taken(client: Client, member: Membership, variant: Variant) -> None:
    where = "/toko-saya/dapur/produk/kopi/promo/"
    page = client.get(where)
    assert "Buat paket promosi" in page.content.decode()
    assert "Refresh" not in page.headers
    assert client.get(f"{where}paket.zip").status_code == 404
    assert client.post(where).headers["Location"] == where
    client.post(where)
    kit = PromoKit.objects.get()
    waiting = client.get(where)
    assert (waiting.headers["Refresh"], "Paket sedang dibuat" in waiting.content.decode()) == ("3", True)
    PromoKit.objects.update(asked_at=clock.now() - timedelta(minutes=4))
    assert "Refresh" not in client.get(where).headers
    build(kit.pk, kit.ticket)
    ready = client.get(where).content.decode()
    assert "Unduh semua (ZIP)" in ready
    zipped = client.get(f"{where}paket.zip")
    assert (zipped.content[:2], zipped.headers["Content-Type"]) == (b"PK", "application/zip")
    assert zipped.headers["Cache-Control"] == "private, no-store"
    shown = client.get(f"{where}kotak-1080.jpg")
    assert (shown.content[:2], shown.headers["Content-Disposition"]) == (
        b"\xff\xd8",
        'inline; filename="kopi-kotak-1080.jpg"',
    )
    assert client.get(f"{where}rahasia.txt").status_code == 404
    variant.product.name = "Kopi baru"
    variant.product.save()
    assert "Buat ulang" in client.get(where).content.decode()
    PromoKit.objects.update(state="failed")
    assert "Coba lagi" in client.get(where).content.decode()
    client.post("/toko-saya/dapur/promo/warna/", {"palette": "daun"})
    assert 'value="daun" checked' in client.get("/toko-saya/dapur/promo/").content.decode()
    assert client.post("/toko-saya/dapur/promo/warna/", {"palette": "pink"}).status_code == 302
    assert 'value="daun" checked' in client.get("/toko-saya/dapur/promo/").content.decode()
    variant.product.is_listed = False
    variant.product.save()
    client.post(where)
    assert "Tampilkan produk ini di katalog dulu" in client.get(where).content.decode()


def chats(client: Client, order: Order) -> list[str]:
    page = client.get(f"/toko-saya/dapur/pesanan/{order.number}/").content.decode()
    return re.findall(r'href="(https://wa\.me/[^"]+)"', page)


def test_the_first_message_fits_the_state_and_speaks_the_buyers_language(
    client: Client, member: Membership, variant: Variant
) -> None:
    _purchase, (order,) = bought({variant: 1}, delivery=SHIP)
    order.purchase.language = "en"
    order.purchase.save()
    where = f"/toko-saya/dapur/pesanan/{order.number}/"

    def first() -> str:
        links = chats(client, order)
        assert all(link.startswith("https://wa.me/6281234567890?text=Hello%20Siti%20Aminah") for link in links)
        assert all(order.number in link for link in links)
        return links[0]

    assert "are%20preparing%20it" in first()
    client.post(f"{where}terima/")
    assert "are%20preparing%20it" in first()
    client.post(f"{where}kemas/")
    assert "is%20packed%20and%20will%20be%20sent" in first()
    assert "is%20delayed" in chats(client, order)[1]
    client.post(f"{where}kirim/", {"courier": "JNE", "tracking_number": "JP 123", "seen": "0"})
    assert "sent%20with%20JNE%2C%20tracking%20number%20JP%20123" in first()
    Order.objects.update(held_by_dispute=True)
    assert "have%20read%20your%20complaint" in first()
    Order.objects.update(held_by_dispute=False, fulfilment="completed")
    assert "thank%20you%20for%20shopping" in first()
    assert "Lihat uangnya di laporan bulanan" in client.get(where).content.decode()


def test_a_pickup_is_told_when_it_may_be_fetched(client: Client, member: Membership, variant: Variant) -> None:
    _purchase, (order,) = bought({variant: 1})
    where = f"/toko-saya/dapur/pesanan/{order.number}/"
    client.post(f"{where}terima/")
    client.post(f"{where}kemas/")
    assert "Kami%20kabari%20begitu%20dapat%20diambil" in chats(client, order)[0]
    client.post(f"{where}kirim/", {"seen": "0"})
    assert "siap%20diambil%20di%20Rumah%20Kreatif" in chats(client, order)[0]
