from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from mentoring.results import live
from mentoring.results.affirm import affirm
from mentoring.results.approve import approve
from mentoring.results.models import Deliverable, Outcome, Piece, Publication, Remark, Snapshot, Version
from mentoring.results.revise import Spot, revise
from mentoring.results.settle import leave, settle
from mentoring.results.snapshot import snapshot_of, take_missing
from mentoring.results.states import ALLOWED, ResultState
from mentoring.results.submit import Words, submit, submit_again
from mentoring.results.undo import undo
from mentoring.sessions.models import SessionState
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.offer import reword
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.remove import remove_photo
from products.catalogue.photos.wording import MAX_PHOTOS
from rumah.accounts import found as groups
from rumah.businesses.models import Business
from rumah.businesses.profile import plain_story
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.people import UserFactory
from tests.factories.results import DESCRIPTION, NAME, handed_in, held, pdf, picture, svg

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return MembershipFactory()


@pytest.fixture
def product(owner):
    product = ProductFactory(business=owner.business, name="Keripik", description="Enak.")
    VariantFactory(product=product)
    return product


@pytest.fixture
def session(owner, product):
    return held(owner, product)


@pytest.fixture
def row(session):
    return handed_in(session)


@pytest.fixture
def coordinator():
    groups.found()
    user = UserFactory(email="koordinator@contoh.id")
    user.groups.add(Group.objects.get(name=groups.COORDINATOR))
    return user


def later(monkeypatch, **kwargs):
    then = clock.now() + timedelta(**kwargs)
    monkeypatch.setattr(clock, "now", lambda: then)


def codes(error):
    return [(problem.field, problem.code) for problem in error.value.problems]


def asked(owner, row, version=1, text="Warnanya terlalu gelap."):
    return revise(actor=owner.user, deliverable=row, version=version, spots=[Spot(text)])


def revised_twice(owner, row):
    for number in (1, 2):
        asked(owner, row, number)
        submit_again(actor=row.mentor.user, deliverable=row, words=Words(name=f"Nama {number}", description="Baru."))
    return row


def test_a_mentor_hands_in_and_the_owner_is_told(session, owner):
    row = handed_in(session)
    assert (row.state, row.product, row.business, row.rounds) == ("waiting", session.product, owner.business, 0)
    version = row.versions.get()
    assert (version.number, version.name, version.description) == (1, NAME, DESCRIPTION)
    assert AuditEntry.objects.get(verb="results.submit", target_id=str(row.pk)).actor == session.mentor.user
    message = OutboxMessage.objects.get(to=owner.user.phone)
    assert f"/pendampingan/hasil/{row.pk}/" in message.body
    assert Product.objects.get(pk=session.product_id).name == "Keripik"


def test_only_the_sessions_own_mentor_hands_in(session):
    with pytest.raises(NotAllowed):
        submit(actor=MentorFactory().user, session=session, kind="text", words=Words(name=NAME))
    assert Deliverable.objects.count() == 0


@pytest.mark.parametrize("state", [SessionState.CANCELLED, SessionState.NO_SHOW])
def test_a_session_that_was_not_held_gives_nothing(owner, product, state):
    with pytest.raises(Conflict):
        handed_in(held(owner, product, state=state), "photo")
    assert (Deliverable.objects.count(), Piece.objects.count(), private_files()) == (0, 0, set())


def test_nothing_is_handed_in_before_the_session_begins(owner, product):
    start = clock.now() + timedelta(hours=1)
    session = held(
        owner, product, state=SessionState.CONFIRMED, starts_at=start, ends_at=start + timedelta(hours=1)
    )  # fmt: skip
    with pytest.raises(Conflict):
        handed_in(session)


def private_files():
    storage = storages["private"]
    return set(storage.listdir("hasil")[1]) if storage.exists("hasil") else set()


