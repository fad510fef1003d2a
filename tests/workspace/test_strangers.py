import pytest
from django.test import Client
from django.urls import reverse

from products.campaigns.make import make
from products.catalogue.kept_models import RemovedPhoto
from products.catalogue.models import ProductPhoto
from products.catalogue.photos.remove import remove_photo
from products.intake.models import OwnImport
from products.labels.models import LabelFacts
from products.orders.models import Shipment
from products.promo.models import PromoKit, ShopColours
from products.readiness.answer import answer
from products.readiness.found import found
from products.readiness.models import RubricItem
from rumah.accounts.models import User
from rumah.businesses.invite import invite
from rumah.businesses.models import Business, Membership, Permit
from rumah.businesses.preview_link import open_preview
from rumah.businesses.states import Role
from rumah.core import clock
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.money import PDF, bought
from tests.factories.orders import VoucherFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
# Page, its further parts (made by `parts`), and whether it only takes a post.
PAGES = [
    ("overview", (), False),
    ("profile", (), False),
    ("submit", (), True),
    ("companions", (), False),
    ("remove_companion", ("member",), True),
    ("withdraw_invitation", ("invitation",), True),
    ("trail", (), False),
    ("open_preview", (), True),
    ("close_preview", (), True),
    ("readiness", (), False),
    ("recount", (), True),
    ("readiness_item", ("cashbook",), False),
    ("readiness_file", ("cashbook",), False),
    ("permits", (), False),
    ("numbers", (), False),
    ("forget_numbers", (), True),
    ("permit_file", ("permit",), False),
    ("remove_permit", ("permit",), True),
    ("products", (), False),
    ("add_product", (), False),
    ("product", ("product",), False),
    ("product_step", ("product", "sembunyikan"), True),
    ("variant_photos", ("product",), False),
    ("label", ("product",), False),
    ("label_print", ("product",), False),
    ("label_file", ("product", "pdf"), False),
    ("label_file", ("product", "svg"), False),
    ("product_step", ("product", "arsipkan"), True),
    ("copy_product", ("product",), True),
    ("change_many", (), True),
    ("guess_category", (), False),
    ("imports", (), False),
    ("import", ("import",), False),
    ("import_state", ("import",), False),
    ("confirm_import", ("import",), True),
    ("import_errors", ("import",), False),
    ("export_products", ("csv",), False),
    ("photos", ("product",), False),
    ("photo_send", ("product",), True),
    ("photo_order", ("product",), True),
    ("photo_judge", ("product",), True),
    ("photo", ("product", "photo"), False),
    ("photo_state", ("product", "photo"), False),
    ("photo_side", ("product", "photo", "asli"), False),
    ("photo_step", ("product", "photo", "hapus"), True),
    ("photo_back", ("product", "removed"), True),
    ("photo_step", ("product", "photo", "minta-putih"), True),
    ("orders", (), False),
    ("delivery", (), False),
    ("vouchers", (), False),
    ("stop_voucher", ("voucher",), True),
    ("take_cash", ("RK-1",), True),
    ("call_off", ("RK-1",), True),
    ("low_stock", (), False),
    ("accept_orders", (), True),
    ("order", ("order",), False),
    ("order_step", ("order", "terima"), True),
    ("order_step", ("order", "kemas"), True),
    ("order_ship", ("order",), True),
    ("order_cancel", ("order",), True),
    ("order_book", ("order",), True),
    ("order_let_go", ("order", 1), True),
    ("order_slip", ("order", "a6"), False),
    ("order_slip_pdf", ("order", "a4"), False),
    ("campaigns", (), False),
    ("stop_campaign", ("campaign",), True),
    ("campaign_code", ("campaign", "png"), False),
    ("kits", (), False),
    ("colours", (), True),
    ("kit", ("product",), False),
    ("kit_file", ("product", "paket.zip"), False),
    ("figures", (), False),
    ("figures_file", (), False),
]


@pytest.fixture
def shop() -> Business:
    business = MembershipFactory(business__name="Toko Satu").business
    MembershipFactory(business=business, role=Role.COMPANION)
    bought({VariantFactory(product=ProductFactory(business=business)): 1})
    PermitFactory(business=business)
    VoucherFactory(business=business)
    make(business=business, name="Poster", actor=None)
    now = clock.now()
    OwnImport.objects.create(business=business, name="produk.csv", file="impor/x", created_at=now, changed_at=now)
    found()
    owner = business.memberships.get(role=Role.OWNER).user
    invite(business=business, contact="0812 9999 0000", role=Role.COMPANION, actor=owner)
    open_preview(business=business, actor=owner)
    item = RubricItem.objects.get(code="cashbook", rubric__version=1)
    answer(business=business, item=item, value="yes", text="Buku kas", actor=owner, content=PDF)
    ProductPhoto.objects.create(product=business.products.get(), original="x.jpg", width=1, height=1, source_digest="1")
    gone = ProductPhoto.objects.create(
        product=business.products.get(), original="y.jpg", width=1, height=1, source_digest="2"
    )
    remove_photo(photo=gone)
    return business


