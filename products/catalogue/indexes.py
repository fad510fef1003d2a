"""Indexes behind the lists of products: a list ends after one page, so each filter people use has its order ready."""

from django.db.models import F, Index, Q

PRODUCT = [
    Index(F("listed_at").desc(), F("id").desc(), name="product_newest", condition=Q(is_listed=True)),
    Index(F("min_price"), F("id"), name="product_cheapest", condition=Q(is_listed=True)),
    Index(F("min_price").desc(), F("id"), name="product_dearest", condition=Q(is_listed=True)),
    Index(
        F("category"), F("listed_at").desc(), F("id").desc(), name="product_cat_new",
        condition=Q(is_listed=True)
    ),
    Index(
        F("district_code"), F("listed_at").desc(), F("id").desc(), name="product_district_new",
        condition=Q(is_listed=True),
    ),
    Index(
        F("category"), F("district_code"), F("listed_at").desc(), F("id").desc(), name="product_spot_new",
        condition=Q(is_listed=True),
    ),
    # Serves both ways of sorting by price: what costs the same is put in order as it is read.
    Index(
        fields=["category", "district_code", "min_price"], name="product_spot_price",
        condition=Q(is_listed=True),
    ),
    Index(fields=["category", "min_price"], name="product_cat_price", condition=Q(is_listed=True)),
    Index(
        fields=["district_code", "min_price"], name="product_district_price", condition=Q(is_listed=True)
    ),
    Index(
        F("business"), F("listed_at").desc(), F("id").desc(), name="product_biz_new",
        condition=Q(is_listed=True)
    ),
    Index(F("business"), F("created_at").desc(), F("id").desc(), name="product_biz_shelf"),
]  # fmt: skip
