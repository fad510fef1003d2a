"""What shoppers read of a product's label."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.labels import amounts
from products.labels.models import LabelFacts


def rows(product: Product) -> list[tuple[str, str]]:
    """Return words and texts of what the owner filled in; no query where `label_facts` came with the product."""
    try:
        facts: LabelFacts = product.label_facts
    except ObjectDoesNotExist:
        return []
    net = amounts.shown(facts.net, facts.net_unit) if facts.net else ""
    if product.category.is_food:
        found = [
            (_("Komposisi"), ", ".join(facts.ingredients)),
            (_("Mengandung alergen"), facts.allergen_names),
            (_("Berat bersih atau isi bersih"), net),
            (_("Cara penyimpanan"), facts.storage),
        ]
    else:
        found = [(_("Bahan"), facts.material), (_("Cara merawat atau memakai"), facts.care)]
    return [(word, text) for word, text in found if text]
