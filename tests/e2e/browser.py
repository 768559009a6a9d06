"""A real browser and a real server for tests and pictures."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage"]
FOUND_IN = {
    "{event}": ("/events", -1),
    "{day}": ("/events?kind=b2b_day", 0),
    "{training}": ("/trainings", 0),
    "{registration}": ("/registrations", -1),
}
HEIGHTS = {390: 844, 1280: 900, 320: 640}
PATIENCE = 90_000  # milliseconds for what comes at once on a quiet machine

expect.set_options(timeout=PATIENCE)


class Quiet(WSGIRequestHandler):
    """Answers without a line for each request, and keeps connections open as a real server does."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


def _whole(app: Flask) -> WSGIApplication:
    """Read each answer to its end before it is sent: a browser that leaves half-way leaves no file open."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as parts:
            return [b"".join(parts)]

    return answered


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve the application from a thread on a free port; gives its address."""
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, timeout=PATIENCE)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(browser: Browser, width: int, **options: object) -> Iterator[Page]:
    """Open a window of this width with no memory of earlier visits."""
    size = {"width": width, "height": HEIGHTS.get(width, 900)}
    context = browser.new_context(viewport=size, locale="en-GB", **options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, base: str, account: dict[str, str]) -> None:
    """Sign in through the form, as a person does."""
    page.goto(f"{base}/sign-in")
    page.fill("input[name=email]", account["email"])
    page.fill("input[name=password]", account["password"])
    with page.expect_navigation():
        page.click("main button[type=submit]")


def filled(page: Page, base: str, url: str) -> str:
    """Put what a page is about into its address; see tests/e2e/pages.py."""
    for name, (listing, which) in FOUND_IN.items():
        if name in url:
            page.goto(base + listing)
            kind = listing[1:].split("?")[0]
            return url.replace(name, re.findall(rf'href="/{kind}/([a-z2-9]{{13}})"', page.content())[which])
    if "{pair}" in url:
        page.goto(f"{base}/desk")
        return url.replace("{pair}", page.locator("a.pair-link").first.get_attribute("href") or "")
    if "{profile}" not in url:
        return url
    for listing in ("/profiles/mine", "/directory"):
        page.goto(base + listing)
        found = re.search(r'href="/(?:p|profiles)/([a-z2-9]{13})[/"]', page.content())
        if found:
            return url.replace("{profile}", found[1])
    raise LookupError("no profile to open")
