"""The dry run: every row is looked at, and its report kept; nothing is stored of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.queries import imports
from pin_app.attendees.services.bringing import planning
from pin_app.attendees.services.bringing.drafting import grid_of
from pin_app.attendees.services.bringing.people import known
from pin_app.attendees.services.bringing.planning import Line, Plan, Watch
from pin_app.db import db, hold, now, reading
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.registrations import queries as registrations
from pin_app.registrations.services import places

SMALL = 300  # rows that are looked at while somebody waits for the page
SMALL_BYTES = 500_000


def ask_to_check(found: AttendeeImport) -> None:
    """Have a list looked at by the worker."""
    hold(found)
    if found.state not in ("draft", "checked"):
        raise PinError("attendees.is_stored")
    found.state, found.problem = "checking", ""
    found.counts = {"done": 0, "of": found.facts.get("rows", 0)}
    db.session.flush()


def is_small(found: AttendeeImport) -> bool:
    """Whether a list is looked at and stored at once, as others wait only for a moment."""
    return bool(found.facts["rows"] <= SMALL and found.facts.get("size", 0) <= SMALL_BYTES)


def check(found: AttendeeImport) -> None:
    """Look at every row here and now and keep the report."""
    _keep(found, planned(found))


def check_in_background(import_id: int) -> bool:
    """Look at every row while others may write, then keep the report; for the worker. Commits."""
    db.session.rollback()
    with reading():
        found = db.session.get(AttendeeImport, import_id)
        if found is None or found.state != "checking":
            return False
        report = _report(planned(found, _teller(found)))
        db.session.rollback()
    hold(found)
    if found.state == "checking":
        _write(found, *report)
    db.session.commit()
    return True


def planned(found: AttendeeImport, watch: Watch | None = None) -> Plan:
    """Return what would become of every row, as things stand."""
    event = found.event
    plan = planning.make(
        grid_of(found), event, events.questions_of(event), known(imports.people_of(event)),
        found.targets, found.options, watch,
    )  # fmt: skip
    plan.seat(_room(event), waits=event.waiting_list)
    return plan


def rows_of(plan: Plan) -> list[dict[str, Any]]:
    """Return the rows of a report as they are kept."""
    return [_row(line) for line in plan.lines]


def _report(plan: Plan) -> tuple[list[dict[str, Any]], dict[str, int], str]:
    return rows_of(plan), plan.counts(), plan.fingerprint()


def _keep(found: AttendeeImport, plan: Plan) -> None:
    _write(found, *_report(plan))


def _write(
    found: AttendeeImport, rows: list[dict[str, Any]], counts: Mapping[str, int], fingerprint: str
) -> None:
    imports.replace_rows(found, rows)
    found.counts, found.state = dict(counts), "checked"
    found.facts = found.facts | {"plan": fingerprint}
    found.version += 1
    db.session.flush()


def _row(line: Line) -> dict[str, Any]:
    remarks = [*line.row.faults, *line.row.doubts]
    return {
        "number": line.row.number,
        "outcome": line.outcome,
        "name": line.row.name[:260] or _name_of(line),
        "remarks": [{"cell": one.cell, "code": one.told.code, "facts": one.told.facts} for one in remarks],
        "changes": line.changes,
        "registration_id": line.registration.id if line.registration else None,
        "before": {},
        "version": 0,
        "mail_due": False,
    }


def _name_of(line: Line) -> str:
    one = line.registration
    return f"{one.given_name} {one.surname}" if one else ""


def _room(event: Event) -> int | None:
    """How many of the new find a place: those who wait already come first."""
    free = places.free(event)
    if free is None:
        return None
    asks = event.state == "published" and event.starts_at > now()
    return max(0, free - (registrations.count_waiting(event) if asks else 0))


def _teller(found: AttendeeImport) -> Watch:
    """Note how far it is beside the transaction that reads."""
    number, of = found.id, found.counts.get("of", 0)

    def tell(count: int) -> None:
        mine = (AttendeeImport.id == number, AttendeeImport.state == "checking")
        told = update(AttendeeImport).where(*mine).values(counts={"done": count, "of": of})
        with suppress(OperationalError), db.engine.begin() as connection:  # a busy store is no reason to stop
            connection.execute(told)

    return tell
