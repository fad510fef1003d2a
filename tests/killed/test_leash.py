"""What a test run started ends with it, also when it is killed itself."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.killed.house import ROOT, eventually

pytestmark = [pytest.mark.race, pytest.mark.xdist_group("killed")]
CHILD = """
import os, time
from tests.killed import leash
HOLD
os.fork()
os.write(1, f"{os.getpid()}\\n".encode())
time.sleep(60)
"""
PARENT = """
import os, subprocess, sys, time
from tests.killed.leash import leashed
subprocess.Popen([sys.executable, "-c", sys.argv[1]], env=leashed(dict(os.environ)))
time.sleep(60)
"""


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("is_held", [True, False])
def test_a_process_and_those_it_forks_end_with_their_parent(is_held: bool) -> None:
    """Without the leash, the negative control, they stay behind."""
    child = CHILD.replace("HOLD", "leash.hold()" if is_held else "")
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, child],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    started = [int(parent.stdout.readline()) for _ in range(2)]
    assert all(map(lives, started))
    parent.kill()
    parent.wait()
    if is_held:
        eventually(lambda: not any(map(lives, started)), "the processes to end")
        return
    assert all(map(lives, started))
    for pid in started:
        os.kill(pid, signal.SIGKILL)
