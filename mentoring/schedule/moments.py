"""Reading a day or a moment from an address or a form; what cannot be read counts as not chosen."""

from datetime import UTC, date, datetime


def chosen_day(text: str) -> date | None:
    """Return the date of `2026-03-04`."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2999 else None


def chosen_start(text: str) -> datetime | None:
    """Return the moment of `20260304T0200Z` or of ISO 8601 with offset; one without an offset is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Without an offset nobody knows whose clock is meant, and far years cannot be moved between zones.
    return moment.astimezone(UTC) if moment.tzinfo and 2000 <= moment.year <= 2999 else None
