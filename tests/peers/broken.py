"""A provider on a bad day: slow, broken, or talking nonsense, over a real socket."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWERS = {
    "error": (500, "application/json", b'{"error": {"type": "api_error", "message": "oops"}}'),
    "html": (200, "text/html", b"<h1>Maintenance</h1>"),
    "other": (200, "application/json", b'{"id": 7, "object": "unicorn"}'),
    "limit": (429, "application/json", b'{"error": {"message": "Too many requests"}}'),
    "refuse": (400, "application/json", b'{"error": {"type": "invalid_request_error", "message": "no"}}'),
}
SLOW_SECONDS = 1.5


@contextmanager
def misbehaving(manner: str, asked: list[str] | None = None) -> Iterator[str]:
    """Serve `manner` (a key of ANSWERS, `slow` or `hangup`) at the yielded address; note in `asked` what was wanted."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            if asked is not None:
                asked.append(f"{self.command} {self.path}")
            if manner == "hangup":
                self.connection.close()
                return
            if manner == "slow":
                time.sleep(SLOW_SECONDS)
            status, kind, body = ANSWERS.get(manner, ANSWERS["error"])
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer  # noqa: N815  # http.server finds them by these names

        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (OSError, ValueError):
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
