"""What a product is found by, written into the index in bulk."""

from collections import defaultdict

from products.catalogue.models import Product, TaggedProduct
from products.catalogue.search import vocabulary
from rumah.businesses.search import place_words
from rumah.core.search.index import Document, Index

INDEX = Index("catalogue_product")


def index_products(ids: list[int]) -> None:
    """Bring these products' words up to date; `ids` is one chunk. Joins the caller's transaction."""
    documents = read(ids)
    INDEX.write(documents)
    vocabulary.add(documents)


def read(ids: list[int]) -> list[Document]:
    """Return name, then category and tags, then seller and place, then description, of each product."""
    tags: dict[int, list[str]] = defaultdict(list)
    for pk, tag in TaggedProduct.objects.filter(content_object__in=ids).values_list("content_object", "tag__name"):
        tags[pk].append(tag)
    rows = Product.objects.filter(pk__in=ids).values_list(
        "pk", "name", "description", "category__name", "category__name_en", "category__parent__name",
        "business__name", "business__region_code",
    )  # fmt: skip
    return [
        Document(
            pk=pk,
            name=name,
            labels=" ".join([leaf, leaf_en, root or "", *tags[pk]]),
            place=f"{business} {place_words(code)}",
            body=description[:5000],
        )
        for pk, name, description, leaf, leaf_en, root, business, code in rows
    ]