def test_all_that_is_wrong_with_it_is_said_at_once(session):
    words = Words(name="x", description="y" * 5001, caption="z" * 2201, note="n" * 1001)
    with pytest.raises(DomainError) as error:
        submit(actor=session.mentor.user, session=session, kind="text", words=words)
    assert [field for field, _code in codes(error)] == ["note", "caption", "name", "description"]
    with pytest.raises(DomainError) as error:
        submit(actor=session.mentor.user, session=session, kind="kue", words=words)
    assert codes(error) == [("kind", "invalid")]


def test_a_session_without_a_product_gives_what_is_for_the_business(owner):
    session = held(owner, None, with_product=False)
    with pytest.raises(DomainError):
        handed_in(session)
    assert handed_in(session, "promo", words=Words(caption="Beli lokal.")).product is None


def test_work_of_one_kind_is_under_way_once(session, row):
    with pytest.raises(Conflict) as error:
        handed_in(session)
    assert codes(error) == [("kind", "under_way")]
    with transaction.atomic(), pytest.raises(IntegrityError):
        Deliverable.objects.create(
            session=session, business=session.business, mentor=session.mentor, kind="text",
            created_at=clock.now(), changed_at=clock.now(),
        )  # fmt: skip
    assert handed_in(session, "photo").kind == "photo"


def test_approving_changes_the_listing_and_remembers_what_stood_there(owner, row):
    publication = approve(actor=owner.user, deliverable=row, version=1)
    product = Product.objects.get(pk=row.product_id)
    assert (product.name, product.description) == (NAME, DESCRIPTION)
    assert publication.was == {"name": "Keripik", "description": "Enak."}
    assert publication.now == {"name": NAME, "description": DESCRIPTION}
    assert (publication.price, publication.approved_by) == (15_000, owner.user)
    row.refresh_from_db()
    assert row.state == "live"
    verbs = list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["results.submit", "catalogue.reword", "results.approve"]
    assert OutboxMessage.objects.filter(to=row.mentor.user.email, subject__contains="terpasang").count() == 1


def test_approving_twice_is_approving_once(owner, row):
    first = approve(actor=owner.user, deliverable=row, version=1)
    assert approve(actor=owner.user, deliverable=row, version=1) == first
    assert Publication.objects.count() == 1


def test_strangers_mentors_and_the_works_own_mentor_judge_nothing(owner, row):
    own_mentor = MembershipFactory(business=owner.business, user=row.mentor.user)
    for user in (MembershipFactory().user, MentorFactory().user, own_mentor.user):
        for step in (
            lambda user: approve(actor=user, deliverable=row, version=1),
            lambda user: revise(actor=user, deliverable=row, version=1, spots=[Spot("Kurang.")]),
            lambda user: undo(actor=user, deliverable=row),
            lambda user: leave(actor=user, deliverable=row),
            lambda user: settle(actor=user, deliverable=row, decision="ready", reason="Cukup."),
            lambda user: affirm(
                actor=user, deliverable=row, sales_before=1, sales_now=1, workers_before=1, workers_now=1
            ),
        ):  # fmt: skip
            with pytest.raises((NotAllowed, DomainError)):
                step(user)
    row.refresh_from_db()
    assert (row.state, Remark.objects.count(), Publication.objects.count()) == ("waiting", 0, 0)
    assert Product.objects.get(pk=row.product_id).name == "Keripik"


def test_a_version_that_was_not_seen_is_not_approved(owner, row):
    asked(owner, row)
    submit_again(actor=row.mentor.user, deliverable=row, words=Words(name="Nama lain", description="Baru."))
    with pytest.raises(Conflict):
        approve(actor=owner.user, deliverable=row, version=1)
    assert Product.objects.get(pk=row.product_id).name == "Keripik"
    approve(actor=owner.user, deliverable=row, version=2)
    assert Product.objects.get(pk=row.product_id).name == "Nama lain"


def test_a_listing_that_refuses_changes_nothing_at_all(owner, session):
    row = handed_in(session, "photo")
    for number in range(MAX_PHOTOS):
        ProductPhoto.objects.create(
            product=session.product, original=f"p{number}", width=9, height=9, source_digest=f"{number}" * 32
        )  # fmt: skip
    with pytest.raises(DomainError, match="12 foto"):
        approve(actor=owner.user, deliverable=row, version=1)
    row.refresh_from_db()
    assert (row.state, Publication.objects.count(), session.product.photos.count()) == ("waiting", 0, MAX_PHOTOS)
    assert not AuditEntry.objects.filter(verb="results.approve").exists()


