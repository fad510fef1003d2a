"""The staff's first page, menu and lists: each shown to whom it is for, at a cost that does not grow."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from products.reporting.report import report
from rumah.accounts.found import COORDINATOR, EDITOR, GROUPS, TREASURER, VERIFIER, VIEWER
from rumah.businesses.states import Standing
from rumah.core.duties import CAP, capped, duties_of, in_words
from rumah.core.listing import CappedPaginator
from rumah.core.models import OutboxMessage
from rumah.core.outbox import queue
from rumah.verification.models import Inspection
from rumah.verification.submit import submit
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import UserFactory, entered, staff

pytestmark = pytest.mark.django_db
LISTS = (
    "/staf/business/", "/staf/izin-usaha/", "/staf/product/", "/staf/productreport/", "/staf/review/",
    "/staf/complaint/", "/staf/order/", "/staf/attempt/", "/staf/courierbooking/", "/staf/session/",
    "/staf/outboxmessage/", "/staf/assessment/",
)  # fmt: skip


def test_each_role_sees_its_own_duties_only() -> None:
    labels = {group: {str(one.label) for one in duties_of(staff(group))} for group in GROUPS}
    assert "Usaha menunggu tinjauan" in labels[VERIFIER]
    assert "Produk dilaporkan" in labels[VERIFIER]
    assert labels[EDITOR] == labels[VIEWER] == set()
    assert {"Keluhan diperiksa petugas", "Sesi yang perlu dilihat", "Pesan gagal terkirim"} <= labels[COORDINATOR]
    assert {"Uang perlu ditangani", "Rekening dan pencairan", "Kurir belum menjawab"} == labels[TREASURER]


def test_counts_stop_at_a_hundred() -> None:
    for number in range(CAP + 2):
        queue(channel="sms", to="+6281234567890", subject="", body="x", dedupe_key=f"n{number}")
    assert capped(OutboxMessage.objects.all()) == CAP + 1
    assert capped([OutboxMessage.objects.all(), OutboxMessage.objects.all()]) == CAP + 1
    assert (in_words(CAP), in_words(CAP + 1)) == ("100", "100+")
    assert CappedPaginator(OutboxMessage.objects.order_by("pk"), 20).count == CAP + 2


def test_the_first_page_costs_the_same_however_much_waits(django_assert_max_num_queries) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    client.get("/staf/")
    for _ in range(8):
        business = BusinessFactory(standing=Standing.DRAFT, verified_at=None)
        submit(business=business, actor=None)
    Inspection.objects.update(promised_on="2020-01-01")
    with django_assert_max_num_queries(60):
        page = client.get("/staf/").content.decode()
    assert "<strong>8</strong> Usaha menunggu tinjauan" in page
    assert "8 mendesak" in page


@pytest.mark.parametrize("where", LISTS)
def test_every_list_opens_and_exports(where: str) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(where).status_code == 200, where
    if where != "/staf/outboxmessage/":
        answer = client.get(f"{where}?export=csv")
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbf")


def test_a_file_harms_no_spreadsheet_and_reads_as_the_list_does() -> None:
    BusinessFactory(name="=HYPERLINK(1)", sector="kriya")
    client = entered(VERIFIER)
    content = b"".join(client.get("/staf/business/?export=csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert "'=HYPERLINK(1)" in row.values()
    assert "Kriya" in row.values()
    book = load_workbook(io.BytesIO(b"".join(client.get("/staf/business/?export=xlsx").streaming_content)))
    assert "'=HYPERLINK(1)" in [cell.value for cell in book.active[2]]


def test_lists_cost_the_same_however_many_rows(django_assert_num_queries) -> None:
    client = entered(VERIFIER)
    report(product=VariantFactory(product=ProductFactory()).product, reason="scam")
    client.get("/staf/productreport/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for where in ("/staf/productreport/", "/staf/product/", "/staf/business/"):
        with CaptureQueriesContext(connection) as few:
            client.get(where)
        for _ in range(5):
            report(product=VariantFactory(product=ProductFactory()).product, reason="scam")
        with django_assert_num_queries(len(few)):
            client.get(where)


def test_the_menu_names_nothing_twice() -> None:
    from django.test import RequestFactory
    from wagtail.admin.menu import admin_menu

    request = RequestFactory().get("/staf/")
    request.user = UserFactory(is_superuser=True)
    seen: list[str] = []
    names: list[str] = []
    for item in admin_menu.menu_items_for_request(request):
        names.append(item.name)
        inner = getattr(item, "menu", None)
        seen += [one.url for one in inner.menu_items_for_request(request)] if inner else [item.url]
    assert len(seen) == len(set(seen))
    domains = ["usaha", "produk", "pesanan-uang", "pendampingan", "isi-situs", "orang", "sistem"]
    assert [name for name in names if name in domains] == domains


def test_a_viewer_reads_lists_and_changes_nothing() -> None:
    client, business = entered(VIEWER), BusinessFactory(standing=Standing.SUBMITTED, verified_at=None)
    page = client.get("/staf/").content.decode()
    assert "Peran Anda hanya membaca" in page
    for where in (
        "/staf/business/",
        "/staf/product/",
        "/staf/order/",
        "/staf/session/",
        f"/staf/tinjau/{business.pk}/",
    ):
        assert client.get(where).status_code == 200, where
    for where in ("/staf/antrean/", "/staf/izin-usaha/", "/staf/jejak/", "/staf/uang/", "/staf/users/"):
        assert client.get(where).status_code == 302, where
    client.post(f"/staf/tinjau/{business.pk}/verifikasi/")
    business.refresh_from_db()
    assert business.standing == Standing.SUBMITTED
    assert reverse("antrean") not in page
