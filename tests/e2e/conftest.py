"""A served application with a small demo, a browser, and windows that notice what a page does wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.conftest import _empty_tables
from tests.e2e import browser as browsing
from tests.e2e.seed import do_jobs, seed

Window = Callable[..., Page]


class Site(NamedTuple):
    """Where the application answers, and one account a role."""

    base: str
    accounts: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def site(_app_of_session: Flask) -> Iterator[Site]:
    """The application of the tests, filled with a demo of twenty parties, on a free port."""
    with _app_of_session.app_context():
        accounts = seed(20)
    do_jobs(_app_of_session)
    with browsing.serving(_app_of_session) as base:
        yield Site(base, accounts)
    with _app_of_session.app_context():
        _empty_tables()
    for queue in _app_of_session.extensions["pin.jobs.lanes"].values():
        queue.flush()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not browsing.CHROMIUM:
        pytest.skip("no chromium on this machine (Debian's package is called chromium)")
    with browsing.chromium() as started:
        yield started


@pytest.fixture
def window(chromium: Browser, site: Site) -> Iterator[Window]:
    """Open a window of a width, signed in as somebody where asked; all are closed after the test."""
    with ExitStack() as opened:

        def open_window(width: int = 1280, who: str = "visitor", **options: object) -> Page:
            page = opened.enter_context(browsing.window(chromium, width, **options))
            if who != "visitor":
                browsing.sign_in(page, site.base, site.accounts[who])
            return page

        yield open_window
