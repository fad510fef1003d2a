import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from rumah.accounts.found import COORDINATOR, EDITOR, VERIFIER, found
from rumah.accounts.models import User
from rumah.businesses.states import Standing
from rumah.core import clock
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.core.outbox import queue
from rumah.verification.submit import submit
from tests.factories.businesses import BusinessFactory, MembershipFactory, PermitFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.people import UserFactory, staff

pytestmark = pytest.mark.django_db


def test_wagtails_own_door_leads_to_ours(client: Client) -> None:
    user = UserFactory(is_superuser=True, password="kelapa-muda-77")
    data = {"username": user.username, "password": "kelapa-muda-77"}
    answer = client.post("/staf/login/", data)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/akun/masuk/?next=/staf/")
    assert client.get("/staf/").headers["Location"] == "/akun/masuk/?next=/staf/"
    assert client.get("/staf/password_reset/").status_code == 404


@pytest.mark.parametrize("group", [VERIFIER, EDITOR, COORDINATOR])
def test_staff_enter(client: Client, group: str) -> None:
    client.force_login(staff(group))
    assert client.get("/staf/").status_code == 200


def test_owners_and_mentors_do_not_enter(client: Client) -> None:
    for user in (MembershipFactory().user, MentorFactory().user, UserFactory()):
        client.force_login(user)
        assert client.get("/staf/").status_code == 302
        assert client.get("/staf/tinjau/1/").status_code == 302


def test_groups_are_made_once_and_stay_as_staff_left_them() -> None:
    found()
    group = Group.objects.get(name=VERIFIER)
    assert group.permissions.filter(codename="access_admin").exists()
    group.permissions.clear()
    found()
    assert not group.permissions.exists()


def test_from_the_home_page_to_verified_with_its_shelf(client: Client) -> None:
    owner = MembershipFactory(business__standing=Standing.DRAFT, business__verified_at=None)
    business = submit(business=owner.business, actor=owner.user)
    product = VariantFactory(product=ProductFactory(business=business, is_listed=False)).product
    PermitFactory(business=business)
    client.force_login(staff(VERIFIER))
    home = client.get("/staf/").content.decode()
    assert "<strong>1</strong> Usaha menunggu tinjauan" in home
    assert f"/staf/tinjau/{business.pk}/" in home
    assert "Minta perbaikan" in client.get(f"/staf/tinjau/{business.pk}/").content.decode()
    client.post(f"/staf/tinjau/{business.pk}/verifikasi/")
    product.refresh_from_db()
    business.refresh_from_db()
    assert (business.standing, product.is_listed) == (Standing.VERIFIED, True)
    assert OutboxMessage.objects.filter(to=owner.user.phone).count() == 1
    client.post(f"/staf/tinjau/{business.pk}/tangguhkan/", {"reason": "Alamat tidak ditemukan."})
    product.refresh_from_db()
    assert not product.is_listed
    assert "Aktifkan kembali" in client.get(f"/staf/tinjau/{business.pk}/").content.decode()


def test_sending_back_needs_a_reason(client: Client) -> None:
    business = BusinessFactory(standing=Standing.SUBMITTED, verified_at=None)
    client.force_login(staff(VERIFIER))
    answer = client.post(f"/staf/tinjau/{business.pk}/perbaikan/", {"reason": " "})
    business.refresh_from_db()
    assert (answer.status_code, business.standing) == (400, Standing.SUBMITTED)


def test_each_document_and_field_gets_its_reason_and_the_owner_reads_them(client: Client) -> None:
    owner = MembershipFactory(business__standing=Standing.SUBMITTED, business__verified_at=None)
    business = owner.business
    permit, other = PermitFactory(business=business), PermitFactory(business=business)
    client.force_login(staff(VERIFIER))
    asked = {f"permit-{permit.pk}": "Foto buram.", "field-address": "Nomor rumah belum ada.", "checked": other.pk}
    answer = client.post(f"/staf/tinjau/{business.pk}/verifikasi/", asked)
    assert answer.status_code == 400
    assert 'value="Foto buram."' in answer.content.decode()
    business.refresh_from_db()
    other.refresh_from_db()
    assert (business.standing, other.checked_at) == (Standing.SUBMITTED, None)
    assert client.post(f"/staf/tinjau/{business.pk}/perbaikan/", asked).status_code == 302
    business.refresh_from_db()
    said = f"P-IRT {permit.number}: Foto buram.\nAlamat produksi: Nomor rumah belum ada."
    assert (business.standing, business.standing_reason) == (Standing.DRAFT, said)
    assert said in OutboxMessage.objects.get(to=owner.user.phone).body
    client.force_login(owner.user)
    page = client.get(reverse("workspace:overview", args=[business.slug])).content.decode()
    assert f'/toko-saya/{business.slug}/profil/#id_address">Alamat produksi</a>: Nomor rumah belum ada.' in page


