"""`manage.py run`: the whole house on one machine, for a look around and for development."""

import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from rumah.businesses.models import Business
from rumah.core.images import shelf
from rumah.core.messages import compile_catalogues
from rumah.demo.people import SIGN_INS
from rumah.operate.setup import set_up

STOP_SECONDS = 12


class Command(BaseCommand):
    """Prepares the database, then starts web and worker together and stops them together."""

    help = "Siapkan basis data, muat contoh pada kali pertama, lalu jalankan situs dan pekerja latar."
    # They read every address of the house, which the web process is about to do; `make lint` runs them.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until Ctrl-C or until one of the two processes ends."""
        if not settings.DEBUG:
            raise CommandError("`run` hanya untuk pengembangan; di server gunakan gunicorn dan `manage.py worker`.")
        # SIGTERM ends the house as Ctrl-C does, so that a supervisor leaves no process behind; and a shell starts
        # background jobs deaf to SIGINT, which is how scripts say Ctrl-C.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        try:
            self._prepare()
            self._serve()
        except KeyboardInterrupt:
            self.stdout.write("\nBerhenti.")

    def _prepare(self) -> None:
        if self._is_migrated():
            compile_catalogues()
            set_up()
        else:
            call_command("setup", stdout=self.stdout)
        if not Business.objects.exists():
            self.stdout.write("Memuat data contoh …")
            self.stdout.flush()
            # Importer and drawing board are read in for this one time only.
            load = import_module("rumah.demo.load").load
            # Half a demo would be taken for a whole one the next time.
            with shelf.all_or_nothing(), transaction.atomic():
                load()

    def _is_migrated(self) -> bool:
        """Whether the database has every migration: asking takes a fifth of what running none of them takes."""
        plan = MigrationExecutor(connection)
        return not plan.migration_plan(plan.loader.graph.leaf_nodes())

    def _serve(self) -> None:
        self._say_where()
        processes: list[subprocess.Popen[bytes]] = []
        try:
            processes.extend(subprocess.Popen(command, start_new_session=True) for command in commands())  # noqa: S603
            while all(process.poll() is None for process in processes):
                time.sleep(0.3)
            self.stderr.write("Satu proses berhenti; yang lain dihentikan juga.")
        finally:
            # Whoever presses Ctrl-C twice must not leave one of them behind.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            stop(processes)

    def _say_where(self) -> None:
        lines = [f"\n  {settings.BASE_URL}", f"  {settings.BASE_URL}/{settings.ADMIN_PATH} (petugas)\n"]
        lines += [f"  {role:<16} {login:<28} {password}" for role, login, password in SIGN_INS]
        self.stdout.write("\n".join([*lines, "\n  Ctrl-C untuk berhenti\n"]))
        self.stdout.flush()


def commands() -> list[list[str]]:
    """Return the web and the worker command of this machine."""
    port = os.environ.get("PORT", "8000")
    manage = str(settings.ROOT / "manage.py")
    wsgi = [sys.executable, "-m", "gunicorn", "rumah.wsgi", "--reload", "--workers=1", "--threads=8"]
    return [
        [*wsgi, f"--bind=127.0.0.1:{port}", "--config", str(settings.ROOT / "gunicorn.conf.py"), "--log-level=warning"],
        [sys.executable, manage, "worker"],
    ]


def stop(processes: list["subprocess.Popen[bytes]"]) -> None:
    """End each process and all it started: politely first, then for good."""
    for process in processes:
        _signal(process, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal(process, signal.SIGKILL)
            process.wait()


def _signal(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
