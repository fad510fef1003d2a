"""Real processes for the benchmark, and the CPU they and the database use."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def gunicorn(app: str, port: int, ready: str, **environment: str) -> Iterator[int]:
    """Run two workers of `app` and yield the master's pid."""
    command = [sys.executable, "-m", "gunicorn", app, "--workers=2", "--threads=1", "--worker-class=sync"]
    command += [f"--bind=127.0.0.1:{port}", f"--config={ROOT / 'gunicorn.conf.py'}", "--log-level=error"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}{ready}")
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(url: str, seconds: int = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def cpu_seconds(master: int, database: str) -> tuple[float, float]:
    """Return CPU used so far by the web processes and by PostgreSQL's for `database`; others may be at work too."""
    web = served = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            name, rest = (entry / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
            if name == "postgres" and database and database in (entry / "cmdline").read_text().split():
                served += _nanoseconds(entry)
            elif int(rest.split()[1]) == master:
                web += _nanoseconds(entry)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return web / 1e9, served / 1e9


def _nanoseconds(process: Path) -> int:
    """Return time on the CPU; the clock ticks of `stat` are longer than a request."""
    return sum(int((task / "schedstat").read_text().split()[0]) for task in (process / "task").iterdir())
