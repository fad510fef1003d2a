"""Which known word a misspelt one was meant to be."""

from collections.abc import Iterable


def trigrams(word: str) -> set[str]:
    """Return the letter triples of a word as PostgreSQL's pg_trgm cuts them."""
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def distance(one: str, other: str) -> int:
    """Return how many letters were left out, added, changed or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


def nearest(word: str, candidates: Iterable[tuple[str, int]], *, most: int = 1) -> list[str]:
    """Return the candidates (word, uses) that `word` may have been meant to be, the likeliest first.

    One slip is allowed in short words, two from five letters on, three from nine on. Among equally near words the
    first letter counts, for it is rarely the wrong one, then how common the word is, then the triples it shares.
    """
    slips = 1 + (len(word) >= 5) + (len(word) >= 9)
    own = trigrams(word)
    fitting = []
    for candidate, uses in candidates:
        if abs(len(candidate) - len(word)) <= slips and (away := distance(word, candidate)) <= slips:
            theirs = trigrams(candidate)
            fitting.append((away, candidate[:1] != word[:1], -uses, -len(own & theirs) / len(own | theirs), candidate))
    return [item[-1] for item in sorted(fitting)[:most]]
