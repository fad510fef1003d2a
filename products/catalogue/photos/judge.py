"""Judge photos that came before the check, or before its newest version."""

from products.catalogue.models import ProductPhoto
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
    return judged
