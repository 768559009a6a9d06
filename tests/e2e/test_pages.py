"""Every page in a real browser: nothing for axe to find, nothing from elsewhere, no scrolling sideways."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.e2e.browser import filled
from tests.e2e.conftest import Site, Window
from tests.e2e.pages import LANGUAGES, PAGES, WIDTHS, in_language

pytestmark = pytest.mark.browser

AXE = {"rules": {"target-size": {"enabled": True}}}
FIRST_VIEW_BYTES = 80_000
BROKEN = ("Something broke on our side", "PIN is busy for a moment")
PUBLIC = [page.url for page in PAGES if page.who == "visitor"]
INSIDE = sorted({page.who for page in PAGES} - {"visitor"})
LOOKED_AT = {("ur", 390)}  # the others stand in `make thorough`
VIEWS = [
    pytest.param(language, width, marks=[] if (language, width) in LOOKED_AT else pytest.mark.thorough)
    for language in LANGUAGES
    for width in WIDTHS
]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE = "document.documentElement.style.fontSize = '212.5%'"


def found_by_axe(page: Page) -> list[str]:
    """One line a finding: the rule, and the first element that breaks it; a broken page is one, too."""
    if page.locator("h1").inner_text() in BROKEN:
        return [f"{page.url}: broken"]
    findings = Axe().run(page, options=AXE).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in findings]


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_axe_finds_nothing_on_public_pages(site: Site, window: Window, language: str, width: int) -> None:
    page, found = window(width), []
    for url in PUBLIC:
        page.goto(site.base + in_language(filled(page, site.base, url), language))
        found += found_by_axe(page)
    assert found == []


@pytest.mark.parametrize("who", INSIDE)
def test_axe_finds_nothing_on_pages_of(site: Site, window: Window, who: str) -> None:
    page, found = window(390, who), []
    for url in (visit.url for visit in PAGES if visit.who == who):
        page.goto(site.base + in_language(filled(page, site.base, url), "ur"))
        found += found_by_axe(page)
    assert found == []


def test_axe_sees_a_planted_fault(site: Site, window: Window) -> None:
    page = window()
    page.goto(f"{site.base}/sign-in")
    page.evaluate("document.querySelector('label').remove()")
    assert [line.split(": ")[1] for line in found_by_axe(page)] == ["label"]


@pytest.mark.parametrize("who", ["visitor", *INSIDE])
def test_no_page_scrolls_sideways_on_320_pixels(site: Site, window: Window, who: str) -> None:
    page, wide = window(320, who), {}
    for url in (visit.url for visit in PAGES if visit.who == who):
        for language in ("en", "ur"):
            page.goto(site.base + in_language(filled(page, site.base, url), language))
            wide[f"{url} {language}"] = page.evaluate(SIDEWAYS)
    assert {name: extra for name, extra in wide.items() if extra} == {}


def test_text_may_be_twice_as_large(site: Site, window: Window) -> None:
    page, wide = window(), {}
    for url in PUBLIC:
        page.goto(site.base + filled(page, site.base, url))
        page.evaluate(TWICE)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            wide[f"{url} {width}"] = page.evaluate(SIDEWAYS)
    assert {url: extra for url, extra in wide.items() if extra} == {}


@pytest.mark.parametrize("url", PUBLIC)
def test_first_view_is_light_and_asks_nobody_else(site: Site, window: Window, url: str) -> None:
    address = site.base + (filled(window(), site.base, url) if "{" in url else url)
    page, done = window(), []
    page.on("requestfinished", lambda request: done.append(request))
    page.goto(address)
    assert [request.url for request in done if not request.url.startswith(f"{site.base}/")] == []
    assert 5_000 < sum(map(_transferred, done)) < FIRST_VIEW_BYTES


def test_second_view_asks_for_nothing_but_the_page(site: Site, window: Window) -> None:
    page, asked = window(), []
    page.goto(f"{site.base}/help")
    page.wait_for_load_state("networkidle")  # the icon of the tab comes after the page
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(f"{site.base}/privacy")
    assert [request.url for request in asked if _transferred(request)] == [f"{site.base}/privacy"]


@pytest.mark.parametrize("who", ["visitor", *INSIDE])
def test_no_page_breaks_its_own_rules(site: Site, window: Window, who: str) -> None:
    page, heard = window(1280, who), []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            heard.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    for url in (visit.url for visit in PAGES if visit.who == who):
        page.goto(site.base + filled(page, site.base, url))
    assert heard == []


def test_an_inline_script_would_be_heard(site: Site, window: Window) -> None:
    page, heard = window(), []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(site.base)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert ["Content Security Policy" in text for text in heard] == [True]


def _transferred(request: Request) -> int:
    """Bytes of an answer over the wire, headers included; nothing for one out of the browser's memory."""
    sizes = request.sizes()
    return (
        0 if request.timing["responseEnd"] < 0 else sizes["responseBodySize"] + sizes["responseHeadersSize"]
    )