def test_remarks_are_on_a_spot_of_the_picture(owner, session):
    row = handed_in(session, "photo")
    piece = Piece.objects.get()
    spots = [Spot("Terang sedikit.", piece.pk, 17, 83), Spot("Bagus."), Spot("   ")]
    revise(actor=owner.user, deliverable=row, version=1, spots=spots)
    assert list(Remark.objects.values_list("piece", "x", "y", "text")) == [
        (piece.pk, 17, 83, "Terang sedikit."), (None, None, None, "Bagus.")
    ]  # fmt: skip
    row.refresh_from_db()
    assert (row.state, row.rounds) == ("revision", 1)


@pytest.mark.parametrize(
    ("spots", "field"),
    [
        ([], "text"),
        ([Spot(" \n ")], "text"),
        ([Spot("x" * 1001)], "text"),
        ([Spot("a", 1, 101, 5)], "spot"),
        ([Spot("a", 1, 5, None)], "spot"),
        ([Spot("a", 999_999, 5, 5)], "spot"),
    ],
)
def test_a_remark_that_says_nothing_or_lies_off_the_picture_is_refused(owner, row, spots, field):
    with pytest.raises(DomainError) as error:
        revise(actor=owner.user, deliverable=row, version=1, spots=spots)
    assert [name for name, _code in codes(error)] == [field]
    row.refresh_from_db()
    assert (row.state, row.rounds, Remark.objects.count()) == ("waiting", 0, 0)


def test_after_two_rounds_the_coordinator_decides_and_the_owner_keeps_the_last_word(owner, row, coordinator):
    revised_twice(owner, row)
    asked(owner, row, 3, "Masih kurang.")
    row.refresh_from_db()
    assert (row.state, row.rounds, row.versions.count()) == ("referred", 2, 3)
    assert OutboxMessage.objects.filter(to="koordinator@contoh.id").count() == 1
    with pytest.raises(Conflict):
        approve(actor=owner.user, deliverable=row, version=3)
    with pytest.raises(DomainError) as error:
        settle(actor=coordinator, deliverable=row, decision="", reason=" ")
    assert [field for field, _code in codes(error)] == ["decision", "reason"]
    settle(actor=coordinator, deliverable=row, decision="ready", reason="Sudah sesuai kesepakatan.")
    row.refresh_from_db()
    assert row.state == "ready"
    assert Product.objects.get(pk=row.product_id).name == "Keripik"
    with pytest.raises(Conflict):
        asked(owner, row, 3)
    approve(actor=owner.user, deliverable=row, version=3)
    assert Product.objects.get(pk=row.product_id).name == "Nama 2"


def test_the_coordinator_may_send_it_back_or_end_it_and_the_owner_may_leave_it(owner, row, coordinator):
    revised_twice(owner, row)
    asked(owner, row, 3)
    settle(actor=coordinator, deliverable=row, decision="revise", reason="Satu kali lagi.")
    submit_again(actor=row.mentor.user, deliverable=row, words=Words(name="Nama empat", description="x"))
    asked(owner, row, 4)
    row.refresh_from_db()
    assert row.state == "referred"
    settle(actor=coordinator, deliverable=row, decision="ready", reason="Cukup.")
    leave(actor=owner.user, deliverable=row)
    row.refresh_from_db()
    assert row.state == "closed"
    with pytest.raises(Conflict):
        approve(actor=owner.user, deliverable=row, version=4)
    with pytest.raises(NotAllowed):
        settle(actor=owner.user, deliverable=row, decision="ready", reason="Cukup.")


