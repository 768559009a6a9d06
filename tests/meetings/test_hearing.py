"""What both sides say of a meeting: kept, counted, told to the engine and to staff, and nothing skipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.introductions.models import Introduction
from pin_app.jobs import enqueue
from pin_app.mail.models import OutgoingMail
from pin_app.matches.learning.models import MatchAnswer
from pin_app.meetings import tasks
from pin_app.meetings.models import Meeting, MeetingFeedback
from pin_app.meetings.queries import held_by
from pin_app.meetings.services import editing, hearing
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.factories import introductions
from tests.factories.meetings import Fair
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

Met = tuple[Fair, Registration, Registration, Meeting]


@pytest.fixture
def met(app: Flask) -> Met:
    """Two firms that met yesterday by a published timetable."""
    start = now() - timedelta(days=1)
    fair = Fair(starts_at=start, ends_at=start + timedelta(hours=8))
    one = fair.comes("Italian firm", profile_id=profile("italian_firm").id)
    other = fair.comes("Pakistani firm", profile_id=profile().id)
    run = fair.run()
    meeting = editing.add(run, fair.by, (one, other), fair.slots[0], fair.tables[0])
    run.state = "published"
    db.session.commit()
    return fair, one, other, meeting


def say(who: Registration, meeting: Meeting, answer: str) -> None:
    hearing.answer(who, meeting, answer, "", "link")
    db.session.commit()


def test_one_tap_on_the_page_of_the_link(client: Inspector, met: Met) -> None:
    _, one, other, meeting = met
    address = f"/r/{links.token_of(one)}/meetings/feedback"
    client.get(address)
    assert db.session.query(MeetingFeedback).count() == 0
    for _again in range(2):
        given = {"meeting": meeting.public_id, "answer": "informative", "note": "Send samples"}
        client.follow(client.post(address, given))
    (kept,) = db.session.query(MeetingFeedback)
    assert (kept.registration_id, kept.answer, kept.note, kept.channel) == (
        one.id,
        "informative",
        "Send samples",
        "link",
    )
    client.get(f"/r/{links.token_of(other)}/meetings/feedback")
    assert ("Send samples" in client.words, "Your answer" in client.words) == (False, False)
    client.post(address, {"meeting": "abc", "answer": "informative"}, 404)
    client.post(address, {"meeting": meeting.public_id, "answer": "splendid"}, 400)


def test_held_are_those_of_which_somebody_says_so(met: Met) -> None:
    fair, one, other, meeting = met
    assert held_by([one.id, other.id]) == {}
    say(one, meeting, "did_not_take_place")
    assert held_by([one.id, other.id]) == {}
    say(other, meeting, "informative")
    assert held_by([one.id, other.id]) == {one.id: 1, other.id: 1}
    assert held_by([one.id]) == {one.id: 1}
    editing.mark_held(meeting, fair.by, True)
    say(other, meeting, "did_not_take_place")
    assert held_by([one.id, other.id]) == {one.id: 1, other.id: 1}


def test_only_a_side_speaks_of_a_meeting_that_is_over(met: Met) -> None:
    fair, one, _, meeting = met
    with pytest.raises(PinError, match="once it is over"):
        hearing.answer(fair.comes("Stranger"), meeting, "informative", "", "link")
    meeting.slot.ends_at = now() + timedelta(hours=1)
    db.session.flush()
    with pytest.raises(PinError, match="once it is over"):
        hearing.answer(one, meeting, "informative", "", "link")


def test_the_engine_learns_what_an_answer_says_of_the_fit(met: Met) -> None:
    _, one, other, meeting = met
    say(one, meeting, "cooperation_possible")
    say(other, meeting, "not_of_interest")
    learned = {(row.profile_id, row.answer) for row in db.session.query(MatchAnswer)}
    assert learned == {(one.profile_id, "met"), (other.profile_id, "not_for_me")}


def test_the_engine_goes_by_the_newest_word(met: Met) -> None:
    _, one, _, meeting = met

    def learned(answer: str) -> list[str]:
        say(one, meeting, answer)
        return [row.answer for row in db.session.query(MatchAnswer)]

    assert learned("cooperation_possible") == ["met"]
    assert learned("not_of_interest") == ["not_for_me"]
    assert learned("did_not_take_place") == []
    assert learned("cooperation_possible") == ["met"]
    assert learned("informative") == []


def test_that_introduced_people_met_stays_whatever_is_said_later(met: Met) -> None:
    _, one, other, meeting = met
    introductions.introduction("introduced", one.profile, other.profile)
    say(one, meeting, "cooperation_possible")
    say(one, meeting, "not_of_interest")
    assert [row.answer for row in db.session.query(MatchAnswer).filter_by(profile_id=one.profile_id)] == [
        "met"
    ]


def test_without_consent_to_matching_nothing_is_learned(met: Met) -> None:
    _, one, other, meeting = met
    other.profile.matchable = False
    say(one, meeting, "cooperation_possible")
    assert db.session.query(MatchAnswer).count() == 0


def test_who_is_introduced_has_met(met: Met) -> None:
    _, one, other, meeting = met
    standing = introductions.introduction("introduced", one.profile, other.profile)
    say(one, meeting, "informative")
    assert db.session.get(Introduction, standing.id).state == "met"


def test_an_introduction_that_is_only_asked_for_does_not_move(met: Met) -> None:
    _, one, other, meeting = met
    standing = introductions.introduction("first_asked", one.profile, other.profile)
    say(one, meeting, "cooperation_possible")
    say(other, meeting, "cooperation_possible")
    assert db.session.get(Introduction, standing.id).state == "first_asked"


def test_staff_propose_where_both_are_willing(client: Inspector, met: Met) -> None:
    _, one, other, meeting = met
    staff = signed_in(client, person(role="staff"))
    say(one, meeting, "cooperation_possible")
    staff.get("/meetings/cooperations")
    assert "Nobody waits here" in staff.words
    staff.get("/sign-in", 302)
    staff.get("/help")
    staff.post(f"/meetings/cooperations/{meeting.public_id}", status=409)
    say(other, meeting, "cooperation_possible")
    staff.get("/")
    assert "One pair finds cooperation possible" in staff.words
    staff.get("/meetings/cooperations")
    staff.post(f"/meetings/cooperations/{meeting.public_id}")
    (made,) = db.session.query(Introduction)
    assert (made.state, made.origin, made.first_asked_at) == ("suggested", "staff", None)
    staff.get("/meetings/cooperations")
    assert "Nobody waits here" in staff.words


def test_everybody_is_asked_once_after_the_event(app: Flask, met: Met, work: Callable[[], int]) -> None:
    fair, one, other, _ = met
    fair.comes("Without a meeting")
    for _again in range(2):
        enqueue(tasks.ask_feedback)
        work()
    mails = db.session.query(OutgoingMail).filter_by(template="meeting_feedback").all()
    assert sorted(mail.to_address for mail in mails) == sorted((one.email, other.email))
