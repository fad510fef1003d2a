from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from products.catalogue.models import Variant
from products.catalogue.photos.variant import show_variants
from products.orders.fulfil import accept
from products.orders.models import DeliverySettings, Order, Shipment
from products.shipping.models import CourierBooking
from products.simulator import biteship as simulator
from rumah.businesses.models import Membership
from rumah.core import clock
from tests.catalogue.test_variant_photos import a_photo
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP, DeliverySettingsFactory
from tests.peers.shared import served

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier(settings: Settings) -> Iterator[str]:
    cache.clear()
    with served() as url:
        settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = f"{url}/simulasi/biteship", "biteship_test.kunci"
        settings.RATES_PATIENCE_SECONDS = settings.BITESHIP_TIMEOUT_SECONDS = 30
        yield url


@pytest.fixture
def member(client: Client) -> Membership:
    row: Membership = MembershipFactory(business__postal_code="68413")
    DeliverySettingsFactory(business=row.business, live_rates=True)
    client.force_login(row.user)
    return row


@pytest.fixture
def order(member: Membership) -> Order:
    variant = VariantFactory(product=ProductFactory(business=member.business), price=20_000)
    return accept(order=bought({variant: 1}, delivery=SHIP)[1][0], actor=None)


def where(order: Order) -> str:
    return f"/toko-saya/{order.business.slug}/pesanan/{order.number}/"


def test_the_buyers_courier_is_one_button_and_its_number_stands_on_the_page(
    client: Client, carrier: str, order: Order
) -> None:
    Order.objects.update(courier_service="jne/reg", shipping_note="JNE Reguler")
    page = client.get(where(order)).content.decode()
    assert "Pembeli memilih <strong>JNE Reguler</strong>." in page
    assert "Pesan kurir JNE Reguler" in page
    answers = [client.post(f"{where(order)}kurir/", {"kurir": "jne/reg"}) for _turn in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, where(order))] * 2
    page = client.get(where(order)).content.decode()
    booking = CourierBooking.objects.get()
    assert (simulator.booked(), Shipment.objects.count()) == (1, 1)
    for text in (
        booking.waybill, f"Nomor resi: {booking.waybill}.", f'href="{booking.link}"', "Lacak paket", "Cetak label A6",
        "Pesanan ini tidak menunggu kurir.",
        "Ongkos kurir Rp9.000, dipotong dari hasil pesanan ini",
    ):  # fmt: skip
        assert text in page
    assert booking.waybill in client.get(f"{where(order)}slip-a6/").content.decode()


def test_other_couriers_are_asked_for_only_when_the_seller_wants_them(
    client: Client, carrier: str, order: Order
) -> None:
    page = client.get(where(order)).content.decode()
    assert "Pesan kurir lewat sini" in page
    assert "sicepat/reg" not in page
    page = client.get(f"{where(order)}?tarif=1").content.decode()
    assert 'value="sicepat/reg" checked' in page
    assert "Rp8.500" in page
    client.post(f"{where(order)}kurir/", {"kurir": "sicepat/reg"})
    assert Shipment.objects.get().courier == "SICEPAT REG"


def test_errors_are_sentences_and_the_order_stays(
    client: Client, carrier: str, order: Order, settings: Settings
) -> None:
    for sent, sentence in (("", "Pilih kurir"), ("<script>", "Pilih kurir")):
        client.post(f"{where(order)}kurir/", {"kurir": sent})
        assert sentence in client.get(where(order)).content.decode()
    settings.BITESHIP_API_BASE = "http://127.0.0.1:9"
    client.post(f"{where(order)}kurir/", {"kurir": "jne/reg"})
    page = client.get(where(order)).content.decode()
    assert "kurir mungkin sudah dipesan" in page
    assert "layanan kurir belum menjawab" in page
    assert "Lepaskan pemesanan ini" not in page
    # A number of their own can be written down meanwhile.
    assert "Tandai dikirim" in page
    order.refresh_from_db()
    assert order.fulfilment == "to_ship"


