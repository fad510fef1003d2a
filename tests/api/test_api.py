"""The face for programs, through real requests; the payment provider is the simulator on a real socket."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from mentoring.sessions.models import Session
from products.catalogue.models import Variant
from products.orders.found import found
from products.orders.models import Purchase
from products.stock.models import StockLevel
from rumah.accounts.tokens import issue
from rumah.core import clock
from tests.factories.businesses import BusinessFactory, MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.factories.orders import DeliverySettingsFactory, VoucherFactory
from tests.peers.shared import served

pytestmark = pytest.mark.django_db
API = "/api/v1/"


def body(*lines: tuple[Variant, int], **changes: Any) -> dict[str, Any]:
    return {
        "buyer": {"name": "Rina Kusuma", "phone": "081234567890"},
        "delivery": {"method": "ship", "region": "35.10.09", "address": "Jalan Melati 5, RT 1 RW 2"},
        "lines": [{"variant": variant.pk, "quantity": quantity} for variant, quantity in lines],
        "provider": "stripe",
        **changes,
    }


def post(client: Client, path: str, data: dict[str, Any], **headers: str) -> Any:
    return client.post(f"{API}{path}", json.dumps(data), content_type="application/json", headers=headers)


@pytest.fixture
def simulator(settings: Settings) -> Any:
    found()
    with served() as url:
        settings.STRIPE_API_BASE = f"{url}/simulasi/stripe"
        yield url


def test_the_document_names_every_call(client: Client) -> None:
    paths = client.get(f"{API}openapi.json").json()["paths"]
    assert sorted(paths) == sorted(
        f"{API}{path}"
        for path in (
            "products", "products/{slug}", "categories", "businesses", "businesses/{slug}", "purchases",
            "purchases/{number}", "services", "services/{slug}/slots", "sessions", "sessions/{pk}",
        )
    )  # fmt: skip


def test_products_page_by_page_in_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for price in (9_000, 5_000, 7_000):
        VariantFactory(product=ProductFactory(min_price=price, max_price=price), price=price)
    with django_assert_max_num_queries(5):
        first = client.get(f"{API}products?sort=cheapest&limit=2").json()
    assert [row["min_price"] for row in first["items"]] == [5_000, 7_000]
    rest = client.get(f"{API}products?sort=cheapest&limit=2&cursor={first['next_cursor']}").json()
    assert [row["min_price"] for row in rest["items"]] == [9_000]
    assert rest["next_cursor"] is None


def test_one_product_names_its_variants(client: Client) -> None:
    variant = VariantFactory(stock=3)
    found = client.get(f"{API}products/{variant.product.slug}").json()
    assert [(row["id"], row["price"], row["stock"]) for row in found["variants"]] == [(variant.pk, 15_000, 3)]
    missing = client.get(f"{API}products/tidak-ada")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    "query",
    ["limit=101", "limit=0", "min_price=-1", "min_price=9223372036854775808", "sort=acak", "cursor=" + "a" * 401],
)
def test_a_query_that_does_not_fit_is_a_problem(client: Client, query: str) -> None:
    answer = client.get(f"{API}products?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["problems"][0]["field"] == query.split("=", maxsplit=1)[0]


def test_businesses_and_categories(client: Client) -> None:
    business = BusinessFactory(name="Dapur Melati")
    assert [row["name"] for row in client.get(f"{API}businesses").json()["items"]] == ["Dapur Melati"]
    assert client.get(f"{API}businesses/{business.slug}").json()["whatsapp"] == "+6281234567890"
    product = ProductFactory()
    assert client.get(f"{API}categories").json()[0]["slug"] == product.category.slug


def test_placing_starts_the_payment_and_the_same_key_answers_the_same(client: Client, simulator: str) -> None:
    one, two = VariantFactory(stock=5), VariantFactory(stock=5)
    headers = {"Idempotency-Key": "kunci-pertama"}
    answer = post(client, "purchases", body((one, 2), (two, 1)), **headers)
    assert answer.status_code == 201, answer.content
    placed = answer.json()
    purchase = Purchase.objects.get()
    assert (placed["number"], placed["status"], placed["total"]) == (purchase.number, "awaiting", purchase.total)
    assert placed["payment"]["url"].startswith(f"{simulator.rsplit(':', 1)[0]}:") or placed["payment"]["url"]
    assert datetime.fromisoformat(placed["expires_at"]).utcoffset() == timedelta(hours=7)
    assert post(client, "purchases", body((one, 2), (two, 1)), **headers).json() == placed
    assert Purchase.objects.count() == 1
    other = post(client, "purchases", body((one, 1)), **headers)
    assert (other.status_code, other.json()["problems"][0]["code"]) == (422, "idempotency_mismatch")
    seen = client.get(f"{API}purchases/{placed['number']}?token={placed['token']}").json()
    assert [order["items_total"] for order in seen["orders"]] == [30_000, 15_000]
    assert client.get(f"{API}purchases/{placed['number']}?token=x{placed['token']}").status_code == 404


def test_short_stock_is_a_problem_per_line_and_holds_nothing(client: Client) -> None:
    found()
    plenty, short = VariantFactory(stock=5), VariantFactory(stock=1)
    answer = post(client, "purchases", body((plenty, 1), (short, 2)), **{"Idempotency-Key": "kunci-kedua"})
    assert answer.status_code == 409
    assert [(p["field"], p["code"]) for p in answer.json()["problems"]] == [("lines.1", "short")]
    assert Purchase.objects.count() == 0
    assert list(StockLevel.objects.values_list("reserved", flat=True)) == [0, 0]


def test_every_mistake_at_once(client: Client) -> None:
    data = body((VariantFactory(), 1), buyer={"name": "", "phone": "1"}, delivery={"method": "ship"})
    answer = post(client, "purchases", data, **{"Idempotency-Key": "kunci-ketiga"})
    assert answer.status_code == 400
    assert [p["field"] for p in answer.json()["problems"]] == [
        "buyer.name", "buyer.phone", "delivery.region", "delivery.address",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"total": 1}, "total"),
        ({"lines": []}, "lines"),
        ({"lines": [{"variant": 1, "quantity": 0}]}, "lines.0.quantity"),
        ({"buyer": {"name": "a\x00b", "phone": "0812"}}, "buyer.name"),
    ],
)
def test_a_body_that_does_not_fit_is_a_problem(client: Client, changes: dict[str, Any], field: str) -> None:
    answer = post(client, "purchases", body((VariantFactory(), 1), **changes), **{"Idempotency-Key": "kunci-keempat"})
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (422, field)


def test_placing_needs_a_key_and_a_known_provider(client: Client) -> None:
    variant = VariantFactory()
    assert post(client, "purchases", body((variant, 1))).status_code == 422
    wrong = post(client, "purchases", body((variant, 1), provider="emas"), **{"Idempotency-Key": "kunci-kelima"})
    assert (wrong.status_code, wrong.json()["problems"][0]["field"]) == (400, "provider")


def test_a_provider_that_is_down_leaves_the_purchase_payable(client: Client, settings: Settings) -> None:
    found()
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    answer = post(client, "purchases", body((VariantFactory(), 1)), **{"Idempotency-Key": "kunci-keenam"})
    nothing = {"url": None, "qr": None, "bank": None, "account": None, "holder": None, "expires_at": None}
    assert (answer.status_code, answer.json()["payment"]) == (201, {"provider": "stripe", **nothing})


def test_a_voucher_cash_and_a_way_for_each_seller(client: Client) -> None:
    found()
    one, two = VariantFactory(price=20_000), VariantFactory(price=30_000)
    for variant in (one, two):
        DeliverySettingsFactory(business=variant.product.business, cash=True, own=True, own_fees={"35.10.24": 2_000})
    VoucherFactory(code="HEMAT5", value=5_000)
    slug = two.product.business.slug
    delivery = {"method": "ship", "region": "35.10.24", "address": "Jalan Ijen 12, RT 2", "methods": {slug: "own"}}
    data = body((one, 1), (two, 1), delivery=delivery, voucher="hemat5", provider="cod")
    answer = post(client, "purchases", data, **{"Idempotency-Key": "kunci-tunai"})
    made = answer.json()
    assert (answer.status_code, made["status"], made["total"]) == (201, "cod", 20_000 + 30_000 + 9_000 + 2_000 - 5_000)
    assert made["payment"] == {
        "provider": "cod",
        **dict.fromkeys(["url", "qr", "bank", "account", "holder", "expires_at"]),
    }
    seen = client.get(f"{API}purchases/{made['number']}?token={made['token']}").json()
    assert (seen["discount"], seen["payment"]["provider"]) == (5_000, "cod")
    assert [(o["delivery"], o["shipping_fee"], o["discount"], o["fulfilment"]) for o in seen["orders"]] == [
        ("ship", 9_000, 2_000, "to_accept"), ("own", 2_000, 3_000, "to_accept"),
    ]  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), [({"voucher": "ENTAH"}, "voucher"), ({"provider": "cod"}, "provider")])
def test_a_voucher_or_cash_that_is_refused_is_a_problem(client: Client, changes: dict[str, Any], field: str) -> None:
    found()
    answer = post(client, "purchases", body((VariantFactory(), 1), **changes), **{"Idempotency-Key": "kunci-tolak"})
    assert (answer.status_code, [p["field"] for p in answer.json()["problems"]]) == (409, [field])
    assert not Purchase.objects.exists()


def test_too_many_calls_are_told_when_to_return(client: Client, settings: Settings) -> None:
    settings.API_LIMITS = {"read": 2, "write": 2}
    assert [client.get(f"{API}categories").status_code for _ in range(3)] == [200, 200, 429]
    assert 0 < int(client.get(f"{API}categories")["Retry-After"]) <= 61


def bookable() -> tuple[Any, Any, str]:
    """Return an owner's membership with a product, a service with a mentor, and a token of the owner."""
    membership = MembershipFactory()
    VariantFactory(product=ProductFactory(business=membership.business, slug="keripik"))
    service = ServiceFactory(minimum_notice=0)
    MentorFactory(skills=[service])
    return membership, service, issue(user=membership.user, name="uji", days=1)[1]


