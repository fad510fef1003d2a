from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from rumah.accounts.models import User
from rumah.businesses import members
from rumah.businesses.answer_invitation import accept, decline, invitations_for
from rumah.businesses.invite import MAX_PEOPLE, invite, withdraw
from rumah.businesses.models import Invitation, Membership
from rumah.businesses.states import Role
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(business__name="Dapur Melati", user__name="Bu Sri")


def invited(owner: Membership, contact: str, role: str = Role.COMPANION) -> Invitation:
    return invite(business=owner.business, contact=contact, role=role, actor=owner.user)


def test_an_invitation_is_sent_accepted_and_told(owner: Membership) -> None:
    friend: User = UserFactory(name="Rina")
    made = invited(owner, friend.phone or "")
    message = OutboxMessage.objects.get()
    assert (message.channel, message.to) == ("whatsapp", friend.phone)
    assert f"/toko-saya/undangan/buka/{made.pk}/" in message.body
    assert "Bu Sri mengundang Anda membantu mengurus Dapur Melati." in message.body
    assert list(invitations_for(friend)) == [made]
    assert accept(invitation=made, user=friend) == owner.business
    assert accept(invitation=made, user=friend) == owner.business
    assert owner.business.memberships.get(user=friend).role == Role.COMPANION
    assert Membership.objects.count() == 2
    told = OutboxMessage.objects.exclude(pk=message.pk).get()
    assert (told.to, "Rina bergabung sebagai pendamping keluarga." in told.body) == (owner.user.phone, True)
    verbs = AuditEntry.objects.filter(business_id=owner.business.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["businesses.invited", "businesses.joined"]
    assert (friend.phone or "") not in str(AuditEntry.objects.get(verb="businesses.invited").data)


def test_only_a_proved_contact_opens_an_invitation(owner: Membership) -> None:
    phone = invited(owner, "0812 7777 0001")
    mail = invited(owner, "Rina@Contoh.id", Role.OWNER)
    pretender: User = UserFactory(phone="+6281277770001", phone_verified=False, email="rina@contoh.id")
    assert list(invitations_for(pretender)) == []
    for made in (phone, mail):
        with pytest.raises(Conflict, match="sudah tidak berlaku"):
            accept(invitation=made, user=pretender)
    EmailAddress.objects.create(user=pretender, email="Rina@contoh.id", verified=True)
    assert list(invitations_for(pretender)) == [mail]
    accept(invitation=mail, user=pretender)
    assert owner.business.memberships.get(user=pretender).role == Role.OWNER


def test_asked_again_it_is_one_invitation_and_one_message_a_day(
    owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = invited(owner, "0812 7777 0001")
    assert invited(owner, "+62 812-7777-0001", Role.OWNER).pk == first.pk
    assert OutboxMessage.objects.count() == 1
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    again = invited(owner, "0812 7777 0001")
    assert (again.expires_at, OutboxMessage.objects.count()) == (tomorrow + timedelta(days=14), 2)


def test_over_declined_or_withdrawn_it_lets_nobody_in(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    friend: User = UserFactory()
    made = invited(owner, friend.phone or "")
    decline(invitation=made, user=friend)
    decline(invitation=made, user=friend)
    second = invited(owner, friend.phone or "")
    withdraw(invitation=second, actor=owner.user)
    withdraw(invitation=second, actor=owner.user)
    third = invited(owner, friend.phone or "")
    later = clock.now() + timedelta(days=14)
    monkeypatch.setattr(clock, "now", lambda: later)
    for one in (made, second, third):
        with pytest.raises(Conflict):
            accept(invitation=one, user=friend)
    assert list(Invitation.objects.order_by("pk").values_list("outcome", flat=True)) == ["declined", "withdrawn", ""]
    assert Membership.objects.count() == 1


def test_wrong_input_is_told_whole_and_others_are_refused(owner: Membership) -> None:
    companion = MembershipFactory(business=owner.business, role=Role.COMPANION)
    with pytest.raises(DomainError) as error:
        invited(owner, "bukan nomor", "raja")
    assert [problem.field for problem in error.value.problems] == ["role", "contact"]
    with pytest.raises(Conflict, match="sudah ada"):
        invited(owner, companion.user.phone or "")
    with pytest.raises(NotAllowed):
        invite(business=owner.business, contact="0812 7777 0001", role=Role.COMPANION, actor=companion.user)
    with pytest.raises(NotAllowed):
        withdraw(invitation=invited(owner, "0812 7777 0001"), actor=companion.user)
    for n in range(MAX_PEOPLE - 3):
        invited(owner, f"tamu{n}@contoh.id")
    with pytest.raises(DomainError, match="20 orang"):
        invited(owner, "lagi@contoh.id")


def test_leaving_and_the_last_owner(owner: Membership) -> None:
    companion = MembershipFactory(business=owner.business, role=Role.COMPANION)
    with pytest.raises(NotAllowed):
        members.remove(business=owner.business, membership=owner, actor=companion.user)
    with pytest.raises(DomainError, match="Pemilik terakhir"):
        members.remove(business=owner.business, membership=owner, actor=owner.user)
    members.remove(business=owner.business, membership=companion, actor=companion.user)
    assert list(Membership.objects.all()) == [owner]
    assert AuditEntry.objects.get().verb == "businesses.member_left"
    second = MembershipFactory(business=owner.business)
    members.remove(business=owner.business, membership=owner, actor=second.user)
    assert list(Membership.objects.all()) == [second]


def test_the_pages_of_an_invitation(owner: Membership, client: Client) -> None:
    friend: User = UserFactory()
    made = invited(owner, friend.phone or "")
    path = f"/toko-saya/undangan/buka/{made.pk}/"
    assert client.get(path)["Location"] == f"/akun/masuk/?next={path}"
    client.force_login(MembershipFactory().user)
    assert (client.get(path).status_code, client.post(path, {"jawab": "terima"}).status_code) == (404, 404)
    client.force_login(friend)
    assert path in client.get("/toko-saya/").content.decode()
    page = client.get(path).content.decode()
    assert "Bu Sri mengundang Anda sebagai pendamping keluarga." in page
    assert "uang, laporan, dan rekening" in page
    assert client.post(path, {"jawab": "terima"})["Location"] == f"/toko-saya/{owner.business.slug}/"
    assert client.get(path).status_code == 404


def test_declining_on_the_page(owner: Membership, client: Client, django_assert_max_num_queries: Any) -> None:
    friend: User = UserFactory()
    made = invited(owner, friend.phone or "")
    client.force_login(friend)
    with django_assert_max_num_queries(14):
        client.post(f"/toko-saya/undangan/buka/{made.pk}/", {"jawab": "tolak"})
    made.refresh_from_db()
    assert (made.outcome, Membership.objects.count()) == ("declined", 1)
