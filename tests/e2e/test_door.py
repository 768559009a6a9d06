"""Check-in in a real browser with the network cut half-way: none lost, none double."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import _empty_tables
from tests.e2e import browser as browsing
from tests.e2e.conftest import Site, Window
from tests.e2e.doors import Phone, scene
from tests.e2e.test_pages import SIDEWAYS, found_by_axe

pytestmark = pytest.mark.browser
SIZE = int(os.environ.get("PIN_TEST_DOOR_SIZE", "40"))  # 300 takes some minutes: see docs/checkin.md


@pytest.fixture
def site(_app_of_session: Flask) -> Iterator[Site]:
    with browsing.serving(_app_of_session) as base:
        yield Site(base, {})
    with _app_of_session.app_context():
        _empty_tables()


def test_a_door_whose_network_is_cut_half_way(_app_of_session: Flask, site: Site, window: Window) -> None:
    made = scene(_app_of_session, site.base, SIZE)
    first, second = (Phone(made, window(390)).begin() for _ in range(2))
    half, most = SIZE // 2, SIZE * 3 // 4
    assert first.scan(made.references[0]) == "in"
    first.wait_for_count(f"1 of {SIZE} are here")
    assert set(first.scan_all(made.references[1:half])) == {"in"}
    first.cut()
    second.cut()
    assert set(first.scan_all(made.references[half:most])) == {"in"}
    assert first.scan_all([made.references[half], made.references[0], made.waiting, "ABCD2345"]) == [
        "again", "again", "no_place", "unknown",
    ]  # fmt: skip
    assert 1 <= made.counted()[0] <= half  # the line is cut while the last ones may be on their way
    first.open()  # without a network: the page comes from the phone
    assert set(first.scan_all(made.references[most:])) == {"in"}
    assert set(second.scan_all(made.references[half - 3 : half + 5])) == {"in"}
    first.cut(off=False)
    second.cut(off=False)
    first.wait_until_sent()
    second.wait_until_sent()
    assert made.counted() == (SIZE, SIZE, made.sent)


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.thorough), "ur"])
def test_an_open_door_has_no_fault_for_axe_and_fits_a_small_screen(
    _app_of_session: Flask, site: Site, window: Window, language: str
) -> None:
    made = scene(_app_of_session, site.base, 2)
    phone = Phone(made, window(320)).begin()
    found, wide = [], {}
    for page in ("", "?q=guest", "/count", "/log", "/paper", "/papers", "/shell"):
        phone.page.goto(f"{made.url}{page}{'&' if '?' in page else '?'}lang={language}")
        for code in [made.references[0], made.references[0], made.waiting, "ABCD2345"] if page == "" else []:
            phone.scan(code)
            found += found_by_axe(phone.page)
        found += found_by_axe(phone.page)
        wide[page] = phone.page.evaluate(SIDEWAYS)
    assert (found, {page: over for page, over in wide.items() if over > 0}) == ([], {})
