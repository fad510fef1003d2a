import pytest
from django.core.files.storage import storages

from rumah.businesses import permits, profile, standing
from rumah.businesses.models import Business, Permit
from rumah.businesses.register import register
from rumah.businesses.states import PermitKind, Role, Standing
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import BusinessFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
VILLAGE = "35.10.16.1014"
GOOD = {"name": "Keripik Bu Sri", "sector": "makanan", "region_code": VILLAGE, "phone": "0812 3456 7890"}


def fields(error: pytest.ExceptionInfo[DomainError]) -> set[str | None]:
    return {problem.field for problem in error.value.problems}


def test_whoever_starts_a_business_owns_it_and_a_double_press_makes_one() -> None:
    user = UserFactory()
    business = register(user=user, **GOOD)
    assert register(user=user, **GOOD).pk == business.pk
    assert (business.standing, business.slug, business.phone) == (Standing.DRAFT, "keripik-bu-sri", "+6281234567890")
    assert list(user.memberships.values_list("business", "role")) == [(business.pk, Role.OWNER)]
    assert AuditEntry.objects.filter(verb="businesses.register").count() == 1


def test_a_second_owner_with_the_same_name_gets_an_address_of_their_own() -> None:
    first, second = register(user=UserFactory(), **GOOD), register(user=UserFactory(), **GOOD)
    assert first.slug != second.slug


def test_everything_wrong_is_said_at_once_and_nothing_is_kept() -> None:
    with pytest.raises(DomainError) as error:
        register(user=UserFactory(), name=" ", sector="x", region_code="35.10", phone="12")
    assert fields(error) == {"name", "sector", "region_code", "phone"}
    assert not Business.objects.exists()


def test_a_village_of_another_regency_is_refused() -> None:
    with pytest.raises(DomainError) as error:
        register(user=UserFactory(), **{**GOOD, "region_code": "35.09.01.2001"})
    assert fields(error) == {"region_code"}


def test_from_draft_to_verified_to_suspended_and_back_with_word_to_the_owner() -> None:
    owner, staff = UserFactory(), UserFactory()
    business = register(user=owner, **GOOD)
    with pytest.raises(DomainError) as error:
        standing.submit(business=business, actor=owner)
    assert fields(error) == {"address"}
    Business.objects.filter(pk=business.pk).update(address="Jalan Melati 3")
    business.refresh_from_db()
    standing.submit(business=business, actor=owner)
    with pytest.raises(DomainError):
        standing.send_back(business=business, actor=staff, reason=" ")
    back = standing.send_back(business=business, actor=staff, reason="Foto papan nama belum ada.")
    assert (back.standing, back.standing_reason) == (Standing.DRAFT, "Foto papan nama belum ada.")
    standing.submit(business=back, actor=owner)
    assert standing.verify(business=back, actor=staff).is_public
    standing.verify(business=back, actor=staff)
    standing.suspend(business=back, actor=staff, reason="Alamat tidak ditemukan.")
    with pytest.raises(Conflict):
        standing.verify(business=back, actor=staff)
    row = standing.reinstate(business=back, actor=staff)
    assert (row.standing, row.standing_reason) == (Standing.VERIFIED, "")
    assert OutboxMessage.objects.filter(to=owner.phone).count() == 4
    verbs = AuditEntry.objects.filter(target_type="businesses.business").order_by("pk").values_list("verb", flat=True)
    steps = ["register", "submit", "send_back", "submit", "verify", "suspend", "reinstate"]
    assert [verb.split(".")[1] for verb in verbs] == steps


def test_reinstating_what_is_only_submitted_is_a_conflict() -> None:
    business = BusinessFactory(standing=Standing.SUBMITTED, verified_at=None)
    with pytest.raises(Conflict):
        standing.reinstate(business=business, actor=UserFactory())
    business.refresh_from_db()
    assert business.standing == Standing.SUBMITTED


def test_a_profile_is_written_whole_or_not_at_all() -> None:
    business, actor = BusinessFactory(), UserFactory()
    bad = profile.Profile(**GOOD, website="::", email="x", instagram="a b", tagline="t" * 161, story="Halo")
    with pytest.raises(DomainError) as error:
        profile.update_profile(business=business, profile=bad, actor=actor)
    assert fields(error) == {"website", "email", "instagram", "tagline"}
    good = profile.Profile(
        **GOOD, website="contoh.id", instagram="https://www.instagram.com/bu.sri/?x=1", story="Satu <b>\n\nDua & tiga"
    )
    profile.update_profile(business=business, profile=good, actor=actor)
    business.refresh_from_db()
    assert (business.name, business.website, business.instagram) == ("Keripik Bu Sri", "https://contoh.id", "bu.sri")
    assert profile.plain_story(business) == "Satu <b>\n\nDua & tiga"
    assert profile.is_plain(business)


def test_the_same_profile_again_leaves_no_trail() -> None:
    business = BusinessFactory()
    same = profile.Profile(**GOOD, story="Satu\n\nDua")
    profile.update_profile(business=business, profile=same, actor=None)
    profile.update_profile(business=business, profile=same, actor=None)
    assert AuditEntry.objects.filter(verb="businesses.profile").count() == 1


@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [
        (PermitKind.NIB, "1234 5678 90123", "1234567890123"),
        (PermitKind.PIRT, "P-IRT 206351001234527", "206351001234527"),
        (PermitKind.BPOM, "md 123456789012", "MD123456789012"),
        (PermitKind.HALAL, "KH 1", "KH1"),
        (PermitKind.MARK, "IDM000123456", "IDM000123456"),
    ],
)
def test_numbers_as_people_write_them(kind: str, number: str, kept: str) -> None:
    permit = permits.add_permit(business=BusinessFactory(), kind=kind, number=number, actor=None)
    assert permit.number == kept
    assert bool(permits.number_warning(kind, kept)) == (kind == PermitKind.HALAL)


def test_a_wrong_number_and_a_wrong_file_are_both_said() -> None:
    with pytest.raises(DomainError) as error:
        permits.add_permit(business=BusinessFactory(), kind="nib", number="12", actor=None, content=b"<html>")
    assert fields(error) == {"number", "file"}
    assert not Permit.objects.exists()


def test_the_same_permit_twice_is_a_conflict_and_leaves_no_second_file() -> None:
    business = BusinessFactory()
    first = permits.add_permit(business=business, kind="mark", number="IDM1", actor=None, content=b"%PDF-1.7 satu")
    with pytest.raises(Conflict):
        permits.add_permit(business=business, kind="mark", number="IDM1", actor=None, content=b"%PDF-1.7 dua")
    name = first.file.name.split("/")[1]
    assert name in storages["private"].listdir("izin")[1]
    assert "satu" not in name


def test_a_removed_permit_takes_its_file_along(django_capture_on_commit_callbacks: object) -> None:
    permit = permits.add_permit(
        business=BusinessFactory(), kind="mark", number="IDM2", actor=None, content=b"%PDF-1.7 satu"
    )
    name = permit.file.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        permits.remove_permit(permit=permit, actor=None)
    assert not storages["private"].exists(name)
