"""`manage.py worker`: the one process for background work."""

import threading
from argparse import ArgumentParser
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import structlog
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from rumah.core import periodic

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    """Runs queued tasks, and beside them the jobs that go by the clock."""

    help = "Jalankan pekerjaan latar: tugas dalam antrean dan pekerjaan berkala."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--once`, which does what is due now and stops (for cron, tests and drills)."""
        parser.add_argument("--once", action="store_true", help="kerjakan yang jatuh tempo sekarang, lalu berhenti")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop; the task in hand is finished first."""
        load_tasks()
        if options["once"]:
            periodic.run_due()
            call_command("db_worker", batch=True, interval=0, startup_delay=False, queue_name="*")
            return
        stop = threading.Event()
        clock = threading.Thread(target=run_clock, args=(stop,), name="clock", daemon=True)
        clock.start()
        try:
            call_command("db_worker", interval=1, startup_delay=False, queue_name="*")
        finally:
            stop.set()
            clock.join(timeout=10)


def load_tasks() -> None:
    """Import every room's tasks.py, so that its jobs are registered."""
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.tasks"):
            import_module(f"{config.name}.tasks")


def run_clock(stop: threading.Event) -> None:
    """Look once a second for jobs whose time has come; a database that is away is waited for."""
    while not stop.wait(1):
        close_old_connections()
        try:
            periodic.run_due()
        except Exception:  # the clock must outlive a restart of the database
            log.exception("clock_failed")
            stop.wait(5)
