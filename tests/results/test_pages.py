from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentoring.results.approve import approve
from mentoring.results.measure import measure
from mentoring.results.models import Deliverable, Outcome, Piece, Publication, Remark
from mentoring.results.snapshot import snapshot_of
from mentoring.results.states import ResultState
from products.catalogue.models import Product
from products.catalogue.offer import reword
from products.catalogue.photos.add import add_photo
from products.traffic.models import ProductDay
from rumah.accounts import found as groups
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.people import UserFactory
from tests.factories.results import DESCRIPTION, NAME, handed_in, held, pdf, picture, svg

pytestmark = pytest.mark.django_db
OWNER, DESK = "/pendampingan/hasil/", "/meja/hasil/"


@pytest.fixture
def membership():
    return MembershipFactory()


@pytest.fixture
def product(membership):
    product = ProductFactory(business=membership.business, name="Keripik", description="Enak.")
    VariantFactory(product=product)
    return product


@pytest.fixture
def session(membership, product):
    return held(membership, product)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def owner(membership):
    return signed_in(membership.user)


@pytest.fixture
def mentor(session):
    return signed_in(session.mentor.user)


@pytest.fixture
def coordinator():
    groups.found()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=groups.COORDINATOR))
    return signed_in(user)


def upload(content, name="foto.png"):
    return SimpleUploadedFile(name, content)


def html(answer):
    return answer.content.decode()


def test_the_way_from_session_to_changed_listing_in_three_taps(mentor, owner, session, product):
    assert f"/meja/hasil/sesi/{session.pk}/" in html(mentor.get(f"/meja/sesi/{session.pk}/"))
    page = html(mentor.get(f"{DESK}sesi/{session.pk}/"))
    assert f"{DESK}sesi/{session.pk}/text/" in page
    form = html(mentor.get(f"{DESK}sesi/{session.pk}/text/"))
    assert 'value="Keripik"' in form
    answer = mentor.post(f"{DESK}sesi/{session.pk}/text/", {"name": NAME, "description": DESCRIPTION, "note": "Baru."})
    row = Deliverable.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{DESK}{row.pk}/")
    assert "Menunggu Anda" in html(owner.get(OWNER))
    page = html(owner.get(f"{OWNER}{row.pk}/"))
    assert page.index("Keripik") < page.index(NAME)
    assert "Setujui dan pasang" in page
    answer = owner.post(f"{OWNER}{row.pk}/setuju/", {"versi": "1"}, follow=True)
    assert "Terpasang. Anda dapat mengurungkannya" in html(answer)
    assert NAME in html(Client().get(product.get_absolute_url()))
    owner.post(f"{OWNER}{row.pk}/urungkan/")
    assert NAME not in html(Client().get(product.get_absolute_url()))
    assert "Pasang lagi" in html(owner.get(f"{OWNER}{row.pk}/"))


def test_a_refused_hand_in_says_all_and_keeps_the_words(mentor, session):
    answer = mentor.post(
        f"{DESK}sesi/{session.pk}/text/", {"name": "x", "description": "y" * 5001, "note": "Tetap ada"}
    )
    page = html(answer)
    assert answer.status_code == 422
    assert "3 sampai 120 huruf" in page
    assert "5.000 huruf" in page
    assert "Tetap ada" in page
    assert "Galat:" in page
    answer = mentor.post(f"{DESK}sesi/{session.pk}/label/", {"files": [upload(b"MZ"), upload(pdf())], "note": "Label"})
    assert (answer.status_code, Deliverable.objects.count()) == (422, 0)
    assert "Berkas 1: " in html(answer)


def test_what_a_session_cannot_give_is_not_found(mentor, membership):
    other = held(membership, None, with_product=False, mentor=MentorFactory(user=UserFactory()))
    client = signed_in(other.mentor.user)
    assert client.get(f"{DESK}sesi/{other.pk}/photo/").status_code == 404
    assert client.get(f"{DESK}sesi/{other.pk}/kue/").status_code == 404
    assert client.get(f"{DESK}sesi/{other.pk}/promo/").status_code == 200


