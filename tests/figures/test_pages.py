import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from rumah.accounts.found import COORDINATOR, EDITOR, OBSERVER
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.demo import figures
from rumah.figures.issue import first_working_day, follow, issue, issue_when_due
from rumah.figures.measures import all_measures
from rumah.figures.models import DayFigure, MonthlyReport, ReportReader
from rumah.figures.roll import roll_range
from tests.factories.businesses import BusinessFactory
from tests.factories.people import UserFactory, staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 1, tzinfo=UTC).date()


@pytest.fixture
def counted(monkeypatch):
    """Six businesses of one kecamatan and two of another came on 3 February; today is Monday, 2 March."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    came = datetime(2026, 2, 3, 5, tzinfo=UTC)
    BusinessFactory.create_batch(6, created_at=came, verified_at=came)
    BusinessFactory.create_batch(2, created_at=came, verified_at=came, region_code="35.10.24.2001")
    roll_range(FEBRUARY, NOW.date())


@pytest.fixture
def coordinator(counted):
    return staff(COORDINATOR)


@pytest.fixture
def page(client: Client, coordinator):
    client.force_login(coordinator)
    return client


ADDRESSES = ["", "dinding/", "dinding/?bagian=penjualan", "dinding/?bagian=peta", "arti/", "laporan/", "ukuran/new/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_screen_costs_few_queries_whatever_was_counted(page, address, django_assert_max_num_queries):
    assert page.get(f"/staf/angka/{address}").status_code == 200
    DayFigure.objects.bulk_create(
        DayFigure(measure="wait", day=FEBRUARY + timedelta(days=at % 28), part=f"{at:03d}", district_code="", value=1)
        for at in range(300)
    )
    with django_assert_max_num_queries(24):
        page.get(f"/staf/angka/{address}")


@pytest.mark.parametrize("address", [*ADDRESSES, "ukuran/new.csv", "laporan/2026-02/1/", "laporan/2026-02/1.pdf"])
def test_nobody_else_sees_it(client, counted, address):
    issue(on=FEBRUARY, actor=None)
    assert client.get(f"/staf/angka/{address}").status_code == 302
    client.force_login(UserFactory())
    assert client.get(f"/staf/angka/{address}").status_code == 302
    client.force_login(staff(EDITOR))
    assert client.get(f"/staf/angka/{address}").status_code == 302


def test_a_viewer_reads_no_cell_about_fewer_than_five_and_issues_nothing(client, coordinator):
    client.force_login(staff(OBSERVER))
    seen = client.get("/staf/angka/ukuran/new/?bulan=2026-02").content.decode()
    assert re.search(r"Licin</th><td>1–4</td>", seen)
    assert re.search(r"Banyuwangi</th><td>6</td>", seen)
    assert "2026-02-03,Licin,Makanan,1–4" in client.get("/staf/angka/ukuran/new.csv?bulan=2026-02").content.decode()
    assert client.post("/staf/angka/laporan/terbitkan/", {"month": "2026-02"}).status_code == 302
    assert not MonthlyReport.objects.exists()
    client.force_login(coordinator)
    assert "Licin</th><td>2</td>" in client.get("/staf/angka/ukuran/new/?bulan=2026-02").content.decode()


def test_every_figure_has_its_page_and_its_words(page):
    words = page.get("/staf/angka/arti/").content.decode()
    for one in all_measures().values():
        assert page.get(reverse("figures_one", args=[one.code])).status_code == 200
        assert str(one.says) in words
    assert page.get("/staf/angka/ukuran/tak-ada/").status_code == 404


def test_a_report_is_frozen_and_a_correction_is_another_version(page, coordinator):
    answer = page.post("/staf/angka/laporan/terbitkan/", {"month": "2026-02"})
    assert answer.headers["Location"] == "/staf/angka/laporan/2026-02/1/"
    first = page.get("/staf/angka/laporan/2026-02/1/").content.decode()
    assert "Usaha baru 8, dan 8 usaha terverifikasi untuk pertama kali." in first
    assert "Licin</th><td>1–4</td>" in first
    BusinessFactory(created_at=datetime(2026, 2, 4, tzinfo=UTC), verified_at=datetime(2026, 2, 4, tzinfo=UTC))
    roll_range(FEBRUARY, NOW.date())
    # The clock stands still here, and with it the stamp by which stored sums are told apart.
    cache.clear()
    assert page.get("/staf/angka/laporan/2026-02/1/").content.decode().count("Usaha baru 8,") == 1
    refused = page.post("/staf/angka/laporan/terbitkan/", {"month": "2026-02", "note": "  "})
    assert refused.status_code == 400
    assert "Tulis apa yang diperbaiki" in refused.content.decode()
    page.post("/staf/angka/laporan/terbitkan/", {"month": "2026-02", "note": "Satu usaha terlambat dicatat."})
    assert "Usaha baru 9," in page.get("/staf/angka/laporan/2026-02/2/").content.decode()
    assert "versi 2" in page.get("/staf/angka/laporan/2026-02/1/").content.decode()
    assert list(AuditEntry.objects.filter(verb="figures.issue").order_by("id").values_list("data", flat=True)) == [
        {"month": "2026-02", "version": 1}, {"month": "2026-02", "version": 2},
    ]  # fmt: skip


def test_a_report_as_files(page):
    issue(on=FEBRUARY, actor=None)
    assert page.get("/staf/angka/laporan/2026-02/1.pdf").content.startswith(b"%PDF-")
    assert ",Usaha baru,8,0," in page.get("/staf/angka/laporan/2026-02/1.csv").content.decode()
    book = load_workbook(BytesIO(page.get("/staf/angka/laporan/2026-02/1.xlsx").content))
    assert ("Licin", "Usaha baru", "1–4") in [row[:3] for row in book.active.iter_rows(values_only=True)]
    assert page.get("/staf/angka/laporan/2026-02/2.pdf").status_code == 404


def test_a_month_that_is_not_over_or_not_counted_is_refused(counted):
    with pytest.raises(DomainError, match="belum berakhir"):
        issue(on=NOW.date(), actor=None)
    with pytest.raises(DomainError, match="belum dihitung"):
        issue(on=datetime(2025, 12, 1, tzinfo=UTC).date(), actor=None)
    with pytest.raises(NotAllowed):
        issue(on=FEBRUARY, actor=staff(OBSERVER))


def test_the_first_working_day_issues_once_and_tells_the_readers(counted, monkeypatch):
    reader, gone = staff(OBSERVER), staff(OBSERVER)
    for user in (reader, gone):
        follow(user=user, wanted=True)
    gone.groups.clear()
    assert first_working_day(NOW.date()) == NOW.date()
    monkeypatch.setattr(clock, "now", lambda: NOW - timedelta(days=1))
    assert not issue_when_due()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert issue_when_due()
    assert not issue_when_due()
    letter = OutboxMessage.objects.get()
    assert (letter.to, letter.subject) == (reader.email, "Laporan bulanan Februari 2026, versi 1")
    assert "Usaha baru 8, dan 8 usaha" in letter.body
    follow(user=reader, wanted=False)
    assert list(ReportReader.objects.values_list("user", flat=True)) == [gone.pk]
    with pytest.raises(NotAllowed):
        follow(user=User.objects.get(pk=gone.pk), wanted=True)


def test_two_who_issue_at_once_make_one_version(counted, monkeypatch):
    issue(on=FEBRUARY, actor=None)
    monkeypatch.setattr(
        "django.db.models.query.QuerySet.aggregate", lambda *_args, **_kwargs: {"last": 0, "newest": None}
    )
    with pytest.raises(Conflict):
        issue(on=FEBRUARY, actor=None)


def test_the_demo_counts_its_months_and_has_a_report(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    figures.count()
    assert not MonthlyReport.objects.exists()
    BusinessFactory(created_at=NOW - timedelta(days=80), verified_at=NOW - timedelta(days=80))
    figures.count()
    assert MonthlyReport.objects.get().month == FEBRUARY
    assert DayFigure.objects.filter(measure="verified").count() == 80
