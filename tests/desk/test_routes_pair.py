"""A pair's page: what staff see there, what they decide, and that the next pair opens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.desk.models import Decision, PairNote
from pin_app.desk.services import decisions
from pin_app.desk.services.decisions import Both
from pin_app.introductions import gates
from pin_app.introductions.gates import Problem
from pin_app.introductions.models import Introduction
from pin_app.matches import services as matches
from tests.factories.introductions import side
from tests.factories.pairs import address, count, pair, suggested
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import statements

LATER = (now() + timedelta(days=20)).date().isoformat()


def said(**changes: Any) -> dict[str, Any]:
    form = {"version": "0", "first": "low", "low_reads": "Salve, la presentiamo.", "high_reads": "آداب"}
    return form | changes


def three(app: Flask) -> list[Both]:
    """Three pairs, the best first."""
    me, others = side(), [side("italian_firm", name=f"Firm {number}") for number in range(3)]
    suggested(me, *((other, 0.9 - number / 10) for number, other in enumerate(others)))
    return [Both("business", me, other) for other in others]


def test_both_sides_stand_beside_each_other_in_their_own_words(desk: Inspector, app: Flask) -> None:
    low = side(offers=[{"text": "جراحی کے آلات", "language": "ur"}], needs=["Vorremmo un distributore"])
    both = pair(both=(low, side("italian_firm", about="Da trent'anni")))
    desk.get(address(both))
    assert [
        text in desk.words for text in ("جراحی کے آلات", "Vorremmo un distributore", "Da trent'anni")
    ] == [True] * 3
    assert {"lang": "ur", "dir": "rtl", "class": "typed"} in desk.page.all("p")
    assert "They offer something that you look for." in desk.words
    assert "The other is not among the best for this side." in desk.words
    assert "Asked 0 of 50 times this month" in desk.words


def test_messages_are_drafted_in_each_sides_language(desk: Inspector, app: Flask) -> None:
    low = side(owner=person(language="ur"))
    desk.get(address(pair(both=(low, side("italian_firm", owner=person(language="it"))))))
    areas = {area["name"]: area for area in desk.page.all("textarea")}
    assert (areas["low_reads"]["lang"], areas["low_reads"]["dir"]) == ("ur", "rtl")
    assert (areas["high_reads"]["lang"], areas["high_reads"]["dir"]) == ("it", "ltr")


def test_proposing_asks_the_first_side_and_opens_the_next_pair(desk: Inspector, app: Flask) -> None:
    first, second, _third = three(app)
    desk.get(address(first))
    answer = desk.post(address(first, "propose"), said())
    assert answer.headers["Location"] == address(second)
    desk.follow(answer)
    assert f"Proposed: {first.low.name} and {first.high.name}." in desk.words
    made = db.session.query(Introduction).one()
    assert (made.state, made.first_id, made.message_first) == (
        "first_asked", first.low.id, "Salve, la presentiamo.",
    )  # fmt: skip


def test_the_list_with_its_filters_goes_along(desk: Inspector, app: Flask) -> None:
    first, second, _third = three(app)
    desk.get(address(first, order="worth", country="PK"))
    answer = desk.post(
        address(first, "reject", order="worth", country="PK"), {"version": "0", "reason": "weak"}
    )
    assert answer.headers["Location"].startswith(address(second, order="worth", country="PK"))


def test_after_the_last_pair_the_list_opens(desk: Inspector, app: Flask) -> None:
    both = pair()
    desk.get(address(both))
    answer = desk.post(address(both, "postpone"), {"version": "0", "until": LATER})
    assert answer.headers["Location"].startswith("/desk?purpose=business&done=")
    desk.follow(answer)
    assert "Nothing left to decide here" in desk.words
    assert "Take it back" in desk.words


def test_a_rejection_can_be_taken_back_from_the_next_page(desk: Inspector, app: Flask) -> None:
    first, _second, _third = three(app)
    desk.get(address(first))
    desk.follow(desk.post(address(first, "reject"), {"version": "0", "reason": "risk"}))
    assert f"Rejected: {first.low.name} – {first.high.name}" in desk.words
    assert "Take it back" in desk.words
    answer = desk.post(address(first, "undo"), {"version": "1"})
    assert answer.headers["Location"] == address(first)
    db.session.expire_all()
    assert db.session.query(Decision).one().state == "open"


def test_the_second_of_two_colleagues_reads_what_the_first_did(
    desk: Inspector, app: Flask, nadia: User
) -> None:
    both = pair()
    desk.get(address(both))
    decisions.postpone(both, now().date() + timedelta(days=9), nadia, 0)
    desk.post(address(both, "reject"), {"version": "0", "reason": "weak"}, status=409)
    assert "Nadia Conti has just postponed this pair." in desk.words
    desk.post(address(both, "propose"), said(low_reads="As I typed it"), status=409)
    assert "As I typed it" in str(desk.page.text)
    db.session.expire_all()
    assert (db.session.query(Decision).one().state, count(Introduction)) == ("postponed", 0)


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("propose", said(first="")),
        ("propose", said(low_reads="")),
        ("propose", said(high_reads="x" * 2_001)),
        ("reject", {"version": "0", "reason": ""}),
        ("reject", {"version": "x", "reason": "weak"}),
        ("reject", {"version": str(2**63), "reason": "weak"}),
        ("postpone", {"version": "0", "until": "soon"}),
        ("note", {"text": " "}),
        ("undo", {}),
        ("assign", {"version": "-1"}),
    ],
)
def test_what_cannot_be_read_is_asked_again(
    desk: Inspector, app: Flask, act: str, form: dict[str, Any]
) -> None:
    both = pair()
    desk.get(address(both))
    desk.post(address(both, act), form, status=422)
    assert (count(Decision), count(Introduction), count(PairNote)) == (0, 0, 0)


def test_previewing_shows_both_mails_and_decides_nothing(desk: Inspector, app: Flask) -> None:
    low = side(owner=person("ali@example.org", language="ur"))
    both = pair(both=(low, side("italian_firm", owner=person(language="it"))))
    desk.get(address(both))
    desk.post(address(both, "preview"), said(), status=200)
    assert desk.words.index("Salve, la presentiamo.") < desk.words.index("آداب")
    assert count(Introduction) == 0
    desk.post(address(both, "edit"), said(low_reads="As edited"), status=200)
    assert "As edited" in str(desk.page.text)
    desk.post(address(both, "propose"), said())
    assert count(Introduction) == 1


def test_a_gate_is_shown_and_wants_words(
    desk: Inspector, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = pair()
    problem = Problem("claims", "A claim is missing.", both.low.id)
    monkeypatch.setattr(gates, "GATES", [lambda *_: [problem]])
    desk.get(address(both))
    assert "A claim is missing." in desk.words
    desk.post(address(both, "propose"), said(), status=409)
    assert "Something stands in the way" in desk.words
    desk.post(address(both, "propose"), said(override="Seen in May."))
    assert db.session.query(Introduction).one().override_note == "Seen in May."


def test_why_a_pair_is_not_offered_stands_on_its_page(desk: Inspector, app: Flask, marco: User) -> None:
    both = pair()
    matches.say(both.low, both.high, "business", "not_now", both.low.owner)
    both.high.capacity = 0
    decisions.reject(both, "competitors", marco, 0)
    db.session.commit()
    desk.get(address(both))
    for words in ("has put the other aside", "takes no introductions", "Rejected: They are competitors"):
        assert words in desk.words


def test_verdicts_and_their_reasons_are_for_staff(desk: Inspector, app: Flask) -> None:
    both = pair()
    matches.say(both.low, both.high, "business", "interested", both.low.owner)
    db.session.commit()
    desk.get(address(both))
    assert "Says: interested" in desk.words
    assert "One is interested" in desk.words


def test_assigning_stays_on_the_page(desk: Inspector, app: Flask, nadia: User) -> None:
    both = pair()
    desk.get(address(both))
    desk.follow(desk.post(address(both, "assign"), {"version": "0", "to": str(nadia.id)}))
    assert "Assigned to Nadia Conti" in desk.words
    desk.post(address(both, "assign"), {"version": "1", "to": "999999"}, status=409)
    assert "Choose a colleague from the list." in desk.words


def test_a_note_is_kept_and_deleted_by_who_wrote_it(desk: Inspector, app: Flask, nadia: User) -> None:
    both = pair()
    desk.get(address(both))
    desk.follow(desk.post(address(both, "note"), {"text": "Called on Monday."}))
    assert "Called on Monday." in desk.words
    number = db.session.query(PairNote).one().id
    other = signed_in(Inspector(app), nadia)
    other.get(address(both))
    assert "Called on Monday." in other.words
    other.post(f"/desk/notes/{number}/delete", status=409)
    desk.post(f"/desk/notes/{number}/delete", {"next": address(both)})
    assert count(PairNote) == 0


@pytest.mark.parametrize(
    "path", ["/desk/business/x/y", "/desk/other/{low}/{high}", "/desk/business/{low}/{low}"]
)
def test_what_is_no_pair_is_not_there(desk: Inspector, app: Flask, path: str) -> None:
    both = pair()
    desk.get(path.format(low=both.low.public_id, high=both.high.public_id), status=404)


def test_two_that_the_engine_does_not_suggest_can_be_looked_at(desk: Inspector, app: Flask) -> None:
    desk.get(address(Both("business", side(), side("italian_firm"))))
    assert "The engine no longer suggests these two" in desk.words


def test_the_page_asks_as_often_with_a_long_past_as_without(desk: Inspector, app: Flask, marco: User) -> None:
    both = pair()
    counted = []
    for _ in range(2):
        db.session.expunge_all()
        with statements() as sent:
            desk.get(address(both))
        counted.append(len(sent))
        for number in range(3):
            version = db.session.query(Decision).one().version if count(Decision) else 0
            again = Both("business", *(db.session.merge(side) for side in (both.low, both.high)))
            decisions.assign(again, None, db.session.merge(marco), version)
            db.session.add(PairNote(low_id=both.low.id, high_id=both.high.id, text=f"note {number}"))
            db.session.commit()
    assert counted[1] <= counted[0] + 1  # the acts on it are asked for once there are any


ODD = ("\x00", "\ud800", "9223372036854775808", "-1", "x" * 100_000, "{{7*7}}")
FIELDS = {
    "propose": ("version", "first", "low_reads", "override"),
    "assign": ("version", "to"),
    "postpone": ("version", "until"),
    "reject": ("version", "reason"),
    "undo": ("version",),
    "note": ("text",),
}


@pytest.mark.parametrize("act", FIELDS)
def test_odd_input_breaks_nothing(desk: Inspector, app: Flask, act: str) -> None:
    place = address(pair(), act)
    desk.get(place.rpartition("/")[0])
    usual = said(to="", until=LATER, reason="weak", text="A note", csrf_token=desk.page.csrf_token)
    for name in FIELDS[act]:
        for odd in ODD:
            form = usual | {name: odd.encode("utf-8", "surrogatepass")}
            answer = desk.send("POST", place, data=form)
            assert answer.status_code in (302, 409, 422), (name, odd[:20], answer.status_code)
