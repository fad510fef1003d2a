"""Background work of the journal. Every job is safe to run twice."""

from mentoring.journal.remind import remind_due
from rumah.core.periodic import every


@every(minutes=30)
def remind_of_action_items() -> int:
    """Remind owners of what is due."""
    return remind_due()
