"""One database, one simulator and one house for the whole folder: to start them for every kill would take minutes.

What one test leaves stays for the next; each has goods and a buyer of its own, and the books are proved as a whole.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection, connections
from django.test import override_settings
from django.test.testcases import LiveServerThread

from products.orders.found import found
from tests.as_migrated import Blocker
from tests.conftest import AS_MIGRATED
from tests.killed.house import ROOT, Web, Workers
from tests.killed.post import Post
from tests.killed.stops import NAME, Database, Relay


@dataclass(frozen=True)
class Town:
    """Everything that runs."""

    web: Web
    workers: Workers
    database: Database
    relay: Relay
    post: Post


@pytest.fixture(scope="package")
def town(django_db_setup: None, django_db_blocker: Blocker, pytestconfig: pytest.Config) -> Iterator[Town]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        stack.callback(pytestconfig.stash[AS_MIGRATED].restore)
        stack.callback(connections.close_all)
        found()
        simulator = LiveServerThread("127.0.0.1", StaticFilesHandler)
        simulator.daemon = True
        simulator.start()
        assert simulator.is_ready.wait(30)
        stack.callback(simulator.terminate)
        relay, post, database = Relay(f"http://127.0.0.1:{simulator.port}"), Post(), Database(_dsn())
        for one in (relay, post, database):
            stack.callback(one.close)
        web = Web(_environment(relay, post))
        stack.callback(web.stop)
        workers = Workers(_environment(relay, post))
        stack.callback(workers.stop)
        # The simulator tells the house, and what a test itself asks of a provider goes past the relay.
        peer = f"http://127.0.0.1:{simulator.port}/simulasi"
        hooks = {
            "SIMULATOR_WEBHOOK_URL": f"{web.url}/webhook/stripe/",
            "STRIPE_API_BASE": f"{peer}/stripe",
            "MIDTRANS_API_BASE": f"{peer}/midtrans",
        }
        stack.enter_context(override_settings(**hooks))
        yield Town(web, workers, database, relay, post)


@pytest.fixture
def _django_db_helper(town: Town) -> None:
    """Neither a transaction around a test nor a flush after it: the processes must see what it writes."""


def _dsn() -> str:
    place = connection.settings_dict
    who = f"{place['USER']}:{place['PASSWORD']}" if place["PASSWORD"] else place["USER"]
    return f"postgres://{who}@{place['HOST']}:{place['PORT'] or 5432}/{place['NAME']}"


def _environment(relay: Relay, post: Post) -> dict[str, str]:
    # A connection whose process is dead is noticed while it waits for a lock, not only when it is written to.
    options = f"application_name={NAME}&options=-c%20client_connection_check_interval%3D50ms"
    return {
        **os.environ,
        "DATABASE_URL": f"{_dsn()}?{options}",
        "DJANGO_SETTINGS_MODULE": "rumah.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT}/site",
        "EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
        "STRIPE_API_BASE": f"{relay.url}/simulasi/stripe",
        "MIDTRANS_API_BASE": f"{relay.url}/simulasi/midtrans",
    }
