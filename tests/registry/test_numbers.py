"""NIK and NPWP: typed by their owner, sealed, found by keyed hash, masked everywhere, read whole with a reason."""

import json
import logging
from io import StringIO
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core import serializers
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter

from rumah.accounts.found import COORDINATOR, VERIFIER
from rumah.businesses.models import Business, Membership
from rumah.businesses.states import Role
from rumah.core.errors import DomainError, NotAllowed
from rumah.core.hashed import hashed, hashes
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.registry.keep_numbers import forget_numbers, keep_numbers
from rumah.registry.models import OwnerNumbers, masked
from rumah.registry.queries import with_number
from rumah.registry.read_number import PER_HOUR, find_number, read_number
from tests.factories.businesses import BusinessFactory, MembershipFactory
from tests.factories.people import UserFactory, entered, staff

pytestmark = pytest.mark.django_db
NIK, NPWP = "3510161708850001", "012345678901000"
REASON = "Mencocokkan berkas usulan bantuan"


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(business__name="Dapur Melati")


def kept(owner: Membership) -> OwnerNumbers:
    return keep_numbers(business=owner.business, actor=owner.user, nik="3510 1617 0885 0001", npwp=NPWP)


def raw() -> str:
    """Return the table as a thief of the database sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_ownernumbers")
        return repr(cursor.fetchall())


def test_kept_sealed_found_and_masked(owner: Membership) -> None:
    row = kept(owner)
    assert (row.nik, row.npwp) == (NIK, NPWP)
    assert (row.masked_nik, row.masked_npwp) == ("3510********0001", "0123*******1000")
    assert NIK not in raw()
    assert NPWP not in raw()
    assert with_number(NIK) == [owner.business]
    assert with_number(NPWP) == [owner.business]
    assert with_number("3510161708850002") == []
    assert with_number("") == []
    assert AuditEntry.objects.get().data == {"fields": ["nik", "npwp"]}


def test_an_empty_number_leaves_what_is_kept_and_the_same_again_leaves_no_trace(owner: Membership) -> None:
    kept(owner)
    kept(owner)
    assert AuditEntry.objects.count() == 1
    keep_numbers(business=owner.business, actor=owner.user, nik="3510161708850002")
    row = OwnerNumbers.objects.get()
    assert (row.nik, row.npwp) == ("3510161708850002", NPWP)
    assert with_number(NIK) == []


def test_all_that_is_wrong_at_once_and_nothing_kept(owner: Membership) -> None:
    with pytest.raises(DomainError) as refused:
        keep_numbers(business=owner.business, actor=owner.user, nik="3510160008850000", npwp="12")
    assert [(one.field, one.code) for one in refused.value.problems] == [
        ("nik", "nik.birth"), ("nik", "nik.serial"), ("npwp", "npwp.length"),
    ]  # fmt: skip
    with pytest.raises(DomainError, match="Tulis NIK atau NPWP"):
        keep_numbers(business=owner.business, actor=owner.user)
    assert not OwnerNumbers.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_district_nobody_knows_is_kept(owner: Membership) -> None:
    assert keep_numbers(business=owner.business, actor=owner.user, nik="3510991708850001").nik == "3510991708850001"


def test_only_owners_write_and_forget(owner: Membership) -> None:
    kept(owner)
    companion = MembershipFactory(business=owner.business, role=Role.COMPANION).user
    for person in (companion, UserFactory(), staff(VERIFIER)):
        with pytest.raises(NotAllowed):
            keep_numbers(business=owner.business, actor=person, nik="1")
        with pytest.raises(NotAllowed):
            forget_numbers(business=owner.business, actor=person)
    assert OwnerNumbers.objects.get().nik == NIK


def test_forgotten_twice_is_forgotten_once(owner: Membership) -> None:
    kept(owner)
    forget_numbers(business=owner.business, actor=owner.user)
    forget_numbers(business=owner.business, actor=owner.user)
    assert not OwnerNumbers.objects.exists()
    assert [one.verb for one in AuditEntry.objects.order_by("id")] == [
        "registry.keep_numbers", "registry.forget_numbers",
    ]  # fmt: skip


def test_the_database_refuses_a_number_that_could_not_be_found(owner: Membership) -> None:
    kept(owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnerNumbers.objects.update(nik_hash="")


def test_the_hash_has_a_key_of_its_own_and_a_scope(settings: Any) -> None:
    first = hashed("nik", NIK)
    assert len(first) == 64
    assert first != hashed("npwp", NIK)
    assert first != hashed("nik", NPWP)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert hashed("nik", NIK) != first
    assert (hashed("nik", ""), hashes("nik", "")) == ("", [])


def test_keys_are_rotated_without_a_gap(owner: Membership, settings: Any) -> None:
    kept(owner)
    old, new = settings.FIELD_ENCRYPTION_KEYS, Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [new, *old]
    assert with_number(NIK) == [owner.business]
    call_command("reseal", stdout=StringIO())
    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert with_number(NIK) == [owner.business]
    assert OwnerNumbers.objects.get().nik == NIK


def test_read_whole_with_permission_and_reason_and_told_to_the_owner(owner: Membership) -> None:
    kept(owner)
    verifier = staff(VERIFIER)
    assert read_number(business=owner.business, kind="nik", reason=REASON, actor=verifier) == NIK
    entry = AuditEntry.objects.latest("id")
    assert (entry.verb, entry.actor, entry.business_id) == ("registry.read_number", verifier, owner.business_id)
    assert entry.data == {"kind": "nik", "reason": REASON}
    client = Client()
    client.force_login(owner.user)
    assert (
        "Petugas membaca NIK atau NPWP Anda"
        in client.get(reverse("workspace:trail", args=[owner.business.slug])).content.decode()
    )


@pytest.mark.parametrize(
    ("kind", "reason", "fields"),
    [
        ("nik", "singkat", ["reason"]),
        ("pin", REASON, ["kind"]),
        ("pin", "", ["kind", "reason"]),
        ("nik", "x" * 301, ["reason"]),
        ("nik", "Mencari pemilik 3510 1617 0885 0001", ["reason"]),
    ],
)
def test_not_read_without_a_reason(owner: Membership, kind: str, reason: str, fields: list[str]) -> None:
    kept(owner)
    with pytest.raises(DomainError) as refused:
        read_number(business=owner.business, kind=kind, reason=reason, actor=staff(VERIFIER))
    assert [one.field for one in refused.value.problems] == fields
    assert AuditEntry.objects.count() == 1


def test_who_may_not_reads_nothing(owner: Membership) -> None:
    kept(owner)
    for person in (staff(COORDINATOR), UserFactory(), owner.user):
        with pytest.raises(NotAllowed):
            read_number(business=owner.business, kind="nik", reason=REASON, actor=person)
        with pytest.raises(NotAllowed):
            find_number(number=NIK, actor=person)
    with pytest.raises(DomainError, match="belum diisi"):
        read_number(business=BusinessFactory(), kind="nik", reason=REASON, actor=staff(VERIFIER))


def test_reading_on_and_on_is_stopped(owner: Membership) -> None:
    kept(owner)
    verifier = staff(VERIFIER)
    for _n in range(PER_HOUR):
        find_number(number=NIK, actor=verifier)
    with pytest.raises(DomainError, match="Terlalu sering"):
        read_number(business=owner.business, kind="nik", reason=REASON, actor=verifier)


def test_the_owners_page(owner: Membership, client: Client) -> None:
    client.force_login(owner.user)
    url = reverse("workspace:numbers", args=[owner.business.slug])
    wrong = client.post(url, {"nik": "3510160008850000", "npwp": "12"})
    page = wrong.content.decode()
    for said in ("Tanggal lahir dalam NIK tidak ada.", "tidak boleh 0000", "NPWP terdiri atas", "3510160008850000"):
        assert said in page
    assert client.post(url, {"nik": NIK, "npwp": NPWP}).headers["Location"] == url
    answer = client.get(url)
    page = answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "3510********0001" in page
    assert NIK not in page
    assert NPWP not in page
    client.post(reverse("workspace:forget_numbers", args=[owner.business.slug]))
    assert not OwnerNumbers.objects.exists()


def test_the_staffs_page(owner: Membership) -> None:
    kept(owner)
    url = reverse("register_business", args=[owner.business.pk])
    verifier, coordinator = entered(VERIFIER), entered(COORDINATOR)
    page = verifier.get(url).content.decode()
    assert "3510********0001" in page
    assert NIK not in page
    assert "NIB belum ada." in page
    refused = verifier.post(url, {"kind": "npwp", "reason": "sebab"})
    assert refused.status_code == 400
    assert "10 sampai 300 huruf" in refused.content.decode()
    answer = verifier.post(url, {"kind": "npwp", "reason": REASON})
    assert NPWP in answer.content.decode()
    assert NIK not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    page = coordinator.get(url).content.decode()
    assert "3510********0001" not in page
    assert coordinator.post(url, {"kind": "nik", "reason": REASON}).status_code == 403
    found = verifier.post(reverse("register_find"), {"number": NIK}).content.decode()
    assert "Dapur Melati" in found
    assert NIK not in found
    assert coordinator.post(reverse("register_find"), {"number": NIK}).status_code == 302
    stranger = Client()
    stranger.force_login(UserFactory())
    for visitor in (Client(), stranger):
        assert visitor.get(url).status_code == 302
        assert visitor.post(url, {"kind": "nik", "reason": REASON}).status_code == 302


def test_the_numbers_stand_nowhere_else(owner: Membership, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client()
    client.force_login(owner.user)
    client.post(reverse("workspace:numbers", args=[owner.business.slug]), {"nik": NIK, "npwp": NPWP})
    verifier = entered(VERIFIER)
    verifier.post(reverse("register_find"), {"number": NIK})
    verifier.post(reverse("register_business", args=[owner.business.pk]), {"kind": "nik", "reason": REASON})
    business = Business.objects.get(pk=owner.business.pk)
    business.save_revision()
    places: dict[str, Any] = {
        "trail": list(AuditEntry.objects.values_list("data", "target_id", "verb")),
        "outbox": list(OutboxMessage.objects.values_list("subject", "body")),
        "revisions": [revision.content for revision in business.revisions.all()],
        "dump of the business": serializers.serialize("json", [business]),
        "public page": Client().get(business.get_absolute_url()).content.decode(),
        "review": verifier.get(reverse("tinjau", args=[business.pk])).content.decode(),
        "api": Client().get("/api/v1/businesses").content.decode(),
        "names": [f"{row} {row!r}" for row in OwnerNumbers.objects.all()],
    }
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    for place, text in {**places, "log": told}.items():
        for number in (NIK, NPWP):
            assert number not in json.dumps(text, default=str), place


def test_an_error_report_hides_what_was_typed(owner: Membership, rf: Any) -> None:
    from rumah.workspace.numbers import numbers

    request = rf.post("/", {"nik": NIK, "npwp": NPWP})
    request.user = owner.user
    try:
        numbers(request, slug="tidak-ada")
    except Exception:
        shown = SafeExceptionReporterFilter()
        shown.is_active = lambda _request: True  # type: ignore[method-assign]  # as in production
        assert NIK not in repr(shown.get_post_parameters(request))
    else:
        pytest.fail("a stranger's address was served")


def test_masks_hide_short_numbers_whole() -> None:
    assert (masked("12345678"), masked("123456789"), masked("")) == ("********", "1234*6789", "")