def test_a_picture_is_private_until_it_is_live(mentor, owner, session, product):
    old = add_photo(product=product, content=picture("red"), alt="Lama", render_now=True)
    session.before["photos"] = [{"name": old.original.name, "alt": "Lama"}]
    session.save()
    mentor.post(f"{DESK}sesi/{session.pk}/packaging/", {"files": [upload(picture()), upload(pdf()), upload(svg())]})
    row = Deliverable.objects.get()
    jpg, paper, drawing = Piece.objects.order_by("position")
    page = html(owner.get(f"{OWNER}{row.pk}/"))
    assert f"{OWNER}{row.pk}/sebelum/1/" in page
    assert f"{OWNER}{row.pk}/gambar/{jpg.pk}/" in page
    for number, kind, saved in (
        (jpg, "image/jpeg", False),
        (paper, "application/pdf", True),
        (drawing, "image/svg+xml", True),
    ):
        answer = owner.get(f"{OWNER}{row.pk}/berkas/{number.pk}/")
        assert (answer["Content-Type"], answer.get("Content-Disposition", "").startswith("attachment")) == (kind, saved)
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert b"".join(answer.streaming_content)
    assert owner.get(f"{OWNER}{row.pk}/gambar/{jpg.pk}/")["Content-Type"] == "image/webp"
    assert owner.get(f"{OWNER}{row.pk}/gambar/{drawing.pk}/")["Content-Type"] == "image/svg+xml"
    assert owner.get(f"{OWNER}{row.pk}/gambar/{paper.pk}/").status_code == 404
    assert owner.get(f"{OWNER}{row.pk}/sebelum/1/")["Content-Type"] == "image/webp"
    assert owner.get(f"{OWNER}{row.pk}/sebelum/2/").status_code == 404
    assert product.photos.count() == 1


def test_a_remark_goes_to_one_of_nine_areas_or_where_was_tapped(mentor, owner, session):
    row = handed_in(session, "photo", files=[picture(), picture("gold")])
    one, two = Piece.objects.order_by("position")
    data = {
        "versi": "1", "catatan": "Secara umum bagus.", f"catatan-{one.pk}": "Bayangan di sini.", f"daerah-{one.pk}": "7",
        f"catatan-{two.pk}": "Debu.", f"daerah-{two.pk}": "1", f"x-{two.pk}": "42", f"y-{two.pk}": "9",
    }  # fmt: skip
    assert owner.post(f"{OWNER}{row.pk}/perbaikan/", data).status_code == 303
    assert list(Remark.objects.values_list("piece", "x", "y")) == [
        (None, None, None),
        (one.pk, 17, 83),
        (two.pk, 42, 9),
    ]
    page = html(mentor.get(f"{DESK}{row.pk}/"))
    assert "Bayangan di sini." in page
    assert '<svg x="17%" y="83%"' in page
    assert "Serahkan versi baru" in page
    answer = mentor.post(f"{DESK}{row.pk}/versi/", {"files": [upload(picture("navy"))], "note": "Lebih terang."})
    assert answer.status_code == 303
    row.refresh_from_db()
    assert (row.state, row.versions.count()) == ("waiting", 2)


def test_a_refused_remark_keeps_what_was_typed(owner, session):
    row = handed_in(session, "photo")
    piece = Piece.objects.get()
    data = {"versi": "1", "catatan": "x" * 1001, f"catatan-{piece.pk}": "Debu di sudut.", f"daerah-{piece.pk}": "3"}
    answer = owner.post(f"{OWNER}{row.pk}/perbaikan/", data)
    page = html(answer)
    assert (answer.status_code, Remark.objects.count()) == (422, 0)
    assert "Debu di sudut." in page
    assert 'value="3" checked' in page
    assert "x" * 1001 in page
    assert owner.post(f"{OWNER}{row.pk}/perbaikan/", {"versi": "9", "catatan": "Debu"}).status_code == 409


def test_undo_shows_first_what_would_be_lost(owner, session, membership, product):
    row = handed_in(session)
    approve(actor=membership.user, deliverable=row, version=1)
    reword(product=product, name="Nama sendiri", description=DESCRIPTION, actor=membership.user)
    answer = owner.post(f"{OWNER}{row.pk}/urungkan/")
    page = html(answer)
    assert answer.status_code == 409
    assert "<del>Nama sendiri</del> → Keripik" in page
    assert Product.objects.get(pk=product.pk).name == "Nama sendiri"
    agreed = page.split('name="yakin" value="')[1].split('"')[0]
    owner.post(f"{OWNER}{row.pk}/urungkan/", {"yakin": agreed})
    assert Product.objects.get(pk=product.pk).name == "Keripik"


