"""What this room hears from the rooms below, and the job that fills its tables once.

Imported after the tasks of matches: at a commit those take out first who may no longer be suggested.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import event
from sqlalchemy.orm import Session

from pin_app.db import db
from pin_app.desk.services import facets, pairs
from pin_app.desk.services.lock import hold_the_pairs
from pin_app.introductions.models import Introduction
from pin_app.jobs import jobs
from pin_app.matches import tasks as matches_tasks
from pin_app.matches.signals import suggestions_changed, word_said
from pin_app.profiles.signals import profile_changed

__all__ = ["matches_tasks", "watch"]
TOUCHED = "pin.desk.touched"
CHANGED = "pin.desk.changed"


@jobs.task(every_minutes=5)
def watch() -> None:
    """Fill the tables of a store that was there before this room, and follow the table of goods at risk."""
    if not pairs.is_built():
        pairs.rebuild()
    elif facets.is_behind():
        hold_the_pairs()
        facets.rebuild()
    db.session.commit()


@suggestions_changed.connect
def _note_suggestions(_sender: object, profile_ids: Iterable[int]) -> None:
    db.session.info.setdefault(TOUCHED, set()).update(profile_ids)


@word_said.connect
def _note_word(_sender: object, profile_id: int, partner_id: int) -> None:
    db.session.info.setdefault(TOUCHED, set()).add(profile_id)


@profile_changed.connect
def _note_change(_sender: object, profile_id: int, **_facts: object) -> None:
    db.session.info.setdefault(CHANGED, set()).add(profile_id)


@event.listens_for(Introduction, "after_insert")
@event.listens_for(Introduction, "after_update")
def _note_introduction(_mapper: object, _connection: object, target: Introduction) -> None:
    sides = {number for number in (target.first_id, target.second_id) if number}
    db.session.info.setdefault(TOUCHED, set()).update(sides)


@event.listens_for(db.session, "before_commit")
def _keep_in_step(session: Session) -> None:
    """Write what a transaction touched as its last act; who is waited for here waits for nobody."""
    session.flush()
    changed, touched = (session.info.pop(name, set()) for name in (CHANGED, TOUCHED))
    if changed or touched:
        hold_the_pairs()
        facets.refresh(changed)
        pairs.refresh(touched)


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        for name in (TOUCHED, CHANGED):
            session.info.pop(name, None)
