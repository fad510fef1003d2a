"""Photos prepared by many processes, each result a file: nothing piles up in memory.

A new process imports this module before Django is set up, so no model may be imported here.
"""

import os
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from products.catalogue.photos.prepare import Prepared, prepare
from rumah.core.errors import DomainError

# Starting processes takes about a second each; a few pictures are done sooner without.
POOL_FROM = 8
# Source, target, and whether quick.
Task = tuple[str, str, bool]


def prepare_files(tasks: Sequence[Task]) -> Iterator[str]:
    """Prepare each photo into its target file; yield what is wrong with it, or nothing, in the order given."""
    if len(tasks) < POOL_FROM:
        yield from map(_prepare_file, tasks)
        return
    # `spawn`: a forked child would share this process's database connection.
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_prepare_file, tasks, chunksize=4)


def _prepare_file(task: Task) -> str:
    source, target, quick = task
    try:
        prepared = prepare(Path(source), quick=quick)
    except (DomainError, OSError) as error:
        return str(error)
    Path(target).write_bytes(pickle.dumps(prepared, protocol=5))
    return ""


def prepared_file(target: Path) -> Prepared:
    """Return what waits in the file."""
    found: Prepared = pickle.loads(target.read_bytes())  # noqa: S301  # our own file, in our own folder
    return found
