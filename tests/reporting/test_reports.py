"""Anybody reports a product; staff decide; who left a contact hears of it, and is forgotten."""

from datetime import timedelta

import pytest
from django.test import Client

from products.catalogue.models import Product
from products.catalogue.states import Status
from products.reporting.decide import ask_to_mend, dismiss, hide
from products.reporting.forget import forget_contacts
from products.reporting.models import ProductReport, ReportState
from products.reporting.report import report
from rumah.accounts.found import EDITOR, VERIFIER
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import entered, staff

pytestmark = pytest.mark.django_db
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def product() -> Product:
    return VariantFactory(product=ProductFactory(business=MembershipFactory().business, name="Keripik")).product


def test_a_visitor_reports_without_an_account(client: Client, product: Product) -> None:
    where = f"{product.get_absolute_url()}laporkan/"
    assert where in client.get(product.get_absolute_url()).content.decode()
    assert "Laporkan produk ini" in client.get(where).content.decode()
    answer = client.post(
        where, {"reason": "false", "text": "Label halal palsu.", "contact": "0812 3456 7890"}, headers=OURS
    )
    assert answer.status_code == 303
    row = ProductReport.objects.get()
    assert (row.reason, row.text, row.contact, row.channel) == (
        "false", "Label halal palsu.", "+6281234567890", "whatsapp",
    )  # fmt: skip
    assert AuditEntry.objects.get(verb="reporting.report").data == {"reason": "false"}


def test_all_that_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, product: Product) -> None:
    where = f"{product.get_absolute_url()}laporkan/"
    answer = client.post(where, {"reason": "", "text": "Ini palsu.", "contact": "bukan kontak"}, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Pilih apa yang salah." in page
    assert "Ini palsu." in page
    assert "bukan kontak" in page
    with pytest.raises(DomainError) as refused:
        report(product=product, reason="other", contact="x@")
    assert {problem.field for problem in refused.value.problems} == {"text", "contact"}
    assert ProductReport.objects.count() == 0


def test_the_same_words_twice_are_one_report_and_an_address_may_not_flood(client: Client, product: Product) -> None:
    where = f"{product.get_absolute_url()}laporkan/"
    codes = [client.post(where, {"reason": "scam", "text": text}, headers=OURS).status_code for text in "aabcde"]
    assert codes == [303] * 5 + [429]
    assert ProductReport.objects.count() == 4


def test_what_is_not_shown_is_not_reported(client: Client) -> None:
    hidden = ProductFactory(is_listed=False)
    assert client.get(f"{hidden.get_absolute_url()}laporkan/").status_code == 404
    with pytest.raises(Conflict):
        report(product=hidden, reason="scam")


def test_staff_decide_on_what_they_saw(product: Product) -> None:
    first = report(product=product, reason="scam", contact="ani@contoh.id")
    second = report(product=product, reason="false", text="Palsu.")
    client = entered(VERIFIER)
    page = client.get(f"/staf/laporan/{product.pk}/").content.decode()
    assert f'name="seen" value="{second.pk}"' in page
    later = report(product=product, reason="other", text="Baru.")
    refused = client.post(f"/staf/laporan/{product.pk}/tahan/", {"seen": second.pk, "reason": " "})
    assert refused.status_code == 400
    assert (
        client.post(f"/staf/laporan/{product.pk}/tahan/", {"seen": second.pk, "reason": "Izin palsu."}).status_code
        == 302
    )
    product.refresh_from_db()
    assert (product.status, product.is_listed, product.status_reason) == (Status.SUSPENDED, False, "Izin palsu.")
    states = dict(ProductReport.objects.values_list("pk", "state"))
    assert states == {first.pk: ReportState.HIDDEN, second.pk: ReportState.HIDDEN, later.pk: ReportState.OPEN}
    told = OutboxMessage.objects.get(to="ani@contoh.id")
    assert "tidak tampil lagi" in told.subject
    assert "Izin palsu." not in told.body
    assert AuditEntry.objects.filter(verb="reporting.hidden").count() == 2
    with pytest.raises(Conflict):
        hide(product=product, seen=second.pk, actor=None, reason="Lagi.")


def test_asking_tells_the_owner_and_dismissing_tells_the_reporter_why(product: Product) -> None:
    me, owner = staff(VERIFIER), product.business.memberships.get().user
    asked = report(product=product, reason="copied")
    ask_to_mend(product=product, seen=asked.pk, actor=me, reason="Ganti foto.")
    assert "Ganti foto." in OutboxMessage.objects.get(to=owner.phone).body
    fine = report(product=product, reason="scam", contact="ani@contoh.id", language="en")
    dismiss(product=product, seen=fine.pk, actor=me, reason="Sudah kami cek.")
    assert "Sudah kami cek." in OutboxMessage.objects.get(to="ani@contoh.id").body
    product.refresh_from_db()
    assert product.is_listed


def test_an_editor_decides_nothing(product: Product) -> None:
    row = report(product=product, reason="scam")
    client = entered(EDITOR)
    assert client.get(f"/staf/laporan/{product.pk}/").status_code == 302
    client.post(f"/staf/laporan/{product.pk}/abaikan/", {"seen": row.pk, "reason": "x"})
    row.refresh_from_db()
    assert row.state == ReportState.OPEN


def test_contacts_are_forgotten(product: Product) -> None:
    row = report(product=product, reason="scam", contact="ani@contoh.id")
    dismiss(product=product, seen=row.pk, actor=None, reason="Cek.")
    assert forget_contacts() == 0
    ProductReport.objects.update(decided_at=clock.now() - timedelta(days=31))
    assert forget_contacts() == 1
    assert ProductReport.objects.get().contact == ""
