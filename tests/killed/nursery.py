"""Where workers are born: Django is loaded once, then every order forks a process that is `manage.py worker`.

Started by `house.py`. Reads orders as lines of JSON, `{"once": bool, "minutes": int, "careless": bool}`, and answers
with the pid; for one that runs once it answers with the exit code when that is over. `minutes` sets the clock of that
process forward; a careless one is for negative controls (`careless.py`).
"""

import json
import os
import sys
from datetime import timedelta

import django

from tests.killed.leash import hold


def work(order: dict[str, int]) -> None:
    """Be the worker."""
    from django.core.management import call_command
    from django.utils import timezone

    from rumah.core import clock

    later = timedelta(minutes=order["minutes"])
    clock.now = lambda: timezone.now() + later
    if order["careless"]:
        from tests.killed.careless import be_careless

        be_careless()
    call_command("worker", once=bool(order["once"]))


def main() -> None:
    """Obey until the orders end."""
    hold()
    django.setup()
    import tests.killed.warm  # noqa: F401  # before the first of them is born

    say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            code = 1
            try:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                work(order)
                code = 0
            finally:
                os._exit(code)
        if order["once"]:
            say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        else:
            say(pid)
            # Whoever asked kills it; the next line says that this is done.
            sys.stdin.readline()
            say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def say(what: object) -> None:
    """Answer, past everything a library may print."""
    os.write(1, f"{what}\n".encode())


if __name__ == "__main__":
    main()
