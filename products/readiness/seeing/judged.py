"""What an item came out as, with the figures behind it."""

from dataclasses import dataclass, field

from products.readiness.states import Result


@dataclass(frozen=True, slots=True)
class Seen:
    """A result, and the figures its sentence is made of."""

    result: Result
    data: dict[str, int | str] = field(default_factory=dict)


def shared(part: int, whole: int, *, yes: int, partly: int) -> Result:
    """Return yes or partly where `part` is at least so many percent of `whole`; nothing of nothing is no."""
    if not whole or part * 100 < partly * whole:
        return Result.NO
    return Result.YES if part * 100 >= yes * whole else Result.PARTLY
