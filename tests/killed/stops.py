"""Where the house is brought to a halt, from outside: at a write, at a commit, at a provider, at a mail server.

Nothing in the house knows of it. A trigger that the test makes waits for a lock that the test holds; a relay between
the house and its provider keeps a question or an answer to itself. What waits there is then killed.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

import psycopg
import requests
from django.db.models import Model

from tests.killed.house import SECONDS, eventually

# Only the processes that are to be killed bear this name on their connections.
NAME = "house"
LOCK = 4711
MAKE = f"""
CREATE OR REPLACE FUNCTION come_to_a_halt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF current_setting('application_name') = '{NAME}' THEN PERFORM pg_advisory_xact_lock_shared({LOCK}); END IF;
  RETURN NEW;
END $$
"""


class Stop(Protocol):
    """A place to stop at: `with stop.set():` it holds whoever comes there; `reached` waits until somebody has."""

    def set(self) -> Any: ...
    def reached(self) -> None: ...


class Database:
    """Stops at writes. One connection of its own holds the lock."""

    def __init__(self, dsn: str) -> None:
        self.connection = psycopg.connect(dsn, autocommit=True)
        self.connection.execute(MAKE)

    def before(self, model: type[Model], event: str, when: str = "") -> "Write":
        """Stop before a row is written."""
        return Write(self, f"TRIGGER come_to_a_halt BEFORE {event} ON {model._meta.db_table}", when)

    def at_commit(self, model: type[Model], event: str = "INSERT", when: str = "") -> "Write":
        """Stop when all is written and the commit has been asked for."""
        table = model._meta.db_table
        head = f"CONSTRAINT TRIGGER come_to_a_halt AFTER {event} ON {table} DEFERRABLE INITIALLY DEFERRED"
        return Write(self, head, when)

    def close(self) -> None:
        self.connection.execute("DROP FUNCTION come_to_a_halt() CASCADE")
        self.connection.close()

    def cut(self) -> None:
        """End the connection of whoever stopped, as a database server that is restarted does."""
        query = (
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"
        )
        assert self.connection.execute(query, [LOCK]).fetchall() == [(True,)]

    def waiting(self) -> int:
        # Of this database alone: beside it another test run may have stops of its own.
        query = """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND objid = %s AND NOT granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """
        return int(self.connection.execute(query, [LOCK]).fetchone()[0])


class Write:
    """A stop at a write, made by `Database`."""

    def __init__(self, database: Database, head: str, when: str) -> None:
        self.database, self.head = database, head
        self.when = f"WHEN ({when})" if when else ""

    @contextmanager
    def set(self) -> Iterator[None]:
        run = self.database.connection.execute
        run("SELECT pg_advisory_lock(%s)", [LOCK])
        run(f"CREATE {self.head} FOR EACH ROW {self.when} EXECUTE FUNCTION come_to_a_halt()")
        try:
            yield
            # PostgreSQL notices that nobody is there any more and takes the transaction back.
            eventually(lambda: not self.database.waiting(), "PostgreSQL to let the dead go")
        finally:
            run("SELECT pg_advisory_unlock(%s)", [LOCK])
            run(f"DROP TRIGGER come_to_a_halt ON {self.head.split(' ON ')[1].split()[0]}")

    def reached(self) -> None:
        eventually(self.database.waiting, self.head)


class Relay:
    """Stands between the house and the simulator, and passes everything on unless told to keep it."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.stop: Exchange | None = None
        relay = self

        class Handler(BaseHTTPRequestHandler):
            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                stop = relay.stop if relay.stop and relay.stop.fits(self.command, self.path) else None
                if stop and stop.keeps == "question":
                    stop.hold()
                    return
                headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
                answer = requests.request(
                    self.command, relay.target + self.path, data=body, headers=headers, timeout=SECONDS
                )
                if stop:
                    stop.hold()
                    return
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            do_GET = do_POST = _pass  # noqa: N815  # http.server finds them by these names

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def question(self, method: str, part: str) -> "Exchange":
        """Stop when the house asks the provider, who never hears of it."""
        return Exchange(self, "question", method, part)

    def answer(self, method: str, part: str) -> "Exchange":
        """Stop when the provider has done what it was asked for and its answer is on the way."""
        return Exchange(self, "answer", method, part)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Exchange:
    """A stop at the provider, made by `Relay`."""

    def __init__(self, relay: Relay, keeps: str, method: str, part: str) -> None:
        self.relay, self.keeps, self.method, self.part = relay, keeps, method, part
        self.came, self.over = threading.Event(), threading.Event()

    def fits(self, method: str, path: str) -> bool:
        return method == self.method and self.part in path and not self.came.is_set()

    def hold(self) -> None:
        self.came.set()
        self.over.wait(SECONDS)

    @contextmanager
    def set(self) -> Iterator[None]:
        self.relay.stop = self
        try:
            yield
        finally:
            self.relay.stop = None
            self.over.set()

    def reached(self) -> None:
        assert self.came.wait(SECONDS), f"nobody asked {self.method} {self.part}"
