"""Lists that were brought in: drafts, reports row by row, and who is known at the event already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.orm import joinedload

from pin_app.attendees.models import AttendeeImport, AttendeeImportRow
from pin_app.db import Base, db, now
from pin_app.events.models import Event
from pin_app.registrations.models import Registration
from pin_app.typed import is_public_id

PER_PAGE = 50
MOST_SHOWN = 20
OWN = ("registration_consents", "attendee_import_rows")  # what a list leaves beside a registration


def by_public_id(event: Event, public_id: str) -> AttendeeImport | None:
    """Return one list that was brought to this event."""
    if not is_public_id(public_id):
        return None
    mine = (AttendeeImport.event_id == event.id, AttendeeImport.public_id == public_id)
    return db.session.scalar(select(AttendeeImport).where(*mine))


def of_event(event: Event) -> Sequence[AttendeeImport]:
    """Return the latest lists that were brought to an event."""
    wanted = select(AttendeeImport).where(AttendeeImport.event_id == event.id)
    wanted = wanted.options(joinedload(AttendeeImport.by)).order_by(AttendeeImport.id.desc())
    return db.session.scalars(wanted.limit(MOST_SHOWN)).all()


def rows_of(found: AttendeeImport, outcome: str, page: int) -> Pagination:
    """Return a page of a report: rows of one outcome, those with remarks (`remarks`), or all."""
    return db.paginate(_rows(found, outcome), page=page, per_page=PER_PAGE, error_out=False)


def every_row(found: AttendeeImport) -> Iterable[AttendeeImportRow]:
    """Yield the whole report in order."""
    return db.session.scalars(_rows(found, "").execution_options(yield_per=500))


def replace_rows(found: AttendeeImport, rows: Sequence[dict[str, Any]]) -> None:
    """Keep another report."""
    db.session.execute(delete(AttendeeImportRow).where(AttendeeImportRow.import_id == found.id))
    if rows:
        db.session.execute(insert(AttendeeImportRow), [{"import_id": found.id} | row for row in rows])


def written_rows(found: AttendeeImport) -> Sequence[AttendeeImportRow]:
    """Return the rows that made or changed a registration that is still there, with it as it stands now."""
    wanted = select(AttendeeImportRow).where(
        AttendeeImportRow.import_id == found.id, AttendeeImportRow.version > 0
    )
    wanted = wanted.join(AttendeeImportRow.registration).options(joinedload(AttendeeImportRow.registration))
    wanted = wanted.order_by(AttendeeImportRow.number)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def people_of(event: Event) -> Sequence[Registration]:
    """Return everybody who ever registered for an event and is not forgotten, fresh from the store."""
    wanted = select(Registration).where(Registration.event_id == event.id)
    wanted = wanted.where(Registration.forgotten_at.is_(None)).order_by(Registration.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def public_ids(ids: Sequence[int | None]) -> Sequence[str]:
    """Return the addresses of some registrations."""
    found: list[str] = []
    for start in range(0, len(ids), 500):
        chunk = Registration.id.in_(ids[start : start + 500])
        found += db.session.scalars(select(Registration.public_id).where(chunk).order_by(Registration.id))
    return found


def used_elsewhere(ids: Sequence[int]) -> set[int]:
    """Return which of some registrations other rooms have kept something about: mails, scans, meetings."""
    found: set[int] = set()
    for table in Base.metadata.tables.values():
        for column in table.columns:
            points = any(key.target_fullname == "registrations.id" for key in column.foreign_keys)
            if points and table.name not in OWN:
                for start in range(0, len(ids), 500):
                    chunk = ids[start : start + 500]
                    found |= set(db.session.scalars(select(column).where(column.in_(chunk)).distinct()))
    return found


def mails_due(most: int) -> Sequence[AttendeeImportRow]:
    """Return some rows whose people are still to be written to."""
    wanted = select(AttendeeImportRow).where(AttendeeImportRow.mail_due)
    return db.session.scalars(wanted.order_by(AttendeeImportRow.id).limit(most)).all()


def unfinished() -> Sequence[AttendeeImport]:
    """Return the lists that wait for a worker."""
    wanted = select(AttendeeImport).where(AttendeeImport.state.in_(("checking", "storing")))
    return db.session.scalars(wanted.order_by(AttendeeImport.id)).all()


def expired() -> Sequence[AttendeeImport]:
    """Return drafts whose time is over, and stored lists that can no longer be taken back but have rows."""
    rows = select(AttendeeImportRow.id).where(AttendeeImportRow.import_id == AttendeeImport.id)
    over = AttendeeImport.expires_at <= now()
    done = AttendeeImport.state.in_(("stored", "undone"))
    return db.session.scalars(select(AttendeeImport).where(over, or_(~done, rows.exists()))).all()


def _rows(found: AttendeeImport, outcome: str) -> Select[Any]:
    wanted = select(AttendeeImportRow).where(AttendeeImportRow.import_id == found.id)
    if outcome == "remarks":
        wanted = wanted.where(func.length(db.cast(AttendeeImportRow.remarks, db.Text)) > len("[]"))
    elif outcome:
        wanted = wanted.where(AttendeeImportRow.outcome == outcome)
    return wanted.order_by(AttendeeImportRow.number)
