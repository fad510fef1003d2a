"""Looking around: products, businesses, categories."""

from typing import Any, Literal

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from products.catalogue.cards import Card
from products.catalogue.models import Product
from products.catalogue.queries import Filters, ProductDetail, list_products, product_detail, tree
from products.stock.models import StockLevel
from rumah.api.access import READ
from rumah.api.inputs import Text
from rumah.api.schemas import (
    BusinessCard,
    BusinessList,
    BusinessOut,
    BusinessRef,
    CategoryOut,
    PermitOut,
    ProductCard,
    ProductList,
    ProductOut,
    VariantOut,
)
from rumah.businesses.models import Business, Permit
from rumah.businesses.queries import BusinessFilters, business_profile, list_businesses
from rumah.core import regions
from rumah.core.addresses import absolute
from rumah.core.text import clean_line

router = Router()


class ProductQuery(Schema):
    """What a list of products may be narrowed by."""

    q: Text = ""
    category: Text = ""
    business: Text = ""
    region: Text = Field("", description="Kemendagri code of any level")
    min_price: int | None = Field(None, ge=0, lt=2**63)
    max_price: int | None = Field(None, ge=0, lt=2**63)
    in_stock: bool = False
    sort: Literal["newest", "cheapest", "dearest", "relevance"] | None = None
    cursor: str = Field("", max_length=400)
    limit: int = Field(24, ge=1, le=100)


class BusinessQuery(Schema):
    """What a list of businesses may be narrowed by."""

    q: Text = ""
    region: Text = ""
    sector: Text = ""
    cursor: str = Field("", max_length=400)
    limit: int = Field(24, ge=1, le=100)


@router.get("products", response=ProductList, throttle=[READ], url_name="products")
def products(request: HttpRequest, query: Query[ProductQuery]) -> ProductList:
    """List products on the shelf, page by page."""
    is_district = regions.level(query.region) >= 3 if query.region else False
    filters = Filters(
        q=clean_line(query.q),
        category=query.category,
        business=query.business,
        district=regions.ancestor(query.region, 3) if is_district else "",
        region="" if is_district else query.region,
        min_price=query.min_price,
        max_price=query.max_price,
        in_stock=query.in_stock,
        sort=query.sort or ("relevance" if query.q else "newest"),
    )
    listing = list_products(filters, cursor=query.cursor, size=query.limit)
    slugs = {category.pk: category.slug for category in tree()}
    return ProductList(
        items=[_card(p, p.business_slug, p.business_name, slugs[p.category_id]) for p in listing.rows],
        next_cursor=listing.next_cursor or None,
        total=listing.total,
        total_is_capped=listing.is_capped,
        corrected=listing.corrected or None,
    )


@router.get("products/{slug}", response=ProductOut, throttle=[READ], url_name="product")
def product(request: HttpRequest, slug: str) -> ProductOut:
    """Show one product; a variant's `id` is what a purchase line names."""
    detail = product_detail(slug)
    if detail is None:
        raise Http404
    return _product(detail)


@router.get("categories", response=list[CategoryOut], throttle=[READ], url_name="categories")
def categories(request: HttpRequest) -> list[CategoryOut]:
    """List the two levels of categories."""
    known = tree()
    slugs = {category.pk: category.slug for category in known}
    return [
        CategoryOut(slug=c.slug, name=c.name, name_en=c.name_en, parent=slugs.get(c.parent_id) if c.parent_id else None)
        for c in known
    ]


@router.get("businesses", response=BusinessList, throttle=[READ], url_name="businesses")
def businesses(request: HttpRequest, query: Query[BusinessQuery]) -> BusinessList:
    """List verified businesses, page by page."""
    filters = BusinessFilters(q=clean_line(query.q), sector=query.sector, region=query.region)
    listing = list_businesses(filters, cursor=query.cursor, size=query.limit)
    return BusinessList(
        items=[BusinessCard(**_business(b)) for b in listing.rows], next_cursor=listing.next_cursor or None
    )


@router.get("businesses/{slug}", response=BusinessOut, throttle=[READ], url_name="business")
def business(request: HttpRequest, slug: str) -> BusinessOut:
    """Show one verified business."""
    profile = business_profile(slug)
    if profile is None:
        raise Http404
    row = profile.business
    return BusinessOut(
        **_business(row), address=row.address, whatsapp=row.phone, website=row.website,
        permits=_permits(profile.permits), tags=profile.tags,
    )  # fmt: skip


def _card(row: Card | Product, business_slug: str, business_name: str, category: str) -> ProductCard:
    return ProductCard(
        slug=row.slug, name=row.name, url=absolute(row.get_absolute_url()),
        business=BusinessRef(slug=business_slug, name=business_name), category=category, region=row.district_code,
        min_price=row.min_price, max_price=row.max_price, in_stock=row.in_stock, halal=row.halal,
        photo=absolute(default_storage.url(row.card_photo)) if row.card_photo else None,
    )  # fmt: skip


def _product(detail: ProductDetail) -> ProductOut:
    row = detail.product
    card = _card(row, row.business.slug, row.business.name, row.category.slug)
    shots = [photo.renditions["hero_960_webp"]["name"] for photo in detail.photos if photo.renditions]
    return ProductOut(
        **card.dict(), code=row.code, description=row.description, made_in_days=row.made_in_days,
        variants=[
            VariantOut(id=v.pk, sku=v.sku, name=v.name, price=v.price, weight=v.weight, stock=_free(v.pk, detail))
            for v in detail.variants
        ],
        photos=[absolute(default_storage.url(name)) for name in shots],
        permits=_permits(detail.permits), tags=detail.tags,
    )  # fmt: skip


def _free(variant_id: int, detail: ProductDetail) -> int:
    variant = next(v for v in detail.variants if v.pk == variant_id)
    try:
        return variant.stock.free
    except StockLevel.DoesNotExist:
        return 0


def _permits(permits: list[Permit]) -> list[PermitOut]:
    return [PermitOut(kind=permit.kind, number=permit.number) for permit in permits]


def _business(row: Business) -> dict[str, Any]:
    return {
        "slug": row.slug, "name": row.name, "url": absolute(row.get_absolute_url()), "sector": row.sector,
        "region": row.region_code, "tagline": row.tagline, "products": row.product_count,
    }  # fmt: skip
