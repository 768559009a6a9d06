"""Storing a list: exactly what the report said, all of it or nothing, in one transaction, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pin_app.accounts.models import User
from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.queries import imports
from pin_app.attendees.services.bringing import checking
from pin_app.attendees.services.bringing.planning import NEW, Line, Plan
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.policies import may_organise
from pin_app.registrations.models import Registration
from pin_app.registrations.services import offer_places, places
from pin_app.registrations.services.in_bulk import Newcomer, add_many, change_many, more_places

UNDOABLE = timedelta(days=30)


def ask_to_store(
    found: AttendeeImport,
    version: int | None,
    by: User | None,
    *,
    mail: bool = False,
    add_places: bool = False,
    leave_refused: bool = False,
) -> bool:
    """Say yes to a report as it was shown; False where somebody has said yes already."""
    hold(found)
    if found.state in ("storing", "stored"):
        return False
    if found.state != "checked" or version != found.version:
        raise PinError("attendees.other_report")
    counts = found.counts
    if counts["refused"] and not leave_refused:
        raise PinError("attendees.has_refused")
    if not sum(counts[one] for one in (*NEW, "changed")):
        raise PinError("attendees.nothing_to_store")
    if counts["over"] and not add_places and not found.event.waiting_list:
        raise PinError("attendees.no_room")
    chosen = {"mail": mail, "add_places": add_places, "by": by.id if by else None}
    found.options, found.state, found.problem = found.options | chosen, "storing", ""
    db.session.flush()
    return True


def store(found: AttendeeImport) -> bool:
    """Store a list that was said yes to; False where it is stored already or its report is no longer true.

    The right is looked at again. In the latter case the new report is kept and somebody has to look at it.
    """
    hold(found)
    if found.state != "storing":
        return False
    event, by = found.event, _who(found)
    if by is not None and not (by.is_active and may_organise(by, event)):
        raise PinError("attendees.may_not_bring")
    places.take(event)
    if event.state == "cancelled":
        raise PinError("registration.event_cancelled")
    offer_places(event)  # those who wait come first
    plan = checking.planned(found)
    if plan.fingerprint() != found.facts.get("plan"):
        checking.check(found)
        found.problem = "attendees.changed_meanwhile"
        return False
    _apply(found, event, plan, by)
    return True


def give_up(found: AttendeeImport, code: str) -> None:
    """Go back to where somebody can look at it again; the list is kept as it was sent."""
    hold(found)
    if found.state in ("checking", "storing"):
        found.state = "draft" if found.state == "checking" else "checked"
        found.problem = code[:60]
    db.session.flush()


def _who(found: AttendeeImport) -> User | None:
    """Who has said yes; nobody for the command line."""
    number = found.options.get("by")
    return db.session.get(User, number) if number else None


def _apply(found: AttendeeImport, event: Event, plan: Plan, by: User | None) -> None:
    added = _make_room(event, plan, found.options, by)
    before = {line.row.number: _before(line) for line in plan.lines if line.outcome == "changed"}
    _add(event, [line for line in plan.lines if line.outcome in NEW], by)
    change_many([(one.registration, one.columns) for one in plan.lines if _is_changed(one)], by)  # type: ignore[misc]
    db.session.flush()
    rows = checking.rows_of(plan)
    for row, line in zip(rows, plan.lines, strict=True):
        _note(row, line, before, mail=bool(found.options.get("mail")))
    imports.replace_rows(found, rows)
    found.counts = plan.counts() | {"places_added": added}
    found.state, found.stored_at, found.content = "stored", now(), None
    found.expires_at = now() + UNDOABLE
    found.facts = {
        name: value for name, value in found.facts.items() if name not in ("top", "samples", "heads")
    }
    told = {name: found.counts[name] for name in (*NEW, "changed", "left_out", "refused", "consents")}
    record(
        "attendees.imported", event, actor=by, list=found.public_id, places_added=added,
        mail=bool(found.options.get("mail")), **told,
    )  # fmt: skip
    db.session.flush()


def _make_room(event: Event, plan: Plan, options: Mapping[str, Any], by: User | None) -> int:
    """Seat the new, with more places where the organiser wants that; returns how many were added."""
    wants_more = bool(options.get("add_places"))
    plan.seat(places.free(event), waits=not wants_more)
    if plan.over and not wants_more and not event.waiting_list:
        raise PinError("attendees.no_room")
    if not wants_more or not plan.over:
        return 0
    more_places(event, plan.over, by)
    return plan.over


def _add(event: Event, new: list[Line], by: User | None) -> None:
    people = [Newcomer(line.columns, _state_of(line), line.consents) for line in new]
    for line, made in zip(new, add_many(event, people, by), strict=True):
        line.registration = made


def _state_of(line: Line) -> str:
    return "waiting" if line.outcome == "waiting" else "registered"


def _is_changed(line: Line) -> bool:
    return line.outcome == "changed"


def _before(line: Line) -> dict[str, Any]:
    one: Registration | None = line.registration
    return {name: getattr(one, name) for name in line.columns} if one else {}


def _note(row: dict[str, Any], line: Line, before: Mapping[int, dict[str, Any]], *, mail: bool) -> None:
    """Note what is needed to take a row back, and whether its person is to be written to."""
    if line.registration is None or line.outcome not in (*NEW, "changed"):
        return
    row["version"] = line.registration.version
    row["before"] = before.get(line.row.number, {})
    row["mail_due"] = mail and line.outcome in NEW and bool(line.registration.email)
