"""What a verb raises when a person asked for something that cannot be done."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in a sentence for the person; `field` names the input it belongs to."""

    message: Text
    field: str | None = None
    code: str = "invalid"


class DomainError(Exception):
    """A rule said no. Carries every problem at once; `str()` is the first sentence."""

    status = 400

    def __init__(self, *problems: Problem | Text) -> None:
        if not problems:
            raise ValueError("a DomainError needs a sentence for the person")
        self.problems = tuple(p if isinstance(p, Problem) else Problem(p) for p in problems)
        super().__init__(str(self.problems[0].message))


class Conflict(DomainError):
    """Somebody else was first: the stock, the slot or the state is no longer what the person saw."""

    status = 409


class NotAllowed(DomainError):
    """The person may see this, but may not do that to it."""

    status = 403


class Unavailable(DomainError):
    """A service outside did not answer; the person may try again or take another way."""

    status = 503
