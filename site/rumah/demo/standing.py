"""Shops in every standing, and a catalogue that grew over 13 months instead of in one night."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.core import audit
from rumah.demo.plan import CODE
from rumah.verification.submit import adopt

DAYS = 395
# Beyond this a spread of dates would take longer than the import itself.
SPREAD_AT_MOST = 50_000
CHUNK = 1000


def spread(*, now: datetime, seed: int) -> None:
    """Let shops and their products have come in over the last 13 months, and bring some shops to the verifier."""
    rng = Random(f"{seed}/spread")  # noqa: S311  # invented dates
    businesses = list(Business.objects.filter(code__startswith=CODE).order_by("code")[:SPREAD_AT_MOST])
    for business in businesses:
        business.created_at = now - timedelta(days=rng.uniform(DAYS - 120, DAYS))
        business.updated_at = business.created_at + timedelta(days=rng.uniform(3, 60))
        if business.verified_at:
            business.submitted_at = business.created_at + timedelta(days=1)
            business.verified_at = business.created_at + timedelta(days=rng.uniform(2, 9))
    Business.objects.bulk_update(
        businesses, ["created_at", "updated_at", "submitted_at", "verified_at"], batch_size=CHUNK
    )
    _wait(now)
    if Product.objects.filter(business__code__startswith=CODE)[SPREAD_AT_MOST:].exists():
        return
    opened = {business.pk: business.verified_at or business.created_at for business in businesses}
    for chunk in _chunks():
        for product in chunk:
            made = now - timedelta(days=rng.uniform(0.2, DAYS - 20))
            product.created_at = product.updated_at = max(made, opened[product.business_id])
            if product.published_at:
                product.published_at = product.listed_at = product.created_at + timedelta(minutes=30)
        Product.objects.bulk_update(chunk, ["created_at", "updated_at", "published_at", "listed_at"])


def _wait(now: datetime) -> None:
    """Submit half of the shops that are drafts, and suspend one of the others, each with its entry in the trail."""
    drafts = list(Business.objects.filter(code__startswith=CODE, standing=Standing.DRAFT).order_by("code"))
    for business in drafts[: (len(drafts) + 1) // 2]:
        business.standing, business.submitted_at = Standing.SUBMITTED, now - timedelta(days=2)
        business.save(update_fields=["standing", "submitted_at"])
        audit.record("businesses.submit", business)
    adopt()
    public = Business.objects.filter(code__startswith=CODE, standing=Standing.VERIFIED).order_by("-code")
    for business in public[: 1 if drafts else 0]:
        business.standing, business.standing_reason = (
            Standing.SUSPENDED,
            "Alamat produksi sudah pindah; mohon perbarui.",
        )
        business.save(update_fields=["standing", "standing_reason"])
        audit.record("businesses.suspend", business, reason=business.standing_reason)
        refresh_products(list(business.products.values_list("pk", flat=True)))


def _chunks() -> Iterator[list[Product]]:
    rows = Product.objects.filter(business__code__startswith=CODE).order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
