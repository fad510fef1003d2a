"""Reading a day, a time and a mentor from an address; what cannot be read counts as not chosen."""

from collections.abc import Sequence

from mentoring.schedule.moments import chosen_day, chosen_start
from mentoring.services.models import Mentor

__all__ = ["chosen_day", "chosen_mentor", "chosen_start"]


def chosen_mentor(slug: str, mentors: Sequence[Mentor]) -> Mentor | None:
    """Return the mentor of that slug, or None for whoever is free."""
    return next((mentor for mentor in mentors if mentor.slug == slug), None)
