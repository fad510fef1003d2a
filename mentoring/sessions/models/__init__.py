"""What a booking is made of, and what waits, counts and reminds around it."""

from mentoring.sessions.models.counters import FirstTimerDay, Quota
from mentoring.sessions.models.intake import Answer, VisitNeeds
from mentoring.sessions.models.notices import CalendarFeed, Reminder
from mentoring.sessions.models.session import ALLOWED, CODE_LETTERS, OPEN, Session, SessionState
from mentoring.sessions.models.waiting import Hold, Offer, Waiting

__all__ = [
    "ALLOWED",
    "CODE_LETTERS",
    "OPEN",
    "Answer",
    "CalendarFeed",
    "FirstTimerDay",
    "Hold",
    "Offer",
    "Quota",
    "Reminder",
    "Session",
    "SessionState",
    "VisitNeeds",
    "Waiting",
]
