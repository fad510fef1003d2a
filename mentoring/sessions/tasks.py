"""Jobs by the clock."""

from mentoring.sessions import answer, hold, offers, remind
from rumah.core.periodic import every


@every(minutes=5)
def remind_of_sessions() -> int:
    """Write the reminders that are due."""
    return remind.remind_due()


@every(minutes=1)
def pass_offers_on() -> int:
    """End the offers nobody answered and make them to the next in line."""
    return offers.expire()


@every(minutes=5)
def pass_requests_on() -> int:
    """Ask the next mentor where the first did not answer."""
    return answer.reassign_unanswered()


@every(minutes=10)
def sweep_holds() -> int:
    """Delete what expired; nobody had to wait for it."""
    return hold.sweep()
