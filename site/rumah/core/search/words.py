"""What a person typed, and what a text says, as plain words."""

import re
import unicodedata

MOST_WORDS = 8
LONGEST = 40
_WORD = re.compile(r"[^\W_]+")
# Words that say nothing about a thing; they count only when nothing else was typed.
_SMALL = frozenset({"dan", "di", "ke", "dari", "yang", "untuk", "dengan", "atau"})


def tokenise(text: str) -> list[str]:
    """Return every word of `text`: lower case, without diacritics, at most 40 characters each."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    return [word[:LONGEST] for word in _WORD.findall(plain)]


def query_words(text: str) -> list[str]:
    """Return the at most 8 different words to look for. Whatever else a stranger wrote is dropped."""
    words = list(dict.fromkeys(tokenise(text[:400])))[:MOST_WORDS]
    return [word for word in words if word not in _SMALL] or words
