"""`manage.py run` takes with it all that it started, however it is told to stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHILD = """
import sys
sys.path[:0] = [ROOT, ROOT + "/site"]
import django
django.setup()
from rumah.operate.management.commands import run
pause = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
run.commands = lambda: [[sys.executable, "-c", pause, sys.argv[1] + name] for name in ("/web", "/worker")]
run.Command._prepare = lambda self: None
run.Command().handle()
"""
# What a shell without job control does to `command &`.
DEAF = ["bash", "-c", "trap '' INT; exec \"$@\"", "bash"]


def _wait(ready: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not ready() and time.monotonic() < end:
        time.sleep(0.05)
    return ready()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("signals", "shell"),
    [([signal.SIGINT], []), ([signal.SIGINT], DEAF), ([signal.SIGTERM], []), ([signal.SIGINT] * 3, [])],
)
def test_nothing_is_left_behind(signals: list[signal.Signals], shell: list[str], tmp_path: Path) -> None:
    child = f"ROOT = {str(ROOT)!r}\n{CHILD}"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "rumah.settings.dev"}
    house = subprocess.Popen([*shell, sys.executable, "-c", child, str(tmp_path)], env=env)
    files = [tmp_path / "web", tmp_path / "worker"]
    assert _wait(lambda: all(file.exists() and file.read_text() for file in files))
    pids = [int(file.read_text()) for file in files]
    for number in signals:
        house.send_signal(number)
        time.sleep(0.05)
    assert house.wait(30) == 0
    assert _wait(lambda: not any(map(_lives, pids)))
