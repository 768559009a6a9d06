"""What colleagues keep at the desk: notes for each other, and views and habits of their own."""

from __future__ import annotations

from collections.abc import Mapping

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold
from pin_app.desk.models import DeskChoice, PairNote, SavedView
from pin_app.desk.queries import own
from pin_app.desk.services.decisions import Both
from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text
from pin_app.introductions.limits import NOTE_MOST

MOST_VIEWS = 30


def write_note(pair: Both, text: str, by: User) -> PairNote:
    """Keep a note on two profiles that only staff read."""
    cleaned = clean_text(text).strip()[:NOTE_MOST]
    if not clean_line(cleaned):
        raise PinError("desk.note_empty")
    note = PairNote(low_id=pair.low.id, high_id=pair.high.id, text=cleaned, by=by)
    db.session.add(note)
    db.session.flush()
    record("desk.noted", note, actor=by, low=pair.low.id, high=pair.high.id)
    return note


def delete_note(note: PairNote, by: User) -> None:
    """Take a note away; only who wrote it can."""
    if note.by_id != by.id:
        raise PinError("desk.note_not_yours")
    record("desk.note_deleted", note, actor=by, low=note.low_id, high=note.high_id)
    db.session.delete(note)
    db.session.flush()


def save_view(user: User, name: str, arguments: Mapping[str, str]) -> SavedView:
    """Keep filters and order under a name; the same name again replaces what it stood for."""
    hold(user)
    called = clean_line(name)[:60]
    if not called:
        raise PinError("desk.view_unnamed")
    view = own.view_called(user, called)
    if view is None:
        if own.count_views(user) >= MOST_VIEWS:
            raise PinError("desk.too_many_views", most=MOST_VIEWS)
        view = SavedView(user_id=user.id, name=called)
        db.session.add(view)
    view.arguments = dict(arguments)
    db.session.flush()
    return view


def delete_view(view: SavedView) -> None:
    """Forget a view."""
    db.session.delete(view)
    db.session.flush()


def choose_shortcuts(user: User, on: bool) -> None:
    """Switch single keys on or off for a person."""
    hold(user)
    choice = db.session.get(DeskChoice, user.id) or DeskChoice(user_id=user.id)
    choice.shortcuts = on
    db.session.add(choice)
    db.session.flush()
