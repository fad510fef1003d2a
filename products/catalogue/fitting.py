"""Which category a product's name speaks of: counted in words, with no more wit than that.

Three things are asked, and the first word of a name counts most, because Indonesian says the thing first (*keripik
pisang*, *kain batik*): the names of the categories themselves, the words people here use for what stands in them
(`found.WORDS`), and where products with such a word in their name stand already. Where that says nothing, or two
things alike, the trade of the business is a hint (`trades`).
"""

from collections import Counter

from products.catalogue import categories
from products.catalogue.found import WORDS
from products.catalogue.models import Category, Product
from products.catalogue.search.documents import INDEX
from products.catalogue.trades import usual_category
from rumah.businesses.models import Business
from rumah.core.search.words import query_words, tokenise

SHORTEST = 3
MOST_WORDS = 4
SAMPLE = 100
NAMED, SPOKEN, NEIGHBOUR = 4, 4, 3
FIRST = 2


def fitting_category(name: str, business: Business) -> Category | None:
    """Return the leaf this name speaks of, else that of the business's trade, else None; at most four queries."""
    words = [word for word in query_words(name) if len(word) >= SHORTEST and not word.isdigit()][:MOST_WORDS]
    tree = categories.tree()
    roots = {row.pk: row for row in tree if row.parent_id is None}
    parents = {row.parent_id for row in tree}
    leaves = {row.pk: row for row in tree if row.pk not in parents}
    score: Counter[int] = Counter()
    for at, word in enumerate(words):
        weight = FIRST if at == 0 else 1
        for leaf in leaves.values():
            root = roots.get(leaf.parent_id or 0)
            if word in tokenise(f"{leaf.name} {leaf.name_en}"):
                score[leaf.pk] += NAMED * weight
            elif word in WORDS.get(leaf.slug, "").split():
                score[leaf.pk] += SPOKEN * weight
            elif root is not None and word in tokenise(root.name):
                score[leaf.pk] += weight
        for leaf_id, share in _neighbours(word).items():
            if leaf_id in leaves:
                score[leaf_id] += round(NEIGHBOUR * share * weight)
    usual = usual_category(business.kbli, business.kbli_version)
    return _clear_winner(score, leaves) or _hinted(score, [leaf for leaf in leaves.values() if leaf.slug == usual])


def _clear_winner(score: Counter[int], leaves: dict[int, Category]) -> Category | None:
    best = score.most_common(2)
    if not best or best[0][1] < NEIGHBOUR or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return leaves[best[0][0]]


def _hinted(score: Counter[int], usual: list[Category]) -> Category | None:
    """Return what the trade hints at, unless the name clearly speaks of two other things."""
    best = max(score.values(), default=0)
    return next((leaf for leaf in usual if best < NEIGHBOUR or score[leaf.pk] == best), None)


def _neighbours(word: str) -> dict[int, float]:
    """Return the share of each category among products that have `word` in their name; a sample says enough."""
    products = INDEX.filter(Product.objects.filter(is_listed=True), [word], part="name")
    found = list(products.order_by().values_list("category_id", flat=True)[:SAMPLE])
    return {leaf: count / len(found) for leaf, count in Counter(found).items()}
