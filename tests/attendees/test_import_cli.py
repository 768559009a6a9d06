"""`pin events import` as an operator meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from pin_app.attendees.cli import events
from pin_app.attendees.models import AttendeeImport
from pin_app.db import db
from pin_app.events.models import Event
from tests.attendees.incoming import italian, people, plain
from tests.factories.events import event


def pin(app: Flask, *arguments: str | Path) -> Result:
    """Run the command in the application of the test, which lets go of the store meanwhile."""
    db.session.rollback()
    found = CliRunner().invoke(events, ["import", *map(str, arguments)], obj=app)
    db.session.rollback()
    return found


@pytest.fixture
def seminar(app: Flask) -> Event:
    return event()


def sent(folder: Path, content: bytes) -> Path:
    (folder / "list.xlsx").write_bytes(content)
    return folder / "list.xlsx"


def test_a_list_is_brought_in_and_told(app: Flask, seminar: Event, tmp_path: Path) -> None:
    done = pin(app, seminar.public_id, sent(tmp_path, italian()))
    assert done.exit_code == 0, done.output
    assert "column 2 'Cognome': Surname" in done.output
    assert "4 rows. New: 1, New, on the waiting list: 1, Left out: 2." in done.output
    assert [one.surname for one in people(seminar)] == ["De Luca", "Khan"]
    assert db.session.scalars(select(AttendeeImport.state)).all() == ["stored"]


def test_a_dry_run_stores_nothing(app: Flask, seminar: Event, tmp_path: Path) -> None:
    done = pin(app, seminar.public_id, sent(tmp_path, italian()), "--dry-run")
    assert (done.exit_code, people(seminar)) == (0, [])
    assert db.session.scalars(select(AttendeeImport)).all() == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (plain("Rossi,Anna,anna@,"), "Some rows are refused"),
        (b"%PDF", "neither a CSV nor an XLSX file"),
        (plain("a,b,,", head="x,y,z,w"), "in which column the names are"),
    ],
)
def test_what_cannot_be_is_refused(
    app: Flask, seminar: Event, tmp_path: Path, content: bytes, words: str
) -> None:
    done = pin(app, seminar.public_id, sent(tmp_path, content))
    assert (done.exit_code, words in done.output, people(seminar)) == (1, True, [])
    assert db.session.scalars(select(AttendeeImport)).all() == []


def test_an_unknown_event_is_told(app: Flask, tmp_path: Path) -> None:
    done = pin(app, "nothing", sent(tmp_path, italian()))
    assert (done.exit_code, "There is no event" in done.output) == (1, True)
