"""A mail server that keeps what it is given, and can fall silent in the middle of a message."""

import asyncio
import email
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

from tests.killed.house import SECONDS, free_port


class Post:
    """The server; `letters` are (Message-ID, to, subject) in the order they came."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str, str]] = []
        self.silent = False
        self.came = threading.Event()
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # its name there
        """Take a message, or take it and never say so."""
        if self.silent:
            self.came.set()
            while self.silent:
                await asyncio.sleep(0.02)
            return "451 lost"
        letter = email.message_from_bytes(envelope.content)
        subject = str(email.header.make_header(email.header.decode_header(letter["Subject"])))
        self.letters.append((letter["Message-ID"], envelope.rcpt_tos[0], subject))
        return "250 OK"

    @contextmanager
    def set(self) -> Iterator[None]:
        """Fall silent while a message is handed over."""
        self.came.clear()
        self.silent = True
        try:
            yield
        finally:
            self.silent = False

    def reached(self) -> None:
        assert self.came.wait(SECONDS), "no message came"

    def to(self, address: str) -> list[tuple[str, str]]:
        """What one person got: (Message-ID, subject)."""
        return [(name, subject) for name, to, subject in self.letters if to == address]

    def close(self) -> None:
        self.controller.stop()
