"""Checks 2, 6 and 7 in the rooms of events: nobody else does what organisers do, and a right ends at once.

Each act waits in an open session with its form, and then the right is gone: the account is closed or has
another role, or somebody else runs the event. Nothing may change, and who does not run it finds no page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from pin_app.accounts import services
from pin_app.attendees.services import bringing
from pin_app.attendees.tasks import store_list
from pin_app.db import db
from pin_app.events import policies
from pin_app.events.models import EventOrganiser
from pin_app.registrations.models import Registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.trust.deeds import Deed, Scene, of_room, scene
from tests.trust.deeds.attendees import checked

ROOMS = ("events", "registrations", "checkin", "meetings", "attendees", "trainings")
EVERYBODYS = ("events.create", "events.open_calendar", "trainings.create")  # of no event: any organiser may
Loss = Callable[[Scene], Inspector]
WRITES = ("INSERT", "UPDATE", "DELETE")


def another_organiser(made: Scene) -> Inspector:
    return _tab(signed_in(Inspector(made.browser.app), person(role="organiser")), "/help")


def nobody(made: Scene) -> Inspector:
    return _tab(Inspector(made.browser.app), "/sign-in")


def no_longer_an_organiser(made: Scene) -> Inspector:
    services.set_role(made.by, "member")
    return made.browser


def event_in_other_hands(made: Scene) -> Inspector:
    services.set_role(made.by, "organiser")
    db.session.query(EventOrganiser).filter_by(user_id=made.by.id).delete()
    return made.browser


def account_closed(made: Scene) -> Inspector:
    services.deactivate(made.by)
    return made.browser


LOSSES: dict[Loss, int] = {  # in this order: each undoes the one before
    another_organiser: 404,
    nobody: 302,
    no_longer_an_organiser: 403,
    event_in_other_hands: 404,
    account_closed: 302,
}


def _tab(browser: Inspector, page: str) -> Inspector:
    browser.get(page)
    return browser


def problems(client: Inspector, deed: Deed) -> Iterator[str]:
    """What an act still did after each loss."""
    made = scene(client, deed)
    if made.sent.guest:
        return
    everybodys = f"{deed.room}.{deed.name}" in EVERYBODYS
    for loss, status in LOSSES.items():
        if everybodys and (status == 404 or (deed.name == "open_calendar" and status == 403)):
            continue
        browser = loss(made)
        db.session.commit()
        with written() as statements:
            answered = made.send(browser=browser)
        if answered != status or statements:
            yield f"{deed.name} after {loss.__name__}: {answered} {statements}"


@contextmanager
def written() -> Iterator[list[str]]:
    """Note every statement that writes, but for when somebody was seen."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith(WRITES) and "user_sessions" not in statement:
            found.append(" ".join(statement.split())[:60])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("room", ROOMS)
def test_who_may_not_changes_nothing(client: Inspector, room: str) -> None:
    assert [one for deed in of_room(room) for one in problems(client, deed)] == []


def test_a_list_that_waits_to_be_stored_is_not_stored_after_its_organiser_left(app: Flask) -> None:
    by = person(role="organiser")
    found, _at = checked(by)
    bringing.ask_to_store(found, found.version, by)
    number, people = found.id, db.session.query(Registration).count()
    services.set_role(by, "member")
    db.session.commit()
    store_list(number)
    db.session.rollback()
    assert db.session.query(Registration).count() == people
    assert db.session.get_one(type(found), number).problem == "attendees.may_not_bring"


def test_the_check_sees_a_right_that_everybody_has(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies, "_role_at", lambda *_: EventOrganiser(may_export=True))
    note = next(deed for deed in of_room("registrations") if deed.name == "note")
    found = [one.split(":")[0] for one in problems(client, note)]
    assert found == ["note after another_organiser", "note after event_in_other_hands"]