def test_words_are_taken_back_for_thirty_days(owner, row, monkeypatch):
    approve(actor=owner.user, deliverable=row, version=1)
    later(monkeypatch, days=29, hours=23)
    publication = undo(actor=owner.user, deliverable=row)
    product = Product.objects.get(pk=row.product_id)
    assert (product.name, product.description) == ("Keripik", "Enak.")
    assert (publication.reverted_by, publication.reverted_at) == (owner.user, clock.now())
    with pytest.raises(Conflict):
        undo(actor=owner.user, deliverable=row)
    again = approve(actor=owner.user, deliverable=row, version=1)
    assert (again.pk != publication.pk, Product.objects.get(pk=row.product_id).name) == (True, NAME)


def test_after_thirty_days_it_stays(owner, row, monkeypatch):
    approve(actor=owner.user, deliverable=row, version=1)
    later(monkeypatch, days=30, minutes=1)
    with pytest.raises(DomainError, match="30 hari"):
        undo(actor=owner.user, deliverable=row)
    row.refresh_from_db()
    assert (row.state, Product.objects.get(pk=row.product_id).name) == ("live", NAME)


def test_what_the_owner_changed_since_is_lost_only_when_they_say_so(owner, row):
    publication = approve(actor=owner.user, deliverable=row, version=1)
    reword(product=row.product, name="Nama sendiri", description=DESCRIPTION, actor=owner.user)
    publication.deliverable = row
    assert [(loss.label, loss.now, loss.back) for loss in live.losses(publication)] == [
        ("Nama produk", "Nama sendiri", "Keripik")
    ]  # fmt: skip
    with pytest.raises(Conflict) as error:
        undo(actor=owner.user, deliverable=row)
    assert codes(error) == [(None, "changed")]
    agreed = live.fingerprint(publication)
    reword(product=row.product, name="Berubah lagi", description=DESCRIPTION, actor=owner.user)
    with pytest.raises(Conflict):
        undo(actor=owner.user, deliverable=row, losing=agreed)
    assert Product.objects.get(pk=row.product_id).name == "Berubah lagi"
    undo(actor=owner.user, deliverable=row, losing=live.fingerprint(publication))
    assert Product.objects.get(pk=row.product_id).name == "Keripik"


def test_photos_go_to_the_front_and_undo_takes_just_them_away(owner, session):
    product = session.product
    old = add_photo(product=product, content=picture("red"), alt="Lama", render_now=True)
    row = handed_in(session, "photo", files=[picture("teal"), picture("gold")])
    publication = approve(actor=owner.user, deliverable=row, version=1)
    order = list(product.photos.values_list("pk", flat=True))
    assert order == [*publication.now["photos"], old.pk]
    assert publication.was == {"photos": [old.pk]}
    assert DBTaskResult.objects.filter(task_path__endswith="render_photo").count() == 2
    mine = add_photo(product=product, content=picture("black"), render_now=True)
    undo(actor=owner.user, deliverable=row)
    assert list(product.photos.values_list("pk", flat=True)) == [old.pk, mine.pk]


def test_undo_asks_before_it_leaves_a_listing_without_any_photo(owner, session):
    old = add_photo(product=session.product, content=picture("red"))
    row = handed_in(session, "photo")
    publication = approve(actor=owner.user, deliverable=row, version=1)
    remove_photo(photo=old, actor=owner.user)
    with pytest.raises(Conflict):
        undo(actor=owner.user, deliverable=row)
    publication.deliverable = row
    undo(actor=owner.user, deliverable=row, losing=live.fingerprint(publication))
    assert session.product.photos.count() == 0


def test_a_photo_that_hung_there_before_stays_when_it_is_undone(owner, session):
    same = add_photo(product=session.product, content=picture("teal"))
    row = handed_in(session, "photo", files=[picture("teal"), picture("gold")])
    approve(actor=owner.user, deliverable=row, version=1)
    assert session.product.photos.count() == 2
    undo(actor=owner.user, deliverable=row)
    assert list(session.product.photos.values_list("pk", flat=True)) == [same.pk]