def test_a_slot_is_booked_once_and_cancelled_by_its_owner(client: Client) -> None:
    membership, service, secret = bookable()
    first = clock.today() + timedelta(days=1)
    slots = client.get(f"{API}services/{service.slug}/slots?from={first}&to={first + timedelta(days=10)}").json()
    start = slots["items"][0]["start"]
    mentor = service.mentors.get()
    assert slots["mentors"] == [{"slug": mentor.slug, "name": mentor.user.name}]
    assert datetime.fromisoformat(slots["items"][0]["end"]) - datetime.fromisoformat(start) == timedelta(
        minutes=service.duration
    )
    assert start.endswith("+07:00")
    narrowed = f"{API}services/{service.slug}/slots?from={first}&to={first + timedelta(days=10)}&mentor="
    assert client.get(f"{narrowed}{mentor.slug}").json() == slots
    assert client.get(f"{narrowed}tidak-ada").status_code == 404
    assert datetime.fromisoformat(start).utcoffset() == timedelta(hours=7)
    data = {"service": service.slug, "business": membership.business.slug, "product": "keripik", "start": start}
    bearer = {"Authorization": f"Bearer {secret}"}
    booked = post(client, "sessions", data, **bearer)
    assert booked.status_code == 201, booked.content
    assert post(client, "sessions", data, **bearer).status_code == 409
    stranger = issue(user=MembershipFactory().user, name="lain", days=1)[1]
    path = f"{API}sessions/{booked.json()['id']}"
    assert client.delete(path, headers={"Authorization": f"Bearer {stranger}"}).status_code == 404
    assert Session.objects.get().state == "confirmed"
    assert client.delete(path, headers=bearer).status_code == 204
    assert Session.objects.get().state == "cancelled"


