"""What a query means: its words, with those nobody uses replaced by the nearest that somebody does."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache

from products.catalogue.search import vocabulary
from rumah.core.search.words import query_words

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Understood:
    """`words` to look for; `corrected` is them as a text when they are not what was typed, else empty."""

    words: tuple[str, ...]
    corrected: str = ""


def understand(q: str) -> Understood:
    """Return the words of `q`; one query, and none for a while after."""
    words = query_words(q)
    if not words:
        return Understood(())
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
    key = f"catalogue:understood:{digest}"
    stored: Understood | None = cache.get(key)
    if stored is None:
        stored = _understand(words)
        cache.set(key, stored, SECONDS)
    return stored


def _understand(words: list[str]) -> Understood:
    near = vocabulary.nearest_words([word for word in words if len(word) > 2 and not word.isdigit()], only_unknown=True)
    meant = tuple(dict.fromkeys(near[word][0] if near.get(word) else word for word in words))
    return Understood(meant, " ".join(meant) if meant != tuple(words) else "")
