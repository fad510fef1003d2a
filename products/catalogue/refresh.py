"""Keep what products repeat of their variants, permits, photos and business true: in bulk, by set statements."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from products.catalogue.changes import note_changed
from products.catalogue.models import NEVER, Product, ProductPhoto, Variant
from products.catalogue.search.documents import index_products
from products.catalogue.states import Status
from rumah.businesses.models import Business
from rumah.businesses.states import PermitKind, Standing
from rumah.core import clock
from rumah.core.locking import locked
from rumah.core.pagecache import forget_pages

# The permits that let goods be sold; a licence to trade or a trade mark says nothing about the thing itself.
SHOWN = (PermitKind.PIRT, PermitKind.BPOM)
CHUNK = 1000


def refresh_products(product_ids: Collection[int]) -> None:
    """Recompute the fields "kept by verbs" of these products, `in_stock` aside, their businesses' counts and the index.

    Joins the caller's transaction, so nobody sees a product half changed. Stored pages are forgotten on commit.
    """
    ids = sorted(set(product_ids))
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    with transaction.atomic():
        _hold(chunks)
        for chunk in chunks:
            _refresh(Product.objects.filter(pk__in=chunk))
            index_products(chunk)
        if ids:
            transaction.on_commit(forget_pages)


def _hold(chunks: list[list[int]]) -> None:
    """Lock products, then their businesses, each in pk order, and note that these shelves were changed.

    Two who publish at once would each count without the other, and one who publishes while the business is being
    suspended would still see it verified. Every verb here locks in this order.
    """
    businesses: set[int] = set()
    for chunk in chunks:
        businesses |= {row.business_id for row in locked(Product.objects.filter(pk__in=chunk).only("business_id"))}
    held = sorted(businesses)
    for start in range(0, len(held), CHUNK):
        locked(Business.objects.filter(pk__in=held[start : start + CHUNK]).only("pk"))
        note_changed(held[start : start + CHUNK])


def _refresh(products: QuerySet[Product]) -> None:
    public = Business.objects.filter(pk=OuterRef("business_id"), standing=Standing.VERIFIED)
    prices = Variant.objects.filter(product=OuterRef("pk"), is_active=True).order_by().values("product")
    photos = (
        ProductPhoto.objects.filter(product=OuterRef("pk"))
        .exclude(renditions={}).order_by("position", "pk").annotate(card=KT("renditions__card_320__name"))
    )  # fmt: skip
    today = clock.today()
    permits = Product.permits.through._default_manager.filter(product=OuterRef("pk"), permit__kind__in=SHOWN).filter(
        Q(permit__expires_on=None) | Q(permit__expires_on__gte=today)
    )
    # What cannot be bought is not shown: a product needs a variant with a price.
    priced = Variant.objects.filter(product=OuterRef("pk"), is_active=True)
    products.update(
        is_listed=Q(status=Status.PUBLISHED) & Exists(public) & Exists(priced),
        min_price=Coalesce(Subquery(prices.annotate(least=Min("price")).values("least")), 0),
        max_price=Coalesce(Subquery(prices.annotate(most=Max("price")).values("most")), 0),
        district_code=Subquery(Business.objects.filter(pk=OuterRef("business_id")).values("district_code")),
        has_permit=Exists(permits),
        card_photo=Coalesce(Subquery(photos.values("card")[:1]), Value("")),
        card_alt=Coalesce(Subquery(photos.values("alt")[:1]), Value("")),
    )
    products.filter(is_listed=True, listed_at=NEVER).update(listed_at=clock.now())
    _count(products.order_by().values("business_id"))


def _count(business_ids: QuerySet[Product, Any]) -> None:
    listed = (
        Product.objects.filter(business=OuterRef("pk"), is_listed=True)
        .order_by().values("business").annotate(count=Count("pk"))
    )  # fmt: skip
    count = Coalesce(Subquery(listed.values("count"), output_field=IntegerField()), 0)
    businesses = Business.objects.filter(pk__in=Subquery(business_ids.distinct()))
    # A row that says the right number already is not written again.
    businesses.annotate(now_listed=count).exclude(product_count=F("now_listed")).update(product_count=count)
