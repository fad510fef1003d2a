"""Background work of the queue. Every task may run twice."""

from rumah.core.periodic import every
from rumah.verification import expiring, remind, submit, take


@every(minutes=5)
def adopt_submissions() -> int:
    """Give every submission its promise, whatever way it came."""
    return submit.adopt()


@every(minutes=15)
def release_forgotten() -> int:
    """Put back what somebody took and left."""
    return take.forget_old()


@every(hours=1)
def remind_verifiers() -> int:
    """Tell verifiers what is due."""
    return remind.remind()


@every(hours=6)
def remind_of_permits() -> int:
    """Tell owners which permit runs out."""
    return expiring.remind()