def test_ticked_documents_and_the_decision_go_in_one_step(client: Client) -> None:
    business = BusinessFactory(standing=Standing.SUBMITTED, verified_at=None)
    permit, foreign = PermitFactory(business=business), PermitFactory()
    client.force_login(staff(VERIFIER))
    client.post(f"/staf/tinjau/{business.pk}/verifikasi/", {"checked": [permit.pk, foreign.pk]})
    for row in (business, permit, foreign):
        row.refresh_from_db()
    assert business.standing == Standing.VERIFIED
    assert permit.checked_at is not None
    assert foreign.checked_at is None


def test_an_editor_may_not_verify(client: Client) -> None:
    business = BusinessFactory(standing=Standing.SUBMITTED, verified_at=None)
    client.force_login(staff(EDITOR))
    client.post(f"/staf/tinjau/{business.pk}/verifikasi/")
    business.refresh_from_db()
    assert business.standing == Standing.SUBMITTED


def test_lists_filter_and_search(client: Client) -> None:
    BusinessFactory(name="Batik Bu Ani", standing=Standing.SUBMITTED, verified_at=None)
    BusinessFactory(name="Kopi Pak Budi")
    client.force_login(staff(VERIFIER))
    page = client.get("/staf/business/?standing=submitted").content.decode()
    assert "Batik Bu Ani" in page
    assert "Kopi Pak Budi" not in page
    assert "Kopi Pak Budi" in client.get("/staf/business/?q=Budi").content.decode()


def test_trails_are_read_only_and_show_no_codes(client: Client) -> None:
    BusinessFactory()
    queue(channel="sms", to="+6281234567890", subject="", body="RAHASIA adalah kode", dedupe_key="a")
    message = OutboxMessage.objects.get()
    client.force_login(UserFactory(is_superuser=True))
    assert client.get("/staf/jejak/").status_code == 200
    for where in ("/staf/outboxmessage/", f"/staf/outboxmessage/inspect/{message.pk}/"):
        answer = client.get(where)
        assert answer.status_code == 200
        assert "RAHASIA" not in answer.content.decode()
    client.post(f"/staf/outboxmessage/delete/{message.pk}/")
    assert OutboxMessage.objects.count() == 1
    assert AuditEntry.objects.count() == 0


def test_staff_list_create_and_edit_people(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True, name="Kepala"))
    assert "Kepala" in client.get("/staf/users/").content.decode()
    assert client.get("/staf/users/new/").status_code == 200
    answer = client.post("/staf/users/new/", {"name": "Rina", "email": "", "phone": "0812 9999 0000"})
    assert answer.status_code == 302
    user = User.objects.get(name="Rina")
    assert (user.phone, user.email) == ("+6281299990000", None)
    assert client.get(f"/staf/users/edit/{user.pk}/").status_code == 200
    data = {"name": "Rina Sari", "email": "Rina@contoh.id", "phone": "081299990000", "is_active": "on"}
    assert client.post(f"/staf/users/edit/{user.pk}/", data).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.email) == ("Rina Sari", "rina@contoh.id")


def test_lists_speak_the_words_of_the_house(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    business = BusinessFactory(region_code="35.10.16.1014")
    AuditEntry.objects.create(
        at=clock.now(), verb="businesses.submit", target_type="businesses.business", target_id=str(business.pk)
    )
    AuditEntry.objects.create(at=clock.now(), verb="someday.later", target_type="a.b", target_id="9")
    page = client.get("/staf/business/").content.decode()
    assert [word in page for word in ("Kecamatan", "Diajukan", "Produk tampil", ">Banyuwangi<")] == [True] * 4
    assert "35.10.16" not in page.split("<table")[1].split("</table>")[0]
    trail = client.get("/staf/jejak/").content.decode()
    shown = ("Tindakan", "Mengenai", "Usaha diajukan", "Someday.later", "Waktu")
    assert [word in trail for word in shown] == [True] * len(shown)
    one = client.get("/staf/jejak/?tindakan=businesses.submit").content.decode()
    assert ("Usaha diajukan</td>" in one, "Someday.later" in one) == (True, False)
    assert "Dicoba lagi" in client.get(f"/staf/outboxmessage/inspect/{_message()}/").content.decode()


def _message() -> int:
    queue(channel="email", to="a@contoh.id", subject="Halo", body="Isi", dedupe_key="kata")
    return OutboxMessage.objects.get().pk


def test_staff_have_one_name_on_their_own_page(client: Client) -> None:
    user = staff(EDITOR, name="Laras")
    client.force_login(user)
    page = client.get("/staf/account/").content.decode()
    assert ("Asia/Makassar" in page, "Europe/" in page, "last_name" in page) == (True, False, False)
    data = {"name_email-name": " Laras  Prameswari ", "locale-preferred_language": "", "locale-current_time_zone": "",
            "theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}  # fmt: skip
    assert client.post("/staf/account/", data).status_code == 302
    user.refresh_from_db()
    assert user.name == "Laras Prameswari"
    client.logout()
    assert client.get("/staf/account/").status_code == 302


def test_wagtails_scripts_speak_indonesian(client: Client) -> None:
    client.force_login(staff(EDITOR))
    words = client.get("/staf/jsi18n/").content.decode()
    assert ('"Retry": "Coba lagi"' in words, '"Main menu": "Menu utama"' in words) == (True, True)