def test_after_28_days_counts_stand_there_and_the_owner_says_what_came_of_it(owner, session, membership, monkeypatch):
    row = handed_in(session)
    publication = approve(actor=membership.user, deliverable=row, version=1)
    ProductDay.objects.create(
        product=session.product, day=clock.today() + timedelta(days=3), views=1234, lowest_price=15_000,
        highest_price=15_000,
    )  # fmt: skip
    assert "dihitung setelah 28 hari" in html(owner.get(f"{OWNER}{row.pk}/"))
    assert owner.post(f"{OWNER}{row.pk}/cerita/", {"sales_before": "1", "sales_now": "1", "workers_before": "1", "workers_now": "1"}).status_code == 422  # fmt: skip
    then = clock.now() + timedelta(days=29)
    monkeypatch.setattr(clock, "now", lambda: then)
    measure(publication.pk)
    page = html(owner.get(f"{OWNER}{row.pk}/"))
    assert "Belum cukup data" in page
    assert "1234" in page
    assert "Apa hasilnya bagi usaha Anda?" in page
    typed = {"sales_before": "3 jt", "sales_now": "empat", "workers_before": "2", "workers_now": "-1"}
    refused = owner.post(f"{OWNER}{row.pk}/cerita/", typed)
    assert (refused.status_code, Outcome.objects.count()) == (422, 0)
    assert 'value="empat"' in html(refused)
    said = typed | {"sales_now": "4.500.000", "workers_now": "3"}
    assert owner.post(f"{OWNER}{row.pk}/cerita/", said).status_code == 303
    outcome = Outcome.objects.get()
    assert (outcome.sales_before, outcome.sales_now, outcome.workers_now) == (3_000_000, 4_500_000, 3)
    page = html(owner.get(f"{OWNER}{row.pk}/"))
    assert "Rp4.500.000" in page
    assert "Apa hasilnya" not in page
    assert owner.post(f"{OWNER}{row.pk}/cerita/", said).status_code == 422


def test_a_stranger_finds_nothing_and_changes_nothing(session, membership, product, coordinator):
    row = handed_in(session, "photo")
    snapshot_of(session)
    piece = Piece.objects.get()
    owned = ["", "setuju/", "perbaikan/", "urungkan/", "tinggalkan/", "cerita/"]
    files = [f"berkas/{piece.pk}/", f"gambar/{piece.pk}/", "sebelum/1/"]
    posts = {"setuju/", "perbaikan/", "urungkan/", "tinggalkan/", "cerita/", "versi/"}
    paths = [f"{OWNER}{row.pk}/{part}" for part in (*owned, *files)]
    paths += [f"{DESK}{row.pk}/{part}" for part in ("", "versi/", *files)]
    paths += [f"{DESK}sesi/{session.pk}/", f"{DESK}sesi/{session.pk}/text/"]
    data = {"versi": "1", "catatan": "Hapus.", "name": "Dicuri", "description": "x"}
    others = [MembershipFactory().user, MentorFactory().user, UserFactory(), UserFactory(is_superuser=True)]
    clients = [*(signed_in(user) for user in others), coordinator]
    for client in clients:
        for path in paths:
            assert client.post(path, data).status_code in {404, 405}, path
            if not any(path.endswith(part) for part in posts):
                assert client.get(path).status_code == 404, path
    # Each side keeps to its own addresses.
    assert signed_in(membership.user).get(f"{DESK}{row.pk}/").status_code == 404
    assert signed_in(session.mentor.user).get(f"{OWNER}{row.pk}/").status_code == 404
    for path in paths:
        answer = Client().get(path) if not any(path.endswith(part) for part in posts) else Client().post(path, data)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/akun/masuk/")
    row.refresh_from_db()
    assert (row.state, row.versions.count(), Remark.objects.count(), Publication.objects.count()) == (
        "waiting",
        1,
        0,
        0,
    )
    assert Product.objects.get(pk=product.pk).name == "Keripik"


