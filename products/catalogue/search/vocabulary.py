"""The words that occur in the index, so that a misspelt query can be led to one of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from django.db import connection, transaction

from products.catalogue.models import SearchWord
from rumah.core.search.index import Document
from rumah.core.search.nearest import nearest, trigrams

# As many look-alikes as are worth measuring letter by letter.
CANDIDATES = 60
# What a statement needs for one word.
Values = Callable[[str], list[str | int]]


def add(documents: Sequence[Document]) -> None:
    """Add words that are new. How often each is used is counted by `recount`, now and then."""
    words = counted(documents)
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    fresh = [SearchWord(word=word, uses=words[word]) for word in sorted(words.keys() - known)]
    SearchWord.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)


def counted(documents: Iterable[Document]) -> Counter[str]:
    """Return in how many documents each word occurs; bare numbers and single letters are no words."""
    words: Counter[str] = Counter()
    for document in documents:
        found = {word for text in document.texts() for word in text.split()}
        words.update(word for word in found if len(word) > 2 and not word.isdigit())
    return words


def replace(words: Counter[str]) -> None:
    """Make `words` the whole vocabulary."""
    with transaction.atomic():
        SearchWord.objects.all().delete()
        rows = [SearchWord(word=word, uses=uses) for word, uses in sorted(words.items())]
        SearchWord.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def nearest_words(words: Sequence[str], *, most: int = 1, only_unknown: bool = False) -> dict[str, list[str]]:
    """Return for each word the vocabulary's words it may have been meant to be; one query.

    With `only_unknown`, nothing is looked up for a word that some word of the vocabulary begins with.
    """
    if not words:
        return {}
    one, values = _look_alikes()
    if only_unknown:
        one, values = _where_unknown(one, values)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(words)), [value for word in words for value in values(word)])
        rows = cursor.fetchall()
    found: dict[str, list[tuple[str, int]]] = {word: [] for word in words}
    for asked, candidate, uses in rows:
        found[asked].append((candidate, uses))
    return {word: nearest(word, candidates, most=most) for word, candidates in found.items()}


def _where_unknown(one: str, values: Values) -> tuple[str, Values]:
    """Return the statement behind a condition that is tested once, before anything is measured."""
    # LIKE cannot use SQLite's index; a range can.
    is_pg = connection.vendor == "postgresql"
    test = "word LIKE %s" if is_pg else "word BETWEEN %s AND %s"

    def ends(word: str) -> list[str | int]:
        return [f"{word}%"] if is_pg else [word, f"{word}\U0010ffff"]

    # The test is one of the two above.
    known = f"SELECT 1 FROM catalogue_searchword WHERE {test}"  # noqa: S608
    statement = f"SELECT * FROM ({one}) AS near WHERE NOT EXISTS({known})"  # noqa: S608
    return statement, lambda word: [*values(word), *ends(word)]


def _look_alikes() -> tuple[str, Values]:
    """Return the statement for one word, and its values: alike by letter triples, or by first letter and length."""
    if connection.vendor == "postgresql":
        statement = f"""
            SELECT * FROM (SELECT %s AS asked, word, uses FROM catalogue_searchword WHERE word %% %s
              ORDER BY similarity(word, %s) DESC, uses DESC LIMIT {CANDIDATES}) AS alike
            UNION ALL
            SELECT * FROM (SELECT %s AS asked, word, uses FROM catalogue_searchword
              WHERE word LIKE %s AND length(word) BETWEEN %s AND %s ORDER BY uses DESC LIMIT {CANDIDATES}) AS begun
        """  # noqa: S608  # a number of ours
        return statement, lambda word: [word] * 4 + [f"{word[:1]}%", len(word) - 1, len(word) + 1]
    statement = f"""
        SELECT * FROM (SELECT %s AS asked, word, uses FROM catalogue_searchword
          WHERE length(word) BETWEEN %s AND %s AND (substr(word, 1, 1) = %s OR {" OR ".join(["word LIKE %s"] * 3)})
          ORDER BY uses DESC LIMIT 2000)
    """  # noqa: S608  # a number of ours
    return statement, lambda word: [word, len(word) - 3, len(word) + 3, word[:1], *_inner(word)]


def _inner(word: str) -> list[str]:
    inner = sorted(triple for triple in trigrams(word) if " " not in triple)
    picked = [inner[0], inner[len(inner) // 2], inner[-1]] if inner else [word] * 3
    return [f"%{triple}%" for triple in picked]
