"""The list, its filters and views, several pairs at once, shortcuts, and who may come in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.desk.models import Decision, SavedView
from pin_app.desk.services import decisions
from pin_app.introductions import services
from pin_app.introductions.models import Introduction
from tests.factories.introductions import introduction, side, sides, suggest
from tests.factories.pairs import address, count, pair
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import statements

PAGES = ("/desk", "/desk/board", "/desk/selected", "{pair}")


@pytest.mark.parametrize("role", ["member", "organiser"])
@pytest.mark.parametrize("page", PAGES)
def test_only_staff_come_in(app: Flask, role: str, page: str) -> None:
    both = pair()
    browser = signed_in(Inspector(app), person(role=role))
    browser.get(page.format(pair=address(both)), status=403)
    for act in ("propose", "reject", "postpone", "assign", "undo", "note", "preview", "edit"):
        browser.post(address(both, act), status=403)
    assert count(Decision) == 0


def test_a_visitor_is_asked_to_sign_in(client: Inspector, app: Flask) -> None:
    assert client.get("/desk", status=302).headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("language", ["en", "it", "ur"])
@pytest.mark.parametrize("page", ["/desk", "/desk/board", "{pair}"])
def test_pages_pass_the_inspector_in_three_languages(
    desk: Inspector, app: Flask, page: str, language: str
) -> None:
    both = pair()
    desk.get(f"{page.format(pair=address(both))}?lang={language}")


def test_the_best_pair_is_first_and_the_order_is_told_in_words(desk: Inspector, app: Flask) -> None:
    weak, strong = pair(0.5), pair(0.9)
    desk.get("/desk")
    assert desk.words.index(strong.low.name) < desk.words.index(weak.low.name)
    assert "one for each side that has never had an introduction" in desk.words
    desk.get("/desk?order=worth")
    assert "whoever had an introduction before" in desk.words


def test_an_empty_desk_says_why(desk: Inspector, app: Flask) -> None:
    desk.get("/desk")
    assert "There are no pairs yet" in desk.words


@pytest.mark.parametrize(
    "query",
    [
        "after=nan~1~2", "after=inf~1~2", "after=1e999~1~2", "after=1~-1~2", "after=1~9223372036854775808~2",
        "after=%00", "after=1~1", "purpose=x&view=y&order=z&assigned=q&risk=r",
        "kind=%00&sector=99&region=IT-99",
        "language=zz&country=XX", "interest=1&interest=2", "after=" + "9" * 4_000, "lang=ur&after=a%ud800",
    ],
)  # fmt: skip
def test_odd_questions_are_answered(desk: Inspector, app: Flask, query: str) -> None:
    pair()
    desk.get(f"/desk?{query}")
    assert "Curation desk" in desk.words or "desk" in str(desk.page.all("a"))


def test_filters_and_order_are_kept_under_a_name(desk: Inspector, app: Flask, nadia: User) -> None:
    desk.get("/desk?order=worth&country=PK")
    kept = {"name": "  Pakistan first ", "arguments": "purpose=business&order=worth&country=PK&evil=1"}
    desk.follow(desk.post("/desk/views", kept))
    assert "Pakistan first" in desk.words
    view = db.session.query(SavedView).one()
    assert view.arguments == {"purpose": "business", "order": "worth", "country": "PK"}
    desk.post("/desk/views", kept)
    assert count(SavedView) == 1  # the same name again replaces
    other = signed_in(Inspector(app), nadia)
    other.get("/desk")
    assert "Pakistan first" not in other.words
    other.post(f"/desk/views/{view.id}/delete", status=404)
    desk.post(f"/desk/views/{view.id}/delete")
    assert count(SavedView) == 0


def test_a_view_of_an_address_with_many_parts_is_kept(desk: Inspector, app: Flask) -> None:
    desk.get("/desk")
    desk.follow(desk.post("/desk/views", {"name": "Long", "arguments": "order=worth" + "&a=1" * 120}))
    assert db.session.query(SavedView).one().arguments["order"] == "worth"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 61])
def test_a_view_needs_a_name(desk: Inspector, app: Flask, name: str) -> None:
    desk.get("/desk")
    desk.send("POST", "/desk/views", data={"csrf_token": desk.page.csrf_token, "name": name})
    assert count(SavedView) == 0


def test_several_pairs_are_listed_before_they_are_decided_on(desk: Inspector, app: Flask) -> None:
    first, second = pair(), pair()
    desk.get("/desk")
    tokens = [str(box["value"]) for box in desk.page.all("input") if box.get("name") == "pair"]
    assert len(tokens) == 2
    desk.get(f"/desk/selected?act=reject&order=worth&pair={tokens[0]}&pair={tokens[1]}")
    assert "You chose 2 pairs:" in desk.words
    assert first.low.name in desk.words
    assert second.low.name in desk.words
    form = {"act": "reject", "pair": tokens, "reason": "weak"}
    answer = desk.post("/desk/selected?order=worth", form)
    assert answer.headers["Location"] == "/desk?purpose=business&order=worth"
    assert {row.state for row in db.session.query(Decision)} == {"rejected"}


def test_where_a_colleague_was_faster_nothing_is_done_to_the_others(
    desk: Inspector, app: Flask, nadia: User
) -> None:
    first, second = pair(), pair()
    desk.get("/desk")
    tokens = [str(box["value"]) for box in desk.page.all("input") if box.get("name") == "pair"]
    decisions.reject(second, "risk", nadia, 0)
    until = (now() + timedelta(days=5)).date().isoformat()
    desk.post("/desk/selected", {"act": "postpone", "pair": tokens, "until": until}, status=409)
    assert f"{second.low.name} – {second.high.name}: Nadia Conti has just rejected" in desk.words
    assert (count(Decision), first.purpose) == (1, "business")


@pytest.mark.parametrize(
    "form",
    [
        {"act": "reject", "reason": ""},
        {"act": "postpone", "until": ""},
        {"act": "assign", "to": "7777"},
        {"act": "delete"},
    ],
)
def test_a_decision_on_several_needs_its_facts(desk: Inspector, app: Flask, form: dict[str, str]) -> None:
    pair()
    desk.get("/desk")
    token = next(str(box["value"]) for box in desk.page.all("input") if box.get("name") == "pair")
    answer = desk.send(
        "POST", "/desk/selected", data={"csrf_token": desk.page.csrf_token, "pair": token} | form
    )
    assert answer.status_code in (409, 422)
    assert count(Decision) == 0


def test_nothing_chosen_leads_back(desk: Inspector, app: Flask) -> None:
    desk.follow(desk.get("/desk/selected?act=reject", status=302))
    assert "Choose at least one pair first." in desk.words


def test_single_keys_are_switched_off_and_on(desk: Inspector, app: Flask) -> None:
    desk.get("/desk")
    assert any("data-keys" in attributes for attributes in desk.page.all("section"))
    desk.follow(desk.post("/desk/shortcuts", {"on": "0", "next": "/desk"}))
    assert not any("data-keys" in attributes for attributes in desk.page.all("section"))
    assert "Single keys are switched off." in desk.words
    desk.follow(desk.post("/desk/shortcuts", {"on": "1", "next": "https://evil.example"}))
    assert any("data-keys" in attributes for attributes in desk.page.all("section"))


def test_the_figures_say_what_waits(desk: Inspector, app: Flask, marco: User) -> None:
    low, high = sides()
    suggest(low, high)
    services.request(low, high, "business", low.owner)
    introduction("second_asked", by=marco)
    late = introduction("first_asked", by=marco)
    late.expires_at = now() + timedelta(hours=5)
    side(state="submitted")
    db.session.commit()
    desk.get("/desk")
    for words in ("1 to review", "1 requests by members", "1 answers due", "1 second yes awaited"):
        assert words in desk.words


def test_requests_come_first_on_the_board(desk: Inspector, app: Flask, marco: User) -> None:
    low, high = sides()
    suggest(low, high)
    services.request(low, high, "business", low.owner)
    asked_first = introduction("first_asked", by=marco)
    desk.get("/desk/board")
    assert low.name in desk.words
    assert asked_first.first is not None
    assert asked_first.first.name not in desk.words
    desk.get("/desk/board?view=asked")
    assert f"Answer of {asked_first.first.name}" in desk.words


@pytest.mark.parametrize("view", ["requests", "due", "deciding", "asked", "introduced", "past", "nonsense"])
def test_the_board_asks_as_often_for_three_as_for_one(
    desk: Inspector, app: Flask, marco: User, view: str
) -> None:
    counted = []
    for more in (1, 2):
        for _ in range(more):
            introduction("first_asked", by=marco).expires_at = now() + timedelta(hours=3)
            introduction("introduced", by=marco)
        db.session.commit()
        db.session.expunge_all()
        with statements() as sent:
            desk.get(f"/desk/board?view={view}&page=1")
        counted.append(len(sent))
    assert counted[0] == counted[1]


def test_a_request_is_approved_postponed_or_rejected_on_its_page(
    desk: Inspector, app: Flask, marco: User
) -> None:
    low, high = sides()
    suggest(low, high)
    made = services.request(low, high, "business", low.owner)
    db.session.commit()
    place = f"/desk/introductions/{made.public_id}"
    desk.get(f"/introductions/{made.public_id}/staff")
    assert "Approve and ask" in desk.words
    until = (now() + timedelta(days=5)).date().isoformat()
    desk.follow(desk.post(f"{place}/postpone", {"version": "1", "until": until}))
    assert "Postponed." in desk.words
    desk.follow(desk.post(f"{place}/assign", {"version": "1", "to": str(marco.id)}))
    assert "Somebody was faster." in desk.words  # the page showed the version before
    desk.follow(desk.post(f"{place}/approve", {"version": "2", "second_reads": "Good morning."}))
    db.session.expire_all()
    fresh = db.session.query(Introduction).one()
    assert (fresh.state, fresh.first_answer, fresh.message_second) == ("second_asked", "yes", "Good morning.")
    desk.follow(desk.post(f"{place}/reject", {"version": str(fresh.version), "reason": "weak"}))
    assert "This step is not possible" in desk.words