@pytest.mark.parametrize(("in_gallery", "hung"), [(True, 1), (False, 0)])
def test_a_packaging_design_hangs_in_the_gallery_only_if_wished(owner, session, in_gallery, hung):
    row = handed_in(session, "packaging", files=[picture(), pdf(), svg()])
    assert list(Piece.objects.values_list("format", flat=True)) == ["jpg", "pdf", "svg"]
    approve(actor=owner.user, deliverable=row, version=1, in_gallery=in_gallery)
    assert session.product.photos.count() == hung
    undo(actor=owner.user, deliverable=row)
    assert session.product.photos.count() == 0


def test_a_profile_is_reworded_and_taken_back(owner):
    session = held(owner, None, with_product=False)
    words = Words(tagline="Dari dapur ibu", story="Mulai 2019.\n\nKini bersepuluh.")
    row = handed_in(session, "profile", words=words)
    publication = approve(actor=owner.user, deliverable=row, version=1)
    business = Business.objects.get(pk=owner.business_id)
    assert (business.tagline, plain_story(business)) == ("Dari dapur ibu", "Mulai 2019.\n\nKini bersepuluh.")
    assert publication.price == 0
    undo(actor=owner.user, deliverable=row)
    business.refresh_from_db()
    assert (business.tagline, plain_story(business)) == ("", "")


def test_the_outcome_is_said_once_after_28_days(owner, row, monkeypatch):
    numbers = {"sales_before": 3_000_000, "sales_now": 4_500_000, "workers_before": 2, "workers_now": 3}
    approve(actor=owner.user, deliverable=row, version=1)
    later(monkeypatch, days=27, hours=23)
    with pytest.raises(DomainError, match="28 hari"):
        affirm(actor=owner.user, deliverable=row, **numbers)
    later(monkeypatch, hours=2)
    with pytest.raises(DomainError) as error:
        affirm(actor=owner.user, deliverable=row, **(numbers | {"sales_now": -1, "workers_now": 100_001}))
    assert [field for field, _code in codes(error)] == ["sales_now", "workers_now"]
    outcome = affirm(actor=owner.user, deliverable=row, **numbers)
    assert (outcome.sales_now, outcome.workers_now) == (4_500_000, 3)
    with pytest.raises(Conflict):
        affirm(actor=owner.user, deliverable=row, **numbers)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Outcome.objects.create(deliverable=row, affirmed_at=clock.now(), **numbers)


def test_photos_of_the_listing_are_kept_as_they_were_at_booking(owner, product):
    old = add_photo(product=product, content=picture("red"), alt="Lama", render_now=True)
    frozen = {"photos": [{"name": old.original.name, "alt": "Lama"}, {"name": "produk/hilang.jpg", "alt": ""}]}
    default_storage.save("produk/rusak.jpg", ContentFile(b"bukan gambar"))
    frozen["photos"].append({"name": "produk/rusak.jpg", "alt": ""})
    session = held(owner, product, before=frozen)
    audit.record("sessions.book", session, actor=owner.user)
    assert (take_missing(), take_missing()) == (1, 0)
    remove_photo(photo=old, actor=owner.user)
    snapshot = Snapshot.objects.get()
    (kept,) = snapshot.pictures
    assert (kept["alt"], kept["width"], kept["height"]) == ("Lama", 480, 360)
    assert storages["private"].open(kept["name"]).read(4) == b"RIFF"
    assert snapshot_of(session) == snapshot
    assert len(private_files()) == 1


def test_every_state_leads_only_to_known_ones():
    assert set(ALLOWED) == set(ResultState.values)
    assert {after for states in ALLOWED.values() for after in states} <= set(ResultState.values)
    assert ALLOWED[ResultState.CLOSED] == frozenset()


def test_only_owner_steps_lead_to_live(owner, row, coordinator):
    for decision in ("live", "waiting", "reverted"):
        with pytest.raises(DomainError):
            settle(actor=coordinator, deliverable=row, decision=decision, reason="Coba.")
    with pytest.raises(Conflict):
        submit_again(actor=row.mentor.user, deliverable=row, words=Words(name=NAME, description=""))
    assert Version.objects.count() == 1
