"""Judge photos that came before the check, or before its newest version."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from products.catalogue.changes import note_changed
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.check import VERSION, check
from products.catalogue.photos.shown import read


def judge_photos(product_id: int) -> int:
    """Check what is not checked yet and return how many photos that were. Safe to run twice.

    A photo whose file is gone is passed over. Findings say nothing to buyers, so no lock and no refresh is needed.
    """
    judged = 0
    for photo in ProductPhoto.objects.filter(product=product_id).order_by("pk"):
        if photo.findings.get("version") == VERSION:
            continue
        try:
            findings = check(read(photo.original.name))
        except FileNotFoundError:
            continue
        judged += ProductPhoto.objects.filter(pk=photo.pk).update(findings=findings)
    if judged:
        note_changed(Product.objects.filter(pk=product_id).values_list("business_id", flat=True))
    return judged


def unjudged(products: "QuerySet[Product]", *, most: int) -> list[int]:
    """Return up to `most` of these products that have a photo no check, or only an older one, has seen."""
    never, before = Q(findings__version__isnull=True), ~Q(findings__version=VERSION)
    photos = ProductPhoto.objects.filter(never | before, product=OuterRef("pk"))
    return list(products.filter(Exists(photos)).values_list("pk", flat=True)[:most])
