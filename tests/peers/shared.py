"""A real socket in front of our own code, on the test's own database connection: no commit, so no clean-up."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread


class _Server(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """Leave the connection open: it is the test's."""


class _Thread(LiveServerThread):
    server_class = _Server

    def run(self) -> None:
        # Django's own closes every connection at the end, the test's included.
        for alias, connection in self.connections_override.items():
            connections[alias] = connection
        self.httpd = self._create_server(connections_override=self.connections_override)
        self.port = self.httpd.server_address[1]
        self.httpd.set_app(self.static_handler(_wsgi()))
        self.is_ready.set()
        self.httpd.serve_forever(poll_interval=0.02)


def _wsgi():
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


@contextmanager
def served() -> Iterator[str]:
    """Serve the whole site and yield its address. The test must wait for its own requests, as any client does."""
    shared = {connection.alias: connection for connection in connections.all()}
    thread = _Thread("127.0.0.1", StaticFilesHandler, connections_override=shared)
    thread.daemon = True
    for connection in shared.values():
        connection.inc_thread_sharing()
        # At its end a request closes what is not in autocommit, which the test's transaction is not.
        connection.close_if_unusable_or_obsolete = lambda: None
    try:
        thread.start()
        assert thread.is_ready.wait(5)
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()
        for connection in shared.values():
            connection.dec_thread_sharing()
            del connection.close_if_unusable_or_obsolete
