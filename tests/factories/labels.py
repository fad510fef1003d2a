"""A product with everything on its label."""

from products.catalogue.models import Product
from products.labels.found import found
from products.labels.keep import keep_facts
from products.labels.models import Allergen, LabelFacts
from products.labels.typed import Typed
from rumah.businesses.states import PermitKind
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory

CERTIFICATE = "ID35110001234567890"


def food(**changed: object) -> Product:
    """A food product of a business with a P-IRT and a halal certificate, both on file; nothing typed yet."""
    found()
    business = MembershipFactory(business__name="Dapur Mbok Sri").business
    PermitFactory(business=business, number="206351001234530")
    PermitFactory(business=business, kind=PermitKind.HALAL, number=CERTIFICATE)
    return ProductFactory(business=business, category=CategoryFactory(is_food=True), name="Keripik pisang", **changed)


def typed_for(product: Product, **changed: object) -> Typed:
    """Everything a complete label of `food()` needs, as typed."""
    permits = {permit.kind: str(permit.pk) for permit in product.business.permits.all()}
    wheat = Allergen.objects.get(code="gandum")
    whole: dict[str, object] = {
        "trade_name": "Dapur Mbok Sri", "type_name": "Keripik pisang rasa gula aren",
        "composition": "Pisang agung (75%)\nminyak goreng\ntepung terigu\ngula aren", "allergens": (str(wheat.pk),),
        "net": "250", "net_unit": "g", "storage": "Simpan di tempat kering dan sejuk.", "shelf_life": "90",
        "batch": "KP[THN][BLN][TGL]", "producer_name": "Dapur Mbok Sri", "producer_address": "Jalan Contoh 1",
        "producer_town": "Kabupaten Banyuwangi", "producer_postcode": "68413", "permit": permits.get("pirt", ""),
        "halal_permit": permits.get("halal", ""), "nutrition": "Energi total: 150 kkal\nProtein: 1 g (2% AKG)",
        "serving": "30 g", "barcode": "5901234123457", "is_indonesian": True,
    }  # fmt: skip
    return Typed(**{**whole, **changed})  # type: ignore[arg-type]


def labelled(product: Product, **changed: object) -> LabelFacts:
    """The facts of a product's label, complete unless changed."""
    owner = product.business.memberships.first()
    assert owner is not None
    row = LabelFacts.objects.filter(product=product).first()
    typed = typed_for(product, **changed)
    return keep_facts(product=product, typed=typed, seen=row.version if row else 0, actor=owner.user)
