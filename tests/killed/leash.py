"""A process on the leash ends with whoever started it, however that ended: a run that is cut off leaves nothing behind.

Linux's own way (prctl, PR_SET_PDEATHSIG): the kernel sends the signal, so nobody need be alive to do so.
"""

import ctypes
import os
import signal

# Names who started it; a process whose parent is another by the time it holds the leash was left behind already.
NAME = "LEASH"
PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None, use_errno=True).prctl
_me = 0


def leashed(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment for a process that this one starts."""
    return {**environment, NAME: str(os.getpid())}


def hold() -> None:
    """Hold it, and every process that this one forks; twice is once."""
    global _me  # noqa: PLW0603  # a process is one
    if not _me:
        _end_with(int(os.environ[NAME]))
        _me = os.getpid()
        os.register_at_fork(after_in_child=_hold_again)


def _hold_again() -> None:
    # The kernel forgets it at a fork.
    global _me  # noqa: PLW0603
    _end_with(_me)
    _me = os.getpid()


def _end_with(parent: int) -> None:
    if _prctl(PR_SET_PDEATHSIG, signal.SIGKILL):
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:
        os._exit(1)
