"""Somebody who walks from page to page in one language, and what every page is looked at for on the way."""

from __future__ import annotations

import re
from functools import cache

from babel.messages.pofile import read_po
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from pin_app import paths

PLACEHOLDER = re.compile(r"%\(\w+\)s")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, legend, caption, summary, thead th")]
  .filter(found => !found.closest("[dir=auto]"))
  .map(found => {
    const copy = found.cloneNode(true);
    copy.querySelectorAll(".visually-hidden").forEach(more => more.remove());
    copy.querySelectorAll("bdi, [dir=auto]").forEach(name => name.replaceWith("0"));
    return copy.textContent.replace(/[\\u200e\\u200f\\u2066-\\u2069]/g, "").replace(/\\s+/g, " ").trim();
  })"""


@cache
def words(language: str) -> dict[str, str]:
    """What each English sentence of the catalogue is in a language; of plurals the last form."""
    with (paths.TRANSLATIONS / ("it" if language == "en" else language) / "LC_MESSAGES/messages.po").open(
        "rb"
    ) as file:
        messages = [message for message in read_po(file) if message.id]
    found: dict[str, str] = {}
    for message in messages:
        ids, strings = (
            [value] if isinstance(value, str) else list(value or ()) for value in (message.id, message.string)
        )
        found |= dict(zip(ids, ids if language == "en" else strings, strict=False))
    return found


@cache
def sentences(language: str) -> re.Pattern[str]:
    """What a heading may say: a sentence of the catalogue, with anything in place of what is filled in."""
    told = [one for one in words(language).values() if re.search(r"[^\W\d_]{2}", PLACEHOLDER.sub("", one))]
    parts = (".+".join(map(re.escape, PLACEHOLDER.split(" ".join(one.split())))) for one in told)
    return re.compile("|".join(parts))


def is_said(text: str, language: str) -> bool:
    """Whether a heading stands in the catalogue, or holds nothing but names and figures."""
    return not re.search(r"[^\W\d_]", text) or bool(sentences(language).fullmatch(text))


class Walker:
    """A window of one person: every page it comes to is looked at, and what is wrong is kept."""

    def __init__(self, page: Page, base: str, language: str) -> None:
        self.page, self.base, self.language = page, base, language
        self.faults: list[str] = []
        page.on("response", self._answered)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def go(self, address: str) -> None:
        """Open an address of the application."""
        self.page.goto(self.base + address)
        self.look()

    def press(self, what: Locator) -> None:
        """Press a button or a link, and look at the page to which it leads."""
        with self.page.expect_navigation():
            what.click()
        self.look()

    def button(self, sentence: str) -> Locator:
        """The button that says this in the language of the walk; `sentence` is the English one."""
        return self.page.get_by_role("button", name=words(self.language)[sentence])

    def link_to(self, path: str) -> Locator:
        """The link in the content that leads to an address with this in it."""
        return self.page.locator(f'main a[href*="{path}"]').first

    def told(self) -> str:
        """What the page says came of the last button."""
        return self.page.locator(".notice.success").first.inner_text().strip()

    def shown(self, name: str, email: str, phone: str) -> set[str]:
        """Which of the ways to reach somebody stand anywhere in the page's source."""
        return reached(self.page.content(), name, email, phone)

    def look(self) -> None:
        """Keep what is wrong with the page as it stands: its language, its width, its headings."""
        page = self.page
        if (spoken := page.get_attribute("html", "lang")) != self.language:
            self.faults.append(f"{page.url}: speaks {spoken}")
        if wide := page.evaluate(SIDEWAYS):
            self.faults.append(f"{page.url}: {wide} px too wide")
        foreign = [text for text in page.evaluate(HEADINGS) if not is_said(text, self.language)]
        self.faults += [f"{page.url}: not in the catalogue: {text}" for text in foreign]

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.url}: {response.status}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{self.page.url}: {message.text}")


def reached(text: str, name: str, email: str, phone: str) -> set[str]:
    """Which of the ways to reach somebody stand in a text; a phone in whichever way it is written."""
    digits = re.sub(r"\D", "", text)
    found = {"name": name in text, "email": email in text, "phone": phone[-9:] in digits}
    return {way for way, stands in found.items() if stands}
