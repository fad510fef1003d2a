"""Which of the named photos shows which variant."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from products.catalogue.models import ProductPhoto, Variant
from products.intake.checking import Reader
from products.intake.comparing import Known
from products.intake.photos import pictures
from products.intake.staging import Item, Spool

KEY = "variant_photo"


def check_variant_photos(reader: Reader, item: Item) -> None:
    """Note every variant whose photo is not among those of its product."""
    names = item.fields.get("photos") or []
    for variant in item.variants:
        name = variant.get(KEY)
        if name and name not in names:
            text = _("Foto “%(name)s” tidak ada di kolom foto produk ini.")
            reader.flaw(variant["row"], KEY, text % {"name": name[:80]})


def write_variant_photos(spool: Spool, chunk: Sequence[Item], there: Known) -> set[int]:
    """Let each variant be shown by the photo its row names; return the products something changed for.

    An empty cell changes nothing. Two queries, and one that writes; none for a chunk without the column.
    """
    wanted: dict[tuple[int, str], str] = {}
    for item in chunk:
        named = {variant["sku"]: variant[KEY] for variant in item.variants if variant.get(KEY)}
        if named:
            product = there.products[item.business, item.code]
            digests = {name: digest for name, digest, _position in pictures(spool, item.business, item.code)}
            wanted |= {(product.pk, sku): digests[name] for sku, name in named.items()}
    if not wanted:
        return set()
    ids = {product for product, _sku in wanted}
    photos = {
        (product, digest): pk
        for pk, product, digest in ProductPhoto.objects.filter(product_id__in=ids).values_list(
            "pk", "product_id", "source_digest"
        )
    }
    changed = []
    for variant in Variant.objects.filter(product_id__in=ids):
        digest = wanted.get((variant.product_id, variant.sku))
        photo = photos[variant.product_id, digest] if digest else variant.photo_id
        if photo != variant.photo_id:
            variant.photo_id = photo
            changed.append(variant)
    Variant.objects.bulk_update(changed, ["photo"])
    return {variant.product_id for variant in changed}
