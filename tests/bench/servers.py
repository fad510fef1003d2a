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
TICK = os.sysconf("SC_CLK_TCK")


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


def cpu_seconds(master: int) -> float:
    """Return CPU used so far by the web processes and by every PostgreSQL process of this machine."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)
            name, rest = fields[0].split("(", 1)[1], fields[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if name == "postgres" or int(rest[1]) == master:
            total += int(rest[11]) + int(rest[12])
    return total / TICK
