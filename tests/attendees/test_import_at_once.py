"""Many clicks at once on the yes to a list: one effect, on either store."""

from __future__ import annotations

from flask import Flask

from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.services import bringing
from pin_app.db import db
from tests.attendees.incoming import checked, people, plain
from tests.factories import events
from tests.store import at_once

TIMES = 8


def test_a_list_is_stored_once_however_often_somebody_says_yes(app: Flask) -> None:
    by, event = events.organised()
    event.capacity = 3
    found = checked(event, plain(*(f"Person{number},Anna,," for number in range(5))), by)
    number, version = found.id, found.version

    def yes() -> None:
        mine = db.session.get_one(AttendeeImport, number)
        bringing.ask_to_store(mine, version, None)
        bringing.store(mine)

    assert at_once(app, yes, TIMES) == ["done"] * TIMES
    assert [one.state for one in people(event)] == ["registered"] * 3 + ["waiting"] * 2


def test_two_lists_with_the_same_people_at_once_bring_each_person_once(app: Flask) -> None:
    by, event = events.organised()
    file = plain("Rossi,Anna,anna@example.org,", "Bianchi,Ugo,ugo@example.org,")
    lists = [checked(event, file, by) for _list in range(2)]
    turns = [(one.id, one.version) for one in lists]

    def yes() -> None:
        number, version = turns.pop()
        mine = db.session.get_one(AttendeeImport, number)
        bringing.ask_to_store(mine, version, None)
        bringing.store(mine)

    assert at_once(app, yes, 2) == ["done"] * 2
    assert [one.surname for one in people(event)] == ["Rossi", "Bianchi"]
    states = [db.session.get_one(AttendeeImport, one.id).state for one in lists]
    assert sorted(states) == ["checked", "stored"]
