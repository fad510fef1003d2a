"""The house as real processes that can be killed: gunicorn for the web, `manage.py worker` for the background."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from django.conf import settings

from tests.killed.leash import leashed

ROOT = settings.ROOT
SECONDS = 60


def eventually(ready: Callable[[], object], what: str) -> None:
    """Wait until `ready` is true."""
    end = time.monotonic() + SECONDS
    while not ready():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Web:
    """One gunicorn as in production, with one process below it, which is killed; its master starts the next."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.port, self.environment = free_port(), leashed(environment)
        self.url = f"http://127.0.0.1:{self.port}"
        config = str(ROOT / "gunicorn.conf.py")
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "tests.killed.warm",
            "--config",
            config,
            "--preload",
            "--workers=1",
        ]
        command += [f"--bind=127.0.0.1:{self.port}", "--threads=6", "--log-level=error", "--worker-tmp-dir=/dev/shm"]
        self.command = command
        self.start()

    def start(self) -> None:
        self.master = subprocess.Popen(self.command, env=self.environment, cwd=ROOT, start_new_session=True)
        eventually(self._answers, "the web process")

    @property
    def pid(self) -> int:
        """The process that answers; 0 between two."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        return int(children[0]) if children else 0

    def kill(self) -> None:
        """Kill it in the middle of what it does, and wait for the next one."""
        gone = self.pid
        os.kill(gone, signal.SIGKILL)
        eventually(lambda: self.pid not in {0, gone}, "the next web process")

    def stop(self) -> None:
        os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait()

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/keranjang/", timeout=SECONDS).ok
        except requests.ConnectionError:
            return False


class Workers:
    """Processes for the background; see `nursery.py`."""

    def __init__(self, environment: dict[str, str]) -> None:
        nursery = [sys.executable, str(Path(__file__).with_name("nursery.py"))]
        self.nursery = subprocess.Popen(
            nursery, env=leashed(environment), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._answer() == "ready"

    def once(self, minutes: int) -> None:
        """Let a worker do what is due `minutes` from now, and end."""
        from rumah.core.models import PeriodicJob

        # Its turns of the test before were taken at other hours.
        PeriodicJob.objects.all().delete()
        self._order(once=True, minutes=minutes, careless=False)
        assert self._answer() == "0"

    @contextmanager
    def doomed(self, *, careless: bool = False) -> Iterator[Callable[[], None]]:
        """Run a worker and yield what kills it."""
        from rumah.core.models import PeriodicJob

        PeriodicJob.objects.all().delete()
        self._order(once=False, minutes=0, careless=careless)
        pid = int(self._answer())
        dead = False

        def kill() -> None:
            nonlocal dead
            os.kill(pid, signal.SIGKILL)
            self.nursery.stdin.write("\n")
            self.nursery.stdin.flush()
            assert self._answer() == "-9"
            dead = True

        try:
            yield kill
        finally:
            if not dead:
                kill()

    def stop(self) -> None:
        self.nursery.kill()
        self.nursery.wait()

    def _order(self, **words: int) -> None:
        self.nursery.stdin.write(f"{json.dumps(words)}\n")
        self.nursery.stdin.flush()

    def _answer(self) -> str:
        return self.nursery.stdout.readline().strip()
