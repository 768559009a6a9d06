"""Fault F14 in the rooms of events: a form that is sent again, or twenty times at once, has one effect."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from pin_app.accounts.routes import limits
from pin_app.audit.models import AuditEntry
from pin_app.audit.services import record
from pin_app.checkin.services import taking
from pin_app.db import db
from pin_app.meetings.models import Meeting, MeetingPlan
from pin_app.meetings.services import editing, planning
from tests.factories.meetings import Fair
from tests.factories.people import signed_in
from tests.inspector import Inspector
from tests.trust.deeds import Deed, Scene, added, counted, of_room, scene
from tests.trust.walker import forget_tries

ROOMS = ("events", "registrations", "checkin", "meetings", "attendees", "trainings")
TIMES = 20
ANSWERS = (200, 302, 400, 404, 409, 410, 422)  # never a failure of the server


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)


def posts(room: str) -> list[Deed]:
    """The acts that happen once."""
    return [deed for deed in of_room(room) if not deed.repeats]


def problems(client: Inspector, deed: Deed) -> Iterator[str]:
    """What is wrong when a form is sent, and sent again."""
    made = scene(client, deed)
    before = counted()
    statuses = [made.send(), made.send()]
    yield from _wrong(deed, statuses, added(before))


def _wrong(deed: Deed, statuses: list[int], more: dict[str, int]) -> Iterator[str]:
    if more != deed.rows:
        yield f"{deed.name} adds {dict(sorted(more.items()))}"
    if deed.status not in statuses or not set(statuses) <= set(ANSWERS):
        yield f"{deed.name} answers {statuses}"


@pytest.mark.parametrize("room", ROOMS)
def test_a_form_that_is_sent_again_has_one_effect(client: Inspector, room: str) -> None:
    assert [one for deed in posts(room) for one in problems(client, deed)] == []


def at_once(client: Inspector, deed: Deed) -> Iterator[str]:
    """What is wrong when a form is sent by many tabs at the same moment."""
    made = scene(client, deed)
    forget_tries()
    tabs = [_tab(made) for _ in range(TIMES)]
    before = counted()
    app = client.app

    def send(tab: Inspector) -> int:
        with app.app_context():
            try:
                return made.send(browser=tab)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(TIMES) as pool:
        statuses = list(pool.map(send, tabs))
    yield from _wrong(deed, statuses, added(before))


def _tab(made: Scene) -> Inspector:
    tab = Inspector(made.browser.app)
    if not made.sent.guest:
        signed_in(tab, made.by)
    tab.get("/sign-in" if made.sent.guest else "/help")
    return tab


@pytest.mark.thorough
@pytest.mark.parametrize("room", ROOMS)
def test_a_form_that_is_sent_twenty_times_at_once_has_one_effect(client: Inspector, room: str) -> None:
    assert [one for deed in posts(room) for one in at_once(client, deed)] == []


def test_what_somebody_else_did_a_moment_ago_is_not_done_again(client: Inspector) -> None:
    fair = Fair()
    run = fair.run()
    sides = fair.comes("One"), fair.comes("Other")
    meeting = editing.add(run, fair.by, sides, fair.slots[0], fair.tables[0])
    plan = {
        "opens_at": fair.plan.opens_at,
        "closes_at": fair.plan.closes_at,
        "minutes": 25,
        "break_minutes": 10,
    }
    db.session.commit()
    assert (meeting.state, meeting.locked, fair.plan.minutes) == ("planned", False, 20)
    for model, values in ((Meeting, {"state": "cancelled", "locked": True}), (MeetingPlan, {"minutes": 25})):
        unseen = update(model).values(**values)
        db.session.execute(unseen, execution_options={"synchronize_session": False})
    before = db.session.query(AuditEntry).count()
    editing.cancel(meeting, fair.by)
    editing.lock(meeting, fair.by, True)
    planning.plan(fair.event, fair.by, **plan, most=4, feedback=fair.plan.feedback)  # type: ignore[arg-type]
    assert db.session.query(AuditEntry).count() == before


def test_the_check_sees_a_scan_that_is_kept_twice(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_note_undone", lambda _event, _scans: record("checkin.undone"))
    undo = next(deed for deed in of_room("checkin") if deed.name == "undo")
    assert list(problems(client, undo)) == ["undo adds {'audit_entries': 2, 'check_ins': -1, 'scans': 1}"]