def address(shop: Business, page: str, parts: tuple[str, ...]) -> str:
    known = {
        "member": shop.memberships.get(role=Role.COMPANION).pk,
        "invitation": shop.invitations.get().pk,
        "permit": shop.permits.get().pk,
        "product": shop.products.get().slug,
        "removed": RemovedPhoto.objects.get().pk,
        "photo": ProductPhoto.objects.get(product__business=shop).pk,
        "voucher": shop.vouchers.get().pk,
        "order": shop.orders.get().number,
        "campaign": shop.campaigns.get().pk,
        "import": shop.product_imports.get().pk,
    }
    return reverse(f"workspace:{page}", args=[shop.slug, *(known.get(part, part) for part in parts)])


def people(shop: Business, who: str) -> User:
    if who in {"owner", "companion"}:
        return shop.memberships.get(role=who).user
    if who == "mentor":
        return MentorFactory().user
    if who == "staff":
        return UserFactory(is_superuser=True)
    return MembershipFactory().user


def facts(shop: Business) -> tuple[object, ...]:
    """What a stranger might have changed."""
    kept: tuple[object, ...] = (
        Permit.objects.count(),
        Membership.objects.count(),
        list(shop.products.values_list("status", "name")),
    )
    kept += (list(shop.product_imports.values_list("state", "corrections")),)
    kept += (list(shop.invitations.values_list("outcome")), list(shop.preview_links.values_list("pk", "closed_at")))
    kept += (list(shop.readiness_answers.values_list("value", "text")), shop.assessments.count())
    photos = list(ProductPhoto.objects.values_list("alt", "position", "cutout_state"))
    kept += (photos,)
    links = list(shop.campaigns.values_list("name", "is_active"))
    promoting = (links, PromoKit.objects.count(), ShopColours.objects.count())
    return (
        *kept,
        *promoting,
        LabelFacts.objects.count(),
        list(shop.orders.values_list("fulfilment", "packed_at")),
        Shipment.objects.count(),
    )


@pytest.mark.parametrize("who", ["other owner", "mentor", "staff"])
@pytest.mark.parametrize(("page", "parts", "post"), PAGES)
def test_a_stranger_finds_nothing_and_changes_nothing(  # noqa: PLR0917  # a test takes its matrix as arguments
    client: Client, shop: Business, who: str, page: str, parts: tuple[str, ...], post: bool
) -> None:
    client.force_login(people(shop, who))
    where = address(shop, page, parts)
    before = facts(shop)
    answers = [client.post(where)] if post else [client.get(where), client.post(where, {"name": "Direbut"})]
    assert {answer.status_code for answer in answers} == {404}
    shop.refresh_from_db()
    assert shop.name == "Toko Satu"
    assert facts(shop) == before


@pytest.mark.parametrize(("page", "parts", "post"), PAGES)
def test_the_anonymous_are_led_to_sign_in(
    client: Client, shop: Business, page: str, parts: tuple[str, ...], post: bool
) -> None:
    where = address(shop, page, parts)
    answer = client.post(where) if post else client.get(where)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/akun/masuk/?next={where}")


@pytest.mark.parametrize("who", ["owner", "companion"])
@pytest.mark.parametrize(
    "page",
    ["overview", "profile", "companions", "permits", "products", "add_product", "orders", "delivery", "vouchers"],
)
def test_members_see_their_pages(client: Client, shop: Business, who: str, page: str) -> None:
    client.force_login(people(shop, who))
    assert client.get(address(shop, page, ())).status_code == 200


def test_another_business_of_ones_own_is_no_key_to_the_first(client: Client, shop: Business) -> None:
    other = MembershipFactory()
    client.force_login(other.user)
    permit = shop.permits.get()
    where = reverse("workspace:remove_permit", args=[other.business.slug, permit.pk])
    assert client.post(where).status_code == 404
    assert Permit.objects.filter(pk=permit.pk).exists()


def test_a_photo_is_found_under_its_own_product_only(client: Client, shop: Business) -> None:
    other = MembershipFactory()
    client.force_login(other.user)
    photo, own = ProductPhoto.objects.get(), ProductFactory(business=other.business)
    for product in (own, photo.product):
        where = reverse("workspace:photo_step", args=[other.business.slug, product.slug, photo.pk, "hapus"])
        assert client.post(where).status_code == 404
    assert ProductPhoto.objects.filter(pk=photo.pk).exists()
