"""Many at once: each in its own thread with its own connection, let go together or a little apart."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def crowd(tasks: list[Callable[[], Any]], *, apart: float = 0.0) -> list[Any]:
    """Run every task at the same moment (or within `apart` seconds) and return results or exceptions, in order."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            time.sleep(random.uniform(0, apart))
            return task()
        except Exception as error:  # the test asks which
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