def asked(service: Any) -> dict[str, int]:
    """Let the service ask for words, a choice and a file, and return the ids as the list of services tells them."""
    for position, (text, kind, choices) in enumerate(
        [("Sejak kapan?", "text", ""), ("Bahannya?", "choice", "Kertas\nPlastik"), ("Labelnya?", "file", "")]
    ):
        service.questions.create(position=position, text=text, kind=kind, choices=choices, is_required=kind != "file")
    service.save()
    (listed,) = Client().get(f"{API}services").json()
    assert [(row["kind"], row["required"], row["choices"]) for row in listed["questions"]] == [
        ("text", True, []), ("choice", True, ["Kertas", "Plastik"]), ("file", False, []),
    ]  # fmt: skip
    return {row["kind"]: row["id"] for row in listed["questions"]}


def test_what_a_service_asks_is_answered_with_the_booking(client: Client) -> None:
    membership, service, secret = bookable()
    ids = asked(service)
    first = clock.today() + timedelta(days=1)
    path = f"{API}services/{service.slug}/slots?from={first}&to={first + timedelta(days=10)}"
    data = {
        "service": service.slug, "business": membership.business.slug, "product": "keripik",
        "start": client.get(path).json()["items"][0]["start"],
    }  # fmt: skip
    bearer = {"Authorization": f"Bearer {secret}"}
    wrong = [
        {"question": ids["choice"], "text": "Besi"}, {"question": 999_999, "text": "Apa?"},
        {"question": ids["file"], "file": b64encode(b"<html>").decode()},
    ]  # fmt: skip
    answer = post(client, "sessions", data | {"answers": wrong, "place": "visit"}, **bearer)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    fields = [problem["field"] for problem in answer.json()["problems"]]
    assert fields == ["place", f"q{ids['text']}", f"q{ids['choice']}", f"q{ids['file']}", "q999999"]
    for broken, place in (
        ([{"question": ids["file"], "file": "bukan base64!"}], "answers.0.file"),
        ([{"question": ids["file"], "file": "aGk=", "text": "hai"}], "answers.0"),
        ([{"question": ids["text"], "text": "a"}] * 2, "answers"),
    ):
        answer = post(client, "sessions", data | {"answers": broken}, **bearer)
        assert (answer.status_code, answer.json()["problems"][0]["field"]) == (422, place)
    assert Session.objects.count() == 0
    right = [
        {"question": ids["text"], "text": "Sejak 2020"}, {"question": ids["choice"], "text": "Kertas"},
        {"question": ids["file"], "file": b64encode(b"%PDF-1.4 label").decode()},
    ]  # fmt: skip
    assert post(client, "sessions", data | {"answers": right}, **bearer).status_code == 201
    one, two, three = Session.objects.get().answers.order_by("position")
    assert (one.text, two.text, three.file.read()) == ("Sejak 2020", "Kertas", b"%PDF-1.4 label")


def test_booking_is_for_ones_own_business_and_needs_a_sign_in() -> None:
    _membership, service, secret = bookable()
    other = MembershipFactory()
    start = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    data = {"service": service.slug, "business": other.business.slug, "start": start}
    client = Client(enforce_csrf_checks=True)
    assert post(client, "sessions", data).status_code in {401, 403}
    assert post(client, "sessions", data, Authorization=f"Bearer {secret}").status_code == 404
    client.force_login(other.user)
    assert post(client, "sessions", data).status_code == 403
    naive = {**data, "start": "2026-12-01T09:00:00"}
    assert post(client, "sessions", naive, Authorization=f"Bearer {secret}").status_code == 422
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    "period", ["from=2026-12-02&to=2026-12-01", "from=2026-12-01&to=2027-03-01", "from=x&to=y", ""]
)
def test_a_period_must_be_one(client: Client, period: str) -> None:
    service = ServiceFactory()
    assert client.get(f"{API}services/{service.slug}/slots?{period}").status_code == 422
