import pytest
from django.db import IntegrityError, transaction

from products.favourites.models import StockNotice
from products.favourites.notices import ask as asking
from products.favourites.notices.ask import ask
from products.favourites.notices.links import contact_of, stop_url
from products.favourites.notices.stop import stop_all, stop_mine
from products.favourites.notices.tell import tell, tell_all
from products.favourites.queries import notices_of
from products.stock.level import set_on_hand
from products.stock.models import StockLevel
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def sold_out(**kwargs):
    return VariantFactory(stock=0, **kwargs)


def test_one_message_when_it_is_back_and_never_a_second():
    variant = sold_out(name="250 g", product__name="Keripik")
    ask(variant=variant, contact="0812 3456 7890", language="id")
    ask(variant=variant, contact="+62812-3456-7890")
    ask(variant=variant, contact=" Siti@Contoh.id ", language="en")
    assert StockNotice.objects.count() == 2
    assert tell_all() == 0
    set_on_hand(variant=variant, on_hand=3, actor=None)
    assert tell_all() == 2
    text, mail = OutboxMessage.objects.order_by("pk")
    assert (text.channel, text.to, mail.channel, mail.to) == ("whatsapp", "+6281234567890", "email", "siti@contoh.id")
    assert text.subject == "Tersedia lagi: Keripik, 250 g"
    assert f"/produk/{variant.product.slug}/" in text.body
    assert stop_url("+6281234567890") in text.body
    set_on_hand(variant=variant, on_hand=0, actor=None)
    set_on_hand(variant=variant, on_hand=5, actor=None)
    assert tell_all() == 0
    assert set(StockNotice.objects.values_list("state", "to")) == {("sent", "")}


def test_what_is_promised_to_others_is_not_back():
    variant = sold_out()
    ask(variant=variant, contact="0812 3456 7890")
    StockLevel.objects.update(on_hand=2, reserved=2)
    assert tell_all() == 0
    StockLevel.objects.update(reserved=1)
    type(variant.product).objects.update(is_listed=False)
    assert tell_all() == 0
    type(variant.product).objects.update(is_listed=True)
    assert tell_all() == 1


def test_an_account_needs_to_type_nothing():
    user = UserFactory(email="sri@contoh.id")
    ask(variant=sold_out(), user=user)
    ask(variant=sold_out(), user=UserFactory(email=None, phone="+6281200009999"))
    assert list(StockNotice.objects.order_by("pk").values_list("channel", "to")) == [
        ("email", "sri@contoh.id"), ("whatsapp", "+6281200009999"),
    ]  # fmt: skip
    assert [notice.to for notice in notices_of(user)] == ["sri@contoh.id"]


@pytest.mark.parametrize("contact", ["", "siti@", "12", "031 555 1234", "@"])
def test_what_is_no_contact_is_refused(contact):
    with pytest.raises(DomainError) as caught:
        ask(variant=sold_out(), contact=contact)
    assert caught.value.problems[0].field == "contact"
    assert not StockNotice.objects.exists()


def test_only_what_is_sold_but_sold_out_is_waited_for(monkeypatch):
    with pytest.raises(Conflict, match="tersedia lagi"):
        ask(variant=VariantFactory(stock=1), contact="0812 3456 7890")
    for hidden in ({"is_active": False}, {"product__is_listed": False}):
        with pytest.raises(Conflict, match="tidak dijual"):
            ask(variant=sold_out(**hidden), contact="0812 3456 7890")
    monkeypatch.setattr(asking, "MOST_WAITING", 1)
    ask(variant=sold_out(), contact="0812 3456 7890")
    with pytest.raises(Conflict, match="menunggu kabar"):
        ask(variant=sold_out(), contact="0812 3456 7890")
    assert StockNotice.objects.count() == 1


def test_a_stopped_notice_is_never_sent_and_forgets_whom():
    variant, user, stranger = sold_out(), UserFactory(email="sri@contoh.id"), UserFactory()
    ask(variant=variant, user=user)
    ask(variant=variant, contact="siti@contoh.id")
    mine, theirs = StockNotice.objects.order_by("pk")
    assert (stop_mine(user=stranger, notice_id=mine.pk), stop_mine(user=user, notice_id=theirs.pk)) == (0, 0)
    assert stop_mine(user=user, notice_id=mine.pk) == 1
    token = stop_url("siti@contoh.id").partition("?k=")[2]
    assert (contact_of(token), contact_of(token + "x"), contact_of("")) == ("siti@contoh.id", "", "")
    assert (stop_all(contact=contact_of(token)), stop_all(contact=contact_of(token))) == (1, 0)
    set_on_hand(variant=variant, on_hand=3, actor=None)
    assert (tell_all(), tell(notice=theirs)) == (0, False)
    assert set(StockNotice.objects.values_list("state", "to")) == {("stopped", "")}


def test_the_table_forgets_contacts_too():
    ask(variant=sold_out(), contact="siti@contoh.id")
    for change in ({"state": "sent"}, {"to": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StockNotice.objects.update(**change)


def test_telling_what_waits_takes_few_queries(django_assert_num_queries):
    ask(variant=sold_out(), contact="siti@contoh.id")
    with django_assert_num_queries(1):
        assert tell_all() == 0
