"""Reading a moment from an address or a form."""

from datetime import UTC, datetime


def chosen_start(text: str) -> datetime | None:
    """Return the moment of `20260304T0200Z` or of ISO 8601 with offset; one without an offset is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Without an offset nobody knows whose clock is meant, and far years cannot be moved between zones.
    return moment.astimezone(UTC) if moment.tzinfo and 2000 <= moment.year <= 2999 else None
