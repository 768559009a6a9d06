"""Keeping the directory in step with the profiles, in the transaction that changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import delete, event, insert, select
from sqlalchemy.orm import Session

from pin_app.claims.queries import levels
from pin_app.claims.signals import claims_changed
from pin_app.db import db
from pin_app.directory import entries
from pin_app.directory.models import DirectoryEntry, DirectoryFacet, DirectoryTopic
from pin_app.directory.queries import forget_counts, is_shown
from pin_app.profiles.models import Profile
from pin_app.profiles.queries import statements_of_many
from pin_app.profiles.signals import profile_changed, profile_removed

AT_ONCE = 500
CHANGED = "pin.directory.changed"


def refresh(profile_id: int) -> None:
    """Bring one profile's entry in step: there when it is published and listed, gone otherwise."""
    refresh_many([profile_id])


def refresh_many(profile_ids: Iterable[int]) -> None:
    """Bring many entries in step, some hundred in a handful of statements."""
    for some in _portions(sorted(set(profile_ids))):
        db.session.execute(delete(DirectoryEntry).where(DirectoryEntry.profile_id.in_(some)))
        shown = db.session.scalars(select(Profile).where(Profile.id.in_(some), *is_shown())).all()
        if shown:
            stated = statements_of_many(profile.id for profile in shown)
            claimed = levels(profile.id for profile in shown)
            rows = [(profile, stated.get(profile.id, [])) for profile in shown]
            highest = {number: max(found.values()) for number, found in claimed.items()}
            db.session.execute(insert(DirectoryEntry), [entries.entry(*row) for row in rows])
            db.session.execute(
                insert(DirectoryFacet),
                [facet for row in rows for facet in entries.facets(*row, highest.get(row[0].id, 0))],
            )
            if topics := [topic for row in rows for topic in entries.topics(*row)]:
                db.session.execute(insert(DirectoryTopic), topics)
    forget_counts()


def forget(profile_id: int) -> None:
    """Take a profile out of the directory."""
    db.session.execute(delete(DirectoryEntry).where(DirectoryEntry.profile_id == profile_id))
    forget_counts()


def rebuild() -> int:
    """Bring every entry in step, for repair; returns how many profiles were looked at."""
    everyone = db.session.scalars(select(Profile.id)).all()
    refresh_many(everyone)
    return len(everyone)


def refresh_some(after: int, many: int = 200) -> Sequence[int]:
    """Bring the next few entries in step, in the order of their profiles; returns which."""
    following = select(DirectoryEntry.profile_id).where(DirectoryEntry.profile_id > after)
    some = db.session.scalars(following.order_by(DirectoryEntry.profile_id).limit(many)).all()
    refresh_many(some)
    return some


def lacks_topics() -> bool:
    """Whether the directory was filled before topics were kept."""
    has = [db.session.scalar(select(table.profile_id).limit(1)) for table in (DirectoryEntry, DirectoryTopic)]
    return has[0] is not None and has[1] is None


@claims_changed.connect
@profile_changed.connect
def _note_change(_sender: object, profile_id: int, **_facts: object) -> None:
    """Remember the change; the entries of a transaction are written once, at its end."""
    db.session.info.setdefault(CHANGED, set()).add(profile_id)


@profile_removed.connect
def _note_removal(_sender: object, profile_id: int, **_facts: object) -> None:
    forget(profile_id)


@event.listens_for(db.session, "before_commit")
def _write_changes(session: Session) -> None:
    changed: set[int] = session.info.pop(CHANGED, set())
    if changed:
        refresh_many(changed)


@event.listens_for(db.session, "after_rollback")
def _forget_changes(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(CHANGED, None)


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