def test_a_file_of_another_result_is_not_handed_out_under_ones_own(owner, session, membership):
    row = handed_in(session, "photo")
    handed_in(held(), "photo", files=[picture("gold")])
    other = Piece.objects.exclude(version__deliverable=row).get()
    assert owner.get(f"{OWNER}{row.pk}/berkas/{other.pk}/").status_code == 404


def test_lists_cost_the_same_for_many_and_go_on_page_by_page(
    owner, mentor, membership, session, django_assert_num_queries
):
    rows = []
    for number in range(30):
        one = held(membership, session.product, mentor=session.mentor, service=session.service)
        rows.append(handed_in(one))
        if number >= 2:
            Deliverable.objects.filter(pk=rows[-1].pk).update(state=ResultState.CLOSED)
    # session, person, waiting, page
    with django_assert_num_queries(4):
        page = html(owner.get(OWNER))
    assert page.count(f'href="{OWNER}') - page.count(f'href="{OWNER}"') == 2 + 24
    older = html(owner.get(f"{OWNER}?dari=" + page.split("?dari=")[1].split('"')[0]))
    seen = [row for row in rows[2:] if str(row.pk) in page or str(row.pk) in older]
    assert (len(seen), [row.pk for row in rows[2:] if str(row.pk) in page and str(row.pk) in older]) == (28, [])
    with django_assert_num_queries(4):
        mentor.get(DESK)


def test_one_result_costs_the_same_with_many_versions(
    owner, session, membership, mentor, django_assert_max_num_queries
):
    row = handed_in(session, "photo", files=[picture(), picture("gold")])
    snapshot_of(session)
    for colour in ("navy", "olive"):
        owner.post(f"{OWNER}{row.pk}/perbaikan/", {"versi": str(row.versions.count()), "catatan": "Lagi."})
        mentor.post(f"{DESK}{row.pk}/versi/", {"files": [upload(picture(colour))]})
    with django_assert_max_num_queries(9):
        page = html(owner.get(f"{OWNER}{row.pk}/"))
    assert "diputuskan koordinator" in page


def test_the_coordinator_decides_on_a_page_of_the_staff_house(coordinator, owner, mentor, session):
    row = handed_in(session)
    for number in (1, 2):
        owner.post(f"{OWNER}{row.pk}/perbaikan/", {"versi": str(number), "catatan": "Lagi."})
        mentor.post(f"{DESK}{row.pk}/versi/", {"name": f"Nama {number}", "description": "x"})
    owner.post(f"{OWNER}{row.pk}/perbaikan/", {"versi": "3", "catatan": "Masih."})
    assert "Hasil pendampingan" in html(coordinator.get("/staf/deliverables/"))
    refused = coordinator.post(f"/staf/hasil/{row.pk}/", {"decision": "ready", "reason": " "})
    assert refused.status_code == 422
    assert "Tulis alasannya" in html(refused)
    assert coordinator.post(f"/staf/hasil/{row.pk}/", {"decision": "ready", "reason": "Sudah baik."}).status_code == 302
    row.refresh_from_db()
    assert row.state == "ready"
    assert "Sudah baik." in html(owner.get(f"{OWNER}{row.pk}/"))
    owner.post(f"{OWNER}{row.pk}/tinggalkan/")
    row.refresh_from_db()
    assert row.state == "closed"


def test_figures_are_for_staff_and_the_file_holds_no_formula(coordinator, owner, session, membership, monkeypatch):
    session.service.name = "=HYPERLINK(1)"
    session.service.save()
    publication = approve(actor=membership.user, deliverable=handed_in(session), version=1)
    then = clock.now() + timedelta(days=29)
    monkeypatch.setattr(clock, "now", lambda: then)
    measure(publication.pk)
    page = html(coordinator.get("/staf/hasil/angka/"))
    assert "Belum cukup data" in page
    assert "bukan apa sebabnya" in page
    answer = coordinator.get("/staf/hasil/angka.csv")
    head, line = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("layanan,diserahkan,terpasang,diukur,")
    assert line.startswith("'=HYPERLINK(1),1,1,1,0,0,")
    assert len(head.split(",")) == len(line.split(","))
    for path in ("/staf/hasil/angka/", "/staf/hasil/angka.csv", f"/staf/hasil/{publication.deliverable_id}/"):
        assert owner.get(path).status_code == 302
