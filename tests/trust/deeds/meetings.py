"""Meetings: set up, wished for, changed by hand, published, and spoken of afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pin_app.accounts.models import User
from pin_app.db import now
from pin_app.events.showing import local
from pin_app.meetings.models import Meeting
from pin_app.meetings.services import editing, making, wishing
from pin_app.registrations.services import links
from tests.factories import events
from tests.factories.meetings import Fair
from tests.trust.deeds import Sent, deed

MAILS = {"outgoing_mails": 2, "registration_mails": 2}


def _met(by: User, state: str = "published", **columns: Any) -> tuple[Fair, Meeting, str]:
    """A fair with a meeting of two; where it is published, both go by it."""
    fair = Fair(by=by, **columns)
    run = fair.run()
    meeting = editing.add(run, by, (fair.comes("One"), fair.comes("Other")), fair.slots[0], fair.tables[0])
    if state == "published":
        fair.publish(run)
    return fair, meeting, f"/events/{fair.event.public_id}/meetings"


def _one(by: User) -> tuple[Meeting, str]:
    _fair, meeting, at = _met(by)
    return meeting, f"{at}/one/{meeting.public_id}"


@deed("meetings.planned")
def plan(by: User) -> Sent:
    fair = Fair(by=by)
    typed = {
        "opens_at": "2026-01-01T08:00", "closes_at": f"{fair.event.starts_at:%Y-%m-%dT%H:%M}",
        "minutes": "25", "break_minutes": "5", "most": "6", "feedback": "y",
    }  # fmt: skip
    return Sent(f"/events/{fair.event.public_id}/meetings/plan", typed, fair.event)


@deed("meetings.slots_laid", {"meeting_slots": 3})
def slots(by: User) -> Sent:
    fair = Fair(by=by, slots=1)
    mine = fair.comes("One")
    wishing.take_part(mine, True, 2, [fair.slots[0].id])
    hours = {"first": f"{local(fair.event, fair.slots[0].starts_at):%H:%M}"}
    hours |= {"last": f"{local(fair.event, fair.slots[0].starts_at + timedelta(minutes=110)):%H:%M}"}
    day = local(fair.event, fair.event.starts_at).date().isoformat()
    return Sent(f"/events/{fair.event.public_id}/meetings/slots", {"day": day} | hours, fair.event)


@deed("meetings.tables_set", {"meeting_tables": 3})
def tables(by: User) -> Sent:
    fair = Fair(by=by)
    return Sent(f"/events/{fair.event.public_id}/meetings/tables/numbered", {"count": "5"}, fair.event)


@deed("meetings.invited", {"outgoing_mails": 1, "registration_mails": 1})
def invite(by: User) -> Sent:
    fair = Fair(by=by)
    fair.comes("One")
    events.registration(fair.event)
    return Sent(f"/events/{fair.event.public_id}/meetings/invite", {}, fair.event)


@deed("", {"meeting_participants": 1, "meeting_absences": 1})
def take_part(by: User) -> Sent:
    fair = Fair(by=by)
    mine = events.registration(fair.event)
    typed = {"takes_part": "yes", "most": "2", "away": [str(fair.slots[0].id)]}
    return Sent(f"/r/{links.token_of(mine)}/meetings/taking-part", typed, mine, guest=True)


@deed("", {"meeting_wishes": 1})
def wish(by: User) -> Sent:
    mine, other = Fair(by=by).many(2)
    typed = {"other": other.public_id, "wish": "must"}
    return Sent(f"/r/{links.token_of(mine)}/meetings/wish", typed, mine, guest=True)


@deed("meetings.timetable_asked", {"meeting_runs": 1}, repeats=True)
def ask(by: User) -> Sent:
    fair = Fair(by=by)
    fair.many(2)
    return Sent(f"/events/{fair.event.public_id}/meetings/runs", {}, fair.event)


@deed("meetings.timetable_stopped")
def stop(by: User) -> Sent:
    fair = Fair(by=by)
    fair.many(2)
    run = making.ask(fair.event, by)
    return Sent(f"/events/{fair.event.public_id}/meetings/runs/{run.number}/stop", {}, run)


@deed("meetings.published")
def publish(by: User) -> Sent:
    _fair, meeting, at = _met(by, "draft")
    return Sent(f"{at}/runs/1/publish", {}, meeting.run)


@deed("meetings.rolled_back")
def roll_back(by: User) -> Sent:
    fair, meeting, at = _met(by)
    fair.publish(fair.run(number=2))
    return Sent(f"{at}/runs/1/roll-back", {}, meeting.run)


@deed("meetings.locked")
def lock(by: User) -> Sent:
    meeting, at = _one(by)
    return Sent(f"{at}/lock", {"locked": "yes"}, meeting)


@deed("meetings.added", {"meetings": 1, "meeting_seats": 2} | MAILS)
def add(by: User) -> Sent:
    fair, _meeting, at = _met(by)
    first, second = fair.comes("Third"), fair.comes("Fourth")
    typed = {
        "first": first.public_id, "second": second.public_id, "slot": str(fair.slots[1].id),
        "table": str(fair.tables[0].id),
    }  # fmt: skip
    return Sent(f"{at}/runs/1/add", typed)


@deed("meetings.moved", MAILS)
def move(by: User) -> Sent:
    fair, meeting, at = _met(by)
    typed = {"slot": str(fair.slots[2].id), "table": str(fair.tables[1].id)}
    return Sent(f"{at}/one/{meeting.public_id}/move", typed, meeting)


@deed("meetings.cancelled", {"meeting_seats": -2} | MAILS)
def cancel(by: User) -> Sent:
    meeting, at = _one(by)
    return Sent(f"{at}/cancel", {}, meeting)


@deed("meetings.held")
def held(by: User) -> Sent:
    meeting, at = _one(by)
    return Sent(f"{at}/held", {"held": "yes"}, meeting)


@deed("meetings.absent", {"meeting_seats": -2, "outgoing_mails": 1, "registration_mails": 1})
def absent(by: User) -> Sent:
    meeting, at = _one(by)
    return Sent(f"{at}/absent", {"side": "first"}, meeting.first)


@deed("meetings.came_after_all", {"meeting_seats": 2, "outgoing_mails": 1, "registration_mails": 1})
def came(by: User) -> Sent:
    meeting, at = _one(by)
    editing.mark_absent(meeting, by, meeting.first, rest=False)
    return Sent(f"{at}/came", {}, meeting.first)


@deed("meetings.feedback", {"meeting_feedback": 1})
def feedback(by: User) -> Sent:
    start = now() - timedelta(hours=3)
    _fair, meeting, _at = _met(by, starts_at=start, ends_at=start + timedelta(hours=8))
    typed = {"meeting": meeting.public_id, "answer": "cooperation_possible", "note": "Call them"}
    return Sent(f"/r/{links.token_of(meeting.first)}/meetings/feedback", typed, meeting, guest=True)


@deed("meetings.plan_printed", method="GET", status=200, repeats=True)
def printed(by: User) -> Sent:
    _fair, meeting, at = _met(by)
    return Sent(f"{at}/day.pdf", {}, meeting.run)