def test_what_has_no_answer_is_let_go_of_and_booked_again(
    client: Client, carrier: str, order: Order, settings: Settings
) -> None:
    settings.BITESHIP_API_BASE = "http://127.0.0.1:9"
    client.post(f"{where(order)}kurir/", {"kurir": "jne/reg"})
    settings.BITESHIP_API_BASE = f"{carrier}/simulasi/biteship"
    CourierBooking.objects.update(asked_at=clock.now() - timedelta(minutes=2))
    assert "Lepaskan pemesanan ini" in client.get(where(order)).content.decode()
    client.post(f"{where(order)}kurir/{CourierBooking.objects.get().pk}/lepas/")
    client.post(f"{where(order)}kurir/", {"kurir": "jne/reg"})
    assert (simulator.booked(), Shipment.objects.count()) == (1, 1)
    assert set(CourierBooking.objects.values_list("state", flat=True)) == {"dropped", "booked"}


def test_without_the_switch_or_the_carrier_there_is_no_button(
    client: Client, carrier: str, order: Order, settings: Settings
) -> None:
    DeliverySettings.objects.update(live_rates=False)
    assert "Pesan kurir" not in client.get(where(order)).content.decode()
    DeliverySettings.objects.update(live_rates=True)
    settings.BITESHIP_API_KEY = ""
    assert "Pesan kurir" not in client.get(where(order)).content.decode()
    page = client.get(f"/toko-saya/{order.business.slug}/pengiriman/").content.decode()
    # The switch is not shown where nobody is set up, and saving the page does not turn it off.
    assert '<input type="hidden" name="live_rates" value="on">' in page


def test_the_switch_is_saved_and_needs_the_courier(client: Client, carrier: str, member: Membership) -> None:
    DeliverySettings.objects.update(live_rates=False)
    page = f"/toko-saya/{member.business.slug}/pengiriman/"
    assert "Tawarkan juga tarif kurir langsung" in client.get(page).content.decode()
    answer = client.post(page, {"live_rates": "on", "pickup": "on"})
    assert "Tarif kurir langsung perlu pengiriman lewat kurir." in answer.content.decode()
    assert client.post(page, {"live_rates": "on", "courier": "on", "pickup": "on"}).status_code == 302
    assert DeliverySettings.objects.get().live_rates is True


@pytest.fixture
def jars(member: Membership) -> tuple[Variant, Variant]:
    product = ProductFactory(business=member.business, name="Selai", slug="selai")
    small, large = (VariantFactory(product=product, name=name) for name in ("Kecil", "Besar"))
    return small, large


def test_the_owner_chooses_which_photo_shows_which_variant(
    client: Client, member: Membership, jars: tuple[Variant, Variant]
) -> None:
    small, large = jars
    where = f"/toko-saya/{member.business.slug}/produk/selai/foto-varian/"
    assert where not in client.get(f"/toko-saya/{member.business.slug}/produk/selai/").content.decode()
    photo = a_photo(small.product, "besar")
    assert where in client.get(f"/toko-saya/{member.business.slug}/produk/selai/").content.decode()
    page = client.get(where).content.decode()
    assert page.count("produk/besar.webp") == 2
    answer = client.post(where, {f"foto-{small.pk}": "", f"foto-{large.pk}": f"{photo.pk}"})
    assert (answer.status_code, answer["Location"]) == (302, f"/toko-saya/{member.business.slug}/produk/selai/")
    large.refresh_from_db()
    assert large.photo == photo
    assert f'name="foto-{large.pk}" value="{photo.pk}" checked' in client.get(where).content.decode()


def test_a_photo_of_another_product_is_refused_beside_its_variant(
    client: Client, member: Membership, jars: tuple[Variant, Variant]
) -> None:
    small, large = jars
    mine, theirs = a_photo(small.product, "kami"), a_photo(ProductFactory(), "mereka")
    show_variants(product=small.product, photos={small.pk: mine.pk}, actor=None)
    where = f"/toko-saya/{member.business.slug}/produk/selai/foto-varian/"
    answer = client.post(where, {f"foto-{small.pk}": "", f"foto-{large.pk}": f"{theirs.pk}"})
    page = answer.content.decode()
    assert (answer.status_code, page.count("Pilih salah satu foto produk ini.")) == (422, 1)
    assert f'id="galat-{large.pk}"' in page
    small.refresh_from_db()
    assert small.photo == mine
