"""By keyboard alone, without scripts, and the comforts that scripts add."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.e2e.browser import filled
from tests.e2e.conftest import Site, Window

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement.id || document.activeElement.textContent.trim()"
SEEN_FOCUS = """() => {
  if (document.activeElement === document.body) return true;
  const box = document.activeElement.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const style = getComputedStyle(document.activeElement);
  return top && (document.activeElement.contains(top) || top.contains(document.activeElement))
    && style.outlineStyle !== "none";
}"""


def tab(page: Page, times: int = 1) -> str:
    """Press the tabulator and say where the focus is."""
    for _ in range(times):
        page.keyboard.press("Tab")
    return str(page.evaluate(FOCUS))


def test_the_first_stop_leads_to_the_content(site: Site, window: Window) -> None:
    page = window()
    page.goto(f"{site.base}/help?lang=en")
    assert tab(page) == "Skip to the content"
    assert page.locator(".skip").bounding_box()["y"] == 0
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "main"


@pytest.mark.parametrize(("width", "language"), [(390, "ur"), (1280, "en")])
def test_the_focus_is_always_seen(site: Site, window: Window, width: int, language: str) -> None:
    page = window(width)
    page.goto(f"{site.base}/register?lang={language}")
    hidden = []
    for _ in range(24):
        where = tab(page)
        try:
            page.wait_for_function(SEEN_FOCUS, timeout=5_000)  # the page moves to it
        except PlaywrightTimeoutError:
            hidden.append(where)
    assert hidden == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_by_keyboard_with_and_without_scripts(
    site: Site, window: Window, scripts: bool
) -> None:
    page = window(390, java_script_enabled=scripts)
    page.goto(f"{site.base}/?lang=en")
    link = page.locator(".main-nav").get_by_role("link", name="Directory")
    expect(link).to_be_hidden()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()


def test_escape_closes_the_menu(site: Site, window: Window) -> None:
    page = window(390)
    page.goto(f"{site.base}/?lang=en")
    page.locator(".menu summary").click()
    page.locator(".main-nav a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".main-nav")).to_be_hidden()
    page.wait_for_function(f"() => ({FOCUS}) === 'Menu'")


def test_a_visitor_changes_the_language_and_stays_on_the_page(site: Site, window: Window) -> None:
    page = window(390, java_script_enabled=False)
    page.goto(f"{site.base}/directory?q=leather")
    page.get_by_role("link", name="اردو").click()
    page.wait_for_url(f"{site.base}/directory?q=leather&lang=ur")
    page.goto(f"{site.base}/help")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_a_person_changes_the_language_and_stays_on_the_page(site: Site, window: Window) -> None:
    page = window(1280, "member")
    page.goto(f"{site.base}/profiles/mine")
    with page.expect_navigation():
        page.get_by_role("button", name="Italiano").click()
    assert page.url == f"{site.base}/profiles/mine"
    assert page.locator("html").get_attribute("lang") == "it"


def test_errors_take_the_focus_and_lead_to_their_fields(site: Site, window: Window) -> None:
    page = window(390)
    page.goto(f"{site.base}/sign-in?lang=en")
    page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    page.wait_for_selector(".error-summary")
    page.wait_for_function(f"() => ({FOCUS}).includes('Please look at this again')")
    page.locator(".error-summary a").first.click()
    page.wait_for_function(f"() => ({FOCUS}) === 'email'")
    assert page.title().startswith("Error:")


def test_what_is_typed_is_kept_while_one_types(site: Site, window: Window) -> None:
    page = window(390, "member")
    page.goto(f"{site.base}/profiles/new?lang=en")
    page.get_by_role("radio").first.check()
    with page.expect_navigation():
        page.locator("main button[type=submit]").click()
    page.goto(f"{page.url}?lang=en")
    page.get_by_label("Name that others see").fill("Zamzam Textiles")
    expect(page.locator(".saved")).to_have_text("Saved.")
    page.reload()
    expect(page.get_by_label("Name that others see")).to_have_value("Zamzam Textiles")


def test_a_sector_is_found_and_chosen_by_keyboard(site: Site, window: Window) -> None:
    page = window(390, "member")
    page.goto(site.base + filled(page, site.base, "/profiles/{profile}/edit/3") + "?lang=en")
    field = page.get_by_role("combobox", name="Search a sector").and_(page.locator(":visible")).last
    field.focus()
    page.keyboard.insert_text("leather")  # at once: each pause asks anew
    options = page.locator(".combobox [role=option]")
    expect(options.first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = options.first.evaluate("option => option.firstChild.textContent")
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    expect(field).to_have_value("")
    expect(page.get_by_role("checkbox", name=chosen).last).to_be_checked()
    page.keyboard.insert_text("leather")  # at once: each pause asks anew
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
