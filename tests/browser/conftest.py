"""A real Chromium against a real server; the demo's reference data, and a payment simulator on the same socket."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from rumah.core.management.commands.worker import load_tasks
from rumah.operate.setup import set_up
from tests.conftest import CHROMIUM

# Playwright's own loop runs in this thread; the ORM calls of the tests do not run inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PHONE = {"width": 360, "height": 640}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, transactional_db: None) -> str:
    """Return the address of a house that is set up, whose payment providers are the simulator on the same socket."""
    url = live_server.url.replace("localhost", "127.0.0.1")
    settings.BASE_URL = url
    settings.CSRF_TRUSTED_ORIGINS = [url]
    settings.STRIPE_API_BASE = f"{url}/simulasi/stripe"
    settings.MIDTRANS_API_BASE = f"{url}/simulasi/midtrans"
    settings.XENDIT_API_BASE = f"{url}/simulasi/xendit"
    set_up()
    load_tasks()
    return url


@pytest.fixture
def visitor(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page as a new visitor on a phone; `javascript=False` turns scripts off.

    `worker` lets the site's service worker in, which elsewhere would only stand between a test and what it looks at.
    """
    contexts: list[BrowserContext] = []

    def open_page(*, javascript: bool = True, viewport: dict[str, int] | None = None, worker: bool = False) -> Page:
        context = chromium.new_context(
            base_url=site, java_script_enabled=javascript, viewport=viewport or PHONE, locale="id-ID",
            service_workers="allow" if worker else "block",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def work() -> Callable[[], None]:
    """Return a function that does what the worker would do now."""

    def once() -> None:
        call_command("worker", once=True)

    return once


@pytest.fixture
def spreadsheets(tmp_path: Path) -> Path:
    return tmp_path
