"""A timetable is made in the background from wishes and profiles, and nothing in it clashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from flask_babel import force_locale

from pin_app.db import db
from pin_app.errors import PinError
from pin_app.jobs import enqueue
from pin_app.meetings import explaining, tasks
from pin_app.meetings.models import Meeting, MeetingRun, MeetingScore, MeetingSeat, MeetingWish
from pin_app.meetings.queries import runs
from pin_app.meetings.services import editing, making, wishing
from tests.factories.meetings import Fair
from tests.factories.people import signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

Work = Callable[[], int]


def made(fair: Fair, work: Work, base: MeetingRun | None = None, changes: int | None = None) -> MeetingRun:
    run = making.ask(fair.event, fair.by, base, changes)
    db.session.commit()
    enqueue(tasks.make, run.id)
    work()
    db.session.refresh(run)
    return run


def everybody_wishes(people: list) -> None:
    for one in people:
        for other in people:
            if one is not other:
                db.session.add(MeetingWish(registration_id=one.id, other_id=other.id, wish="would"))
    db.session.commit()


def test_all_who_wish_meet_and_nothing_clashes(fair: Fair, work: Work) -> None:
    everybody_wishes(fair.many(4))
    run = made(fair, work)
    assert (run.stage, run.error, run.state) == ("done", "", "draft")
    meetings = runs.meetings_of(run)
    assert len(meetings) == 6
    assert max(Counter((one.slot_id, one.table_id) for one in meetings).values()) == 1
    seats = db.session.query(MeetingSeat).filter_by(run_id=run.id).all()
    assert Counter((seat.slot_id, seat.registration_id) for seat in seats).most_common(1)[0][1] == 1
    assert len(seats) == 12
    assert explaining.percent(run) == "100.00"
    with force_locale("it"):
        assert explaining.percent(run) == "100,00"


def test_profiles_that_fit_meet_without_a_wish(fair: Fair, work: Work) -> None:
    buyer = profile("italian_firm", needs=["Surgical instruments and forceps for hospitals"])
    seller = profile("pakistani_firm", offers=["We make surgical instruments and forceps"])
    first, second = fair.comes("Ospedale", profile_id=buyer.id), fair.comes("Maker", profile_id=seller.id)
    fair.comes("Guest")
    run = made(fair, work)
    met = [(one.first_id, one.second_id) for one in runs.meetings_of(run)]
    assert met == [(first.id, second.id)]
    assert db.session.query(MeetingScore).count() == 1
    assert 0.0 < run.value <= 1.0


def test_a_no_of_one_side_keeps_two_apart_and_is_explained(fair: Fair, work: Work) -> None:
    one, other = fair.many(2)
    wishing.wish(one, other, "must")
    wishing.wish(other, one, "no")
    run = made(fair, work)
    assert runs.meetings_of(run) == []
    (person,) = list(explaining.page(run, 1, "must").items)
    assert person.registration.id == one.id
    assert person.unmet == [("Firm 01", "Must", "One of the two said “no, thank you”.")]


def test_who_takes_no_part_or_has_no_place_is_left_out(fair: Fair, work: Work) -> None:
    one, other = fair.many(2)
    gone, away = fair.comes("Gone"), fair.comes("Away", takes_part=False)
    everybody_wishes([one, other, gone, away])
    gone.state = "cancelled"
    run = made(fair, work)
    assert [(m.first_id, m.second_id) for m in runs.meetings_of(run)] == [(one.id, other.id)]


def test_a_rerun_keeps_locks_and_changes_no_more_than_asked(fair: Fair, work: Work) -> None:
    people = fair.many(4)
    everybody_wishes(people)
    first = made(fair, work)
    kept = runs.meetings_of(first)[2]
    editing.lock(kept, fair.by, True)
    late = fair.comes("Late")
    wishing.wish(late, people[0], "must")
    second = made(fair, work, base=first, changes=2)
    places = {(one.slot_id, one.table_id, one.first_id, one.second_id) for one in runs.meetings_of(second)}
    assert (kept.slot_id, kept.table_id, kept.first_id, kept.second_id) in places
    assert [one.locked for one in runs.meetings_of(second) if one.first_id == kept.first_id
            and one.second_id == kept.second_id] == [True]  # fmt: skip
    before = {(one.slot_id, one.first_id, one.second_id) for one in runs.meetings_of(first)}
    after = {(one.slot_id, one.first_id, one.second_id) for one in runs.meetings_of(second)}
    assert len(before ^ after) <= 2 * 2


def test_a_lock_that_cannot_be_kept_is_let_go(fair: Fair, work: Work) -> None:
    one, other = fair.many(2)
    everybody_wishes([one, other])
    first = made(fair, work)
    (meeting,) = runs.meetings_of(first)
    editing.lock(meeting, fair.by, True)
    wishing.take_part(one, True, away=[meeting.slot_id])
    second = made(fair, work, base=first)
    (moved,) = runs.meetings_of(second)
    assert moved.slot_id != meeting.slot_id
    assert moved.locked is False
    (told,) = explaining.released(second)
    assert (told.first, told.second, told.slot.id) == ("Firm 00", "Firm 01", meeting.slot_id)
    assert told.why == "One of the two has no time then any more."


def test_a_lock_of_somebody_who_left_is_told(client: Inspector, fair: Fair, work: Work) -> None:
    one, other, third = fair.many(3)
    everybody_wishes([one, other, third])
    first = made(fair, work)
    editing.lock_all(first, fair.by, True)
    wishing.take_part(one, False)
    second = made(fair, work, base=first)
    assert [(m.first_id, m.second_id, m.locked) for m in runs.meetings_of(second)] == [
        (other.id, third.id, True)
    ]
    assert [(told.first, told.second) for told in explaining.released(first)] == []
    assert sorted((told.first, told.second) for told in explaining.released(second)) == [
        ("Firm 00", "Firm 01"), ("Firm 00", "Firm 02"),
    ]  # fmt: skip
    signed_in(client, fair.by).get(f"/events/{fair.event.public_id}/meetings/runs/2")
    assert "Locked meetings that could not be kept" in client.words
    assert "One of the two takes no part any more." in client.words


def test_asked_twice_it_is_made_once(fair: Fair, work: Work) -> None:
    everybody_wishes(fair.many(2))
    first, second = making.ask(fair.event, fair.by), making.ask(fair.event, fair.by)
    assert first.id == second.id
    db.session.commit()
    enqueue(tasks.make, first.id)
    enqueue(tasks.make, first.id)
    work()
    assert db.session.query(Meeting).count() == 1


def test_nobody_to_seat_is_refused(fair: Fair) -> None:
    fair.comes("Alone")
    with pytest.raises(PinError, match="at least two"):
        making.ask(fair.event, fair.by)


def test_a_broken_scheduler_is_told(fair: Fair, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody_wishes(fair.many(2))

    def broken(*_given: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(tasks.adapter, "make", broken)
    run = made(fair, work)
    assert (run.stage, run.error) == ("failed", "RuntimeError")
    monkeypatch.undo()
    assert made(fair, work).stage == "done"


def test_published_is_what_people_go_by(fair: Fair, work: Work) -> None:
    one, other = fair.many(2)
    everybody_wishes([one, other])
    run = made(fair, work)
    assert runs.agenda_of(one) == ()
    fair.publish(run)
    assert [m.second_id for m in runs.agenda_of(one)] == [other.id]
