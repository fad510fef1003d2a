"""Jobs by the clock. A room registers one in its tasks.py; the worker runs what is due, once across all workers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from rumah.core import clock
from rumah.core.models import PeriodicJob

log = structlog.get_logger(__name__)
Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Registered:
    """A job and the pause between two runs of it."""

    run: Job
    pause: timedelta


_jobs: dict[str, Registered] = {}


def every(*, seconds: int = 0, minutes: int = 0, hours: int = 0) -> Callable[[Job], Job]:
    """Register the decorated function, which takes nothing and must be safe to run twice."""

    def register(job: Job) -> Job:
        pause = timedelta(seconds=seconds, minutes=minutes, hours=hours)
        _jobs[f"{job.__module__}.{job.__name__}"] = Registered(job, pause)
        return job

    return register


def registered() -> dict[str, Registered]:
    """Return the jobs by name."""
    return dict(_jobs)


def run_due() -> list[str]:
    """Run every job whose time has come and return their names.

    A job is taken by moving its row forward with a condition, so two workers never run the same turn; a job that
    fails is logged and waits for its next turn.
    """
    now = clock.now()
    known = {row.name: row for row in PeriodicJob.objects.filter(name__in=_jobs)}
    ran = []
    for name, job in _jobs.items():
        row = known.get(name)
        if row is None:
            PeriodicJob.objects.bulk_create([PeriodicJob(name=name, due_at=now)], ignore_conflicts=True)
            row = PeriodicJob.objects.get(name=name)
        if row.due_at > now:
            continue
        mine = PeriodicJob.objects.filter(name=name, due_at=row.due_at).update(due_at=now + job.pause)
        if not mine:
            continue
        ran.append(name)
        try:
            job.run()
        except Exception:  # one failing job must not stop the others
            log.exception("periodic_failed", job=name)
    return ran
