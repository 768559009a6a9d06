"""From a suggestion to a recorded outcome, walked by two members, staff and an administrator."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from pin_app.security import throttle
from tests.conftest import _empty_tables
from tests.e2e import browser as browsing
from tests.e2e.cast import Cast, Party, Store, gather, link_in
from tests.e2e.conftest import Site, Window
from tests.e2e.pages import LANGUAGES
from tests.e2e.walker import Walker, is_said, reached, words
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

EVERYTHING = {"name", "email", "phone"}
SLOW = pytest.mark.thorough
Walkers = Callable[..., Walker]


@pytest.fixture(scope="module")
def site(_app_of_session: Flask) -> Iterator[Site]:
    """The application without the demo: each walk brings its own people."""
    with browsing.serving(_app_of_session) as base:
        yield Site(base, {})
    with _app_of_session.app_context():
        _empty_tables()
    for queue in _app_of_session.extensions["pin.jobs.lanes"].values():
        queue.flush()


@pytest.fixture
def walkers(site: Site, window: Window) -> Iterator[Walkers]:
    """Open a narrow window of somebody, signed in where an account is given; no page may have had a fault."""
    throttle.storage.reset()
    all_of_them: list[Walker] = []

    def walker(language: str, account: str = "") -> Walker:
        made = Walker(window(390), site.base, language)
        all_of_them.append(made)
        if account:
            made.go(f"/sign-in?lang={language}")
            made.page.fill("input[name=email]", account)
            made.page.fill("input[name=password]", PASSWORD)
            made.press(made.page.locator("main form button[type=submit]"))
        return made

    yield walker
    assert [fault for one in all_of_them for fault in one.faults] == []


@pytest.mark.parametrize(
    ("language", "way"),
    [*(pytest.param(code, "page", marks=SLOW if code != "it" else []) for code in LANGUAGES), ("ur", "link")],
)
def test_from_a_suggestion_to_a_recorded_outcome(
    _app_of_session: Flask, walkers: Walkers, language: str, way: str
) -> None:
    cast, store = gather(_app_of_session, language, way), Store(_app_of_session)
    first, staff = (walkers(language, account) for account in (cast.first.account, cast.staff))
    second = walkers(language, cast.second.account if way == "page" else "")

    one = ask_for_it(first, cast)
    assert store.mail_to(cast.second, "introduction_asked") == ""
    approve(staff, one)
    assert store.of_introduction(one, "state") == ("second_asked",)
    nobody_is_reached(first, one, cast.second)
    open_question(second, store, cast, one, way)
    say_yes(second, store, cast, one)
    both_are_reached(first, second, store, cast, one, way)

    first.press(first.button("We have met"))
    assert store.of_introduction(one, "state") == ("met",)
    if way == "link":
        look_after_it(second, store, cast)
    store.months_later(one)
    follow_up(first, store, cast.first, one, "link" if way == "page" else "page")
    follow_up(second, store, cast.second, one, way)

    record(staff, one)
    assert store.of_introduction(one, "state") == ("outcome_recorded",)
    assert store.outcome_of(one) == ("agreement", 12000, 3)
    look_into_the_trail(walkers(language, cast.administrator), cast, way)


def ask_for_it(first: Walker, cast: Cast) -> str:
    """Ask for the introduction from the card among the matches; returns the introduction."""
    first.go("/matches")
    assert first.shown(*cast.second.contact) == set()
    first.press(first.link_to(f"partner={cast.second.profile}"))
    first.press(first.button("Ask for the introduction"))
    return first.page.url.rpartition("/")[2]


def approve(staff: Walker, one: str) -> None:
    """Find the request on the board, and ask the other side."""
    staff.go("/desk/board")
    staff.press(staff.link_to(f"/introductions/{one}/staff"))
    staff.press(staff.button("Approve and ask"))
    assert staff.told() == words(staff.language)["Second side asked"]


def nobody_is_reached(walker: Walker, one: str, partner: Party) -> None:
    """The page of the introduction shows nothing by which the partner is reached."""
    walker.go(f"/introductions/{one}")
    assert walker.shown(*partner.contact) == set()


def open_question(second: Walker, store: Store, cast: Cast, one: str, way: str) -> None:
    """Come to the question from the first page, or by the mailed link, which decides nothing."""
    mail = store.mail_to(cast.second, "introduction_asked")
    assert reached(mail, *cast.first.contact) == set()
    if way == "page":
        second.go("/")
        second.press(second.link_to(f"/introductions/{one}"))
    else:
        for _ in range(2):
            second.go(link_in(mail, "/i/"))
    assert store.of_introduction(one, "state", "second_answer") == ("second_asked", "")


def say_yes(second: Walker, store: Store, cast: Cast, one: str) -> None:
    """Say yes, where nothing by which the first is reached was shown before."""
    assert second.shown(*cast.first.contact) == set()
    second.press(second.button("Yes, please introduce us"))
    assert store.of_introduction(one, "state", "second_answer") == ("introduced", "yes")


def both_are_reached(first: Walker, second: Walker, store: Store, cast: Cast, one: str, way: str) -> None:
    """Both know how to reach each other: on the page by whoever is signed in, and in a mail."""
    first.go(f"/introductions/{one}")
    assert first.shown(*cast.second.contact) == EVERYTHING
    assert second.shown(*cast.first.contact) == (EVERYTHING if way == "page" else set())
    for party, partner in ((cast.first, cast.second), (cast.second, cast.first)):
        mail = store.mail_to(party, "introduction_made")
        assert reached(mail, *partner.contact) == EVERYTHING


def look_after_it(second: Walker, store: Store, cast: Cast) -> None:
    """Read by the link of the mail with the contact that they have met; the page shows no contact."""
    second.go(link_in(store.mail_to(cast.second, "introduction_made"), "/i/after/"))
    assert second.page.get_by_text(words(cast.language)["It is noted that you have met."]).is_visible()
    assert second.shown(*cast.first.contact) == set()


def follow_up(walker: Walker, store: Store, party: Party, one: str, way: str) -> None:
    """Say by one tap that there is an agreement; opening the page says nothing."""
    link = link_in(store.mail_to(party, "follow_up_asked"), "/f/")
    walker.go(link if way == "link" else f"/introductions/{one}")
    assert store.answer_of(one, party) == ("", "")
    walker.press(walker.button("We have an agreement"))
    assert store.answer_of(one, party) == ("agreement", way)


def record(staff: Walker, one: str) -> None:
    """Find the two answers on the list, and record the outcome with an amount and jobs."""
    staff.go("/follow-ups?view=record")
    staff.press(staff.link_to(f"/introductions/{one}/outcome"))
    assert staff.page.input_value("[name=result]") == "agreement"
    staff.page.fill("[name=amount_eur]", "12000")
    staff.page.fill("[name=jobs]", "3")
    staff.press(staff.button("Record the outcome"))
    assert staff.page.url.endswith(f"/introductions/{one}/staff")


def look_into_the_trail(administrator: Walker, cast: Cast, way: str) -> None:
    """Find who read contacts, and who recorded the outcome."""
    people = [f"Owner first.{cast.language}.{way}", f"Owner second.{cast.language}.{way}"]
    staff = f"staff {cast.language}.{way}"
    readers = trail(administrator, "introduction.contact_read")
    assert [name in readers for name in (*people, staff)] == [True, way == "page", True]
    assert staff in trail(administrator, "outcome.recorded")


def trail(administrator: Walker, action: str) -> str:
    """What the trail tells of one kind of act."""
    administrator.go("/admin/audit")
    page = administrator.page
    page.select_option("select[name=action]", action)
    administrator.press(page.locator('main form[action="/admin/audit"] button'))
    return page.locator("main table").inner_text()


@pytest.mark.parametrize("language", ["it", "ur"])
def test_the_walk_knows_a_heading_that_is_not_translated(language: str) -> None:
    assert is_said(words(language)["How to reach them"], language)
    assert not is_said("How to reach them", language)
    assert is_said("0 – 0", language)


def test_the_walk_sees_planted_faults(site: Site, window: Window) -> None:
    walker = Walker(window(390), site.base, "it")
    walker.go("/help?lang=it")
    assert walker.faults == []
    walker.page.evaluate("document.querySelector('h1').textContent = 'How to reach them'")
    walker.page.evaluate("document.querySelector('h1').style.width = '500px'")
    walker.look()
    assert [fault.split(": ", 1)[1].split(" ")[1] for fault in walker.faults] == ["px", "in"]
    walker.go("/no-such-page")
    assert any(fault.endswith(": 404") for fault in walker.faults)
