"""Cut rupiah into parts that sum to the whole."""

from collections.abc import Sequence


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Return `amount` cut in proportion to `weights` by largest remainder; of equal remainders the first gets more.

    No part is larger than its weight where `amount` is not larger than all of them together.
    """
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("nothing to split by")
    parts = [amount * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(amount * weights[at] % whole), at))
    for at in order[: amount - sum(parts)]:
        parts[at] += 1
    return parts
