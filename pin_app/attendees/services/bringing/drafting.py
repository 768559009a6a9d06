"""Drafts: a list as it was sent, and what the organiser says is in which column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pin_app.accounts.models import User
from pin_app.attendees.incoming import grids
from pin_app.attendees.incoming.cells import readers
from pin_app.attendees.incoming.grids import Grid
from pin_app.attendees.incoming.rows import WHO
from pin_app.attendees.incoming.suggesting import suggest
from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.queries import imports
from pin_app.db import db, hold, now, snapshot
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.forms import clean_line

KEPT = timedelta(hours=24)  # a draft that nobody stores
MOST_DRAFTS = 20
TOP = 12  # rows that are shown so that a person can say where the headings are
SAMPLES = 3
LONGEST_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose on the page of the columns."""

    targets: tuple[str, ...]
    country: str = ""
    again: bool = False
    consents_shown: bool = False


def start(
    event: Event,
    content: bytes,
    name: str,
    by: User | None,
    *,
    pasted: bool = False,
    grid: Grid | None = None,
) -> AttendeeImport:
    """Keep a list as a draft, with what its columns probably hold; refuses what cannot be read.

    `grid` is the list as it was read before, outside of a transaction that others would wait for.
    """
    grid = grid or grids.read(content, pasted)
    if event.state == "cancelled":
        raise PinError("registration.event_cancelled")
    open_ones = [one for one in imports.of_event(event) if one.state not in ("stored", "undone")]
    if len(open_ones) >= MOST_DRAFTS:
        raise PinError("attendees.too_many_drafts", most=MOST_DRAFTS)
    if not grid.lines():
        raise PinError("attendees.nobody_in_it")
    made = AttendeeImport(
        event=event, by=by, name=clean_line(name)[:120], content=content, expires_at=now() + KEPT,
        facts={"pasted": pasted}, options={"country": event.country or "IT"},
    )  # fmt: skip
    _describe(made, grid)
    db.session.add(made)
    db.session.flush()
    return made


def reread(found: AttendeeImport, head: int) -> None:
    """Take another row for the headings, and suggest anew; 0 where the list has none. Ends a transaction."""
    with snapshot():
        grid = grid_of(found, head)
    _guard_open(found)
    _describe(found, grid)
    found.state = "draft"
    db.session.flush()


def put_columns(found: AttendeeImport, choice: Choice) -> None:
    """Keep what the organiser says is in which column; raises PinError where that cannot be."""
    _guard_open(found)
    known = readers(events.questions_of(found.event))
    targets = [target if target in known else "" for target in choice.targets]
    targets = (targets + [""] * len(found.targets))[: len(found.targets)]
    _guard_targets(targets, choice)
    found.targets = targets
    found.options = {"country": choice.country, "again": choice.again, "shown": choice.consents_shown}
    found.state, found.problem = "draft", ""
    db.session.flush()


def discard(found: AttendeeImport) -> None:
    """Delete a draft with everything in it."""
    _guard_open(found)
    db.session.delete(found)
    db.session.flush()


def sweep() -> int:
    """Delete drafts whose time is over, and the rows of lists that can no longer be taken back."""
    over = imports.expired()
    for one in over:
        if one.state in ("stored", "undone"):
            imports.replace_rows(one, [])
        else:
            db.session.delete(one)
    db.session.flush()
    return len(over)


def grid_of(found: AttendeeImport, head: int | None = None) -> Grid:
    """Read the kept bytes again."""
    if found.content is None:
        raise PinError("attendees.is_stored")
    row = found.head if head is None else head
    return grids.read(found.content, bool(found.facts.get("pasted")), row)


def _guard_open(found: AttendeeImport) -> None:
    hold(found)
    if found.state not in ("draft", "checked") or found.content is None:
        raise PinError("attendees.is_stored")


def _guard_targets(targets: Sequence[str], choice: Choice) -> None:
    used = [target for target in targets if target]
    if len(set(used)) < len(used):
        raise PinError("attendees.target_twice")
    if not set(used) & {*WHO, "reference"}:
        raise PinError("attendees.no_name_column")
    if any(target.startswith("c-") for target in used) and not choice.consents_shown:
        raise PinError("attendees.consents_not_shown")


def _describe(made: AttendeeImport, grid: Grid) -> None:
    """Note how the list was read, and as much of it as the page of the columns shows."""
    facts: dict[str, Any] = {
        "pasted": bool(made.facts.get("pasted")), "form": grid.form, "encoding": grid.encoding,
        "separator": grid.separator, "digest": grid.digest, "calculated": grid.calculated,
        "others": grid.others,
        "rows": len(grid.lines()), "size": len(made.content or b""), "heads": grid.heads,
        "top": [_short(row) for row in grid.rows[:TOP]],
        "samples": [_short(grid.column(place, SAMPLES)) for place in range(grid.width)],
    }  # fmt: skip
    made.facts, made.head = facts, grid.head
    made.targets = suggest(grid, made.event, events.questions_of(made.event))


def _short(cells: Iterable[str]) -> list[str]:
    return [clean_line(cell)[:LONGEST_SAMPLE] for cell in cells]
