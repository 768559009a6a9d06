"""What a list would do: for each row who it is, what is new and what is other than before."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pin_app.attendees.incoming import rows
from pin_app.attendees.incoming.cells import readers
from pin_app.attendees.incoming.grids import Grid
from pin_app.attendees.incoming.rows import Row
from pin_app.attendees.models import OUTCOMES
from pin_app.attendees.services.bringing.people import Known, People, names_of
from pin_app.events.models import Event, Question
from pin_app.registrations.limits import NOTE_MOST
from pin_app.registrations.models import Registration
from pin_app.registrations.services.people import name_key

PLAIN = (
    "phone", "whatsapp_ok", "organisation", "role", "kind", "sector", "city", "country", "language",
)  # fmt: skip
NEW = ("created", "waiting")
Watch = Callable[[int], None]


@dataclass(slots=True)
class Line:
    """One row and what becomes of it; `columns` are those to keep, `changes` say `[what, from, to]`."""

    row: Row
    outcome: str = "refused"
    registration: Registration | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    changes: list[list[Any]] = field(default_factory=list)
    consents: list[Question] = field(default_factory=list)
    is_to_wait: bool = False  # the list itself says so


@dataclass(slots=True)
class Plan:
    """What becomes of every row; `over` people find no place."""

    lines: list[Line]
    over: int = 0

    def counts(self) -> dict[str, int]:
        """How many rows there are of each outcome, and how many to look at."""
        found = Counter(line.outcome for line in self.lines)
        doubts = sum(bool(line.row.doubts) for line in self.lines)
        consents = sum(len(line.consents) for line in self.lines if line.outcome in NEW)
        kept = {outcome: found[outcome] for outcome in OUTCOMES}
        return kept | {"rows": len(self.lines), "doubts": doubts, "over": self.over, "consents": consents}

    def fingerprint(self) -> str:
        """The same for two plans that do the same, whoever of the new finds a place."""
        told = [
            [line.row.number, "new" if line.outcome in NEW else line.outcome, line.changes, _id(line)]
            for line in self.lines
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()

    def seat(self, room: int | None, *, waits: bool) -> None:
        """Give places to the new in the order of the list; the others wait, or find a place none the less."""
        left, self.over = room, 0
        for line in self.lines:
            if line.outcome not in NEW or line.is_to_wait:
                continue
            full = left is not None and left <= 0
            self.over += full
            line.outcome = "waiting" if full and waits else "created"
            left = None if left is None else left - 1


def make(
    grid: Grid,
    event: Event,
    questions: Sequence[Question],
    people: People,
    targets: Sequence[str],
    options: Mapping[str, Any],
    watch: Watch | None = None,
) -> Plan:
    """Read every row and say what becomes of it; nothing is stored."""
    read, made = readers(questions), []
    for count, (number, cells) in enumerate(grid.lines()):
        row = rows.check(grid, number, cells, targets, read, str(options.get("country", "")))
        made.append(_line(row, event, questions, people, again=bool(options.get("again"))))
        if watch and count % 500 == 0:
            watch(count)
    return Plan(made)


def _line(row: Row, event: Event, questions: Sequence[Question], people: People, *, again: bool) -> Line:
    line = Line(row)
    if row.is_nobody:
        row.faults, row.doubts = [], []
        row.doubt("attendees.sum" if row.is_sum else "attendees.nobody")
        line.outcome = "left_out"
        return line
    if row.faults:
        return line
    found, names = _who(row, people)
    if found is not None and found.number:
        row.doubt("attendees.same_as_row", row=found.number)
        line.outcome = "left_out"
    elif found is not None and not (
        found.has_cancelled and again and row.values.get("status") != "cancelled"
    ):
        found.number = row.number
        _existing(line, found, questions)
    elif "surname" not in row.values or "given_name" not in row.values:
        row.doubt("attendees.unknown_reference", reference=row.values.get("reference", ""))
        line.outcome = "left_out"
    else:
        _newcomer(line, event, questions, people, names)
    return line


def _who(row: Row, people: People) -> tuple[Known | None, frozenset[str]]:
    said = row.values
    key = name_key(said.get("surname", ""), said.get("given_name", "")) if row.name else ""
    names = names_of(key)
    by_reference = people.by_reference.get(said.get("reference", ""))
    if by_reference is not None or not key:
        return by_reference, names
    if "reference" in said:
        row.doubt("attendees.unknown_reference", reference=said["reference"])
    return people.same(names, said.get("email", ""), said.get("phone", "")), names


def _existing(line: Line, found: Known, questions: Sequence[Question]) -> None:
    """Compare a row with the registration of the same person; where a cell is empty nothing is said."""
    registration, row = found.registration, line.row
    if registration is None:
        return
    line.registration = registration
    said = row.values.get("status", "")
    if registration.state == "cancelled":
        line.outcome = "unchanged" if said == "cancelled" else "left_out"
        if said != "cancelled":
            row.doubt("attendees.has_cancelled", reference=registration.reference)
        return
    _compare(
        line, registration, questions, by_reference=row.values.get("reference") == registration.reference
    )
    if said == "cancelled":
        row.doubt("attendees.not_cancelled", reference=registration.reference)
    elif said and (said == "waiting") != (registration.state in ("waiting", "offered")):
        row.doubt("attendees.state_stays", reference=registration.reference)
    line.outcome = "changed" if line.columns else "unchanged"


def _compare(
    line: Line, registration: Registration, questions: Sequence[Question], *, by_reference: bool
) -> None:
    said = line.row.values
    names = [*PLAIN, *(("surname", "given_name") if by_reference else ())]
    if not registration.email or (by_reference and registration.source != "form"):
        names.append("email")
    elif said.get("email", registration.email) != registration.email:  # their link and consents go with it
        line.row.doubt("attendees.email_stays", reference=registration.reference, email=registration.email)
    if "note" in said and (note := _noted(registration.note, said["note"])) != registration.note:
        line.changes.append(["note", registration.note, note])
        line.columns["note"] = note
    for name in dict.fromkeys(names):
        if name in said and said[name] != getattr(registration, name):
            line.changes.append([name, getattr(registration, name), said[name]])
            line.columns[name] = said[name]
    _complete(line, registration)
    answers = dict(registration.answers or {})
    for question in questions:
        key = f"q-{question.public_id}"
        if key in said and answers.get(question.public_id) != said[key]:
            line.changes.append([key, answers.get(question.public_id), said[key]])
            answers[question.public_id] = said[key]
            line.columns["answers"] = answers


def _complete(line: Line, registration: Registration) -> None:
    """What goes with a name and with an address."""
    if {"surname", "given_name"} & set(line.columns):
        parts = [line.columns.get(name, getattr(registration, name)) for name in ("surname", "given_name")]
        line.columns["name_key"] = name_key(*parts)
    if "email" in line.columns:
        line.columns["typed_email"] = line.row.values["typed_email"]


def _newcomer(
    line: Line, event: Event, questions: Sequence[Question], people: People, names: frozenset[str]
) -> None:
    said, row = line.row.values, line.row
    email, phone = said.get("email", ""), said.get("phone", "")
    if said.get("status") == "cancelled":
        row.doubt("attendees.says_no")
        line.outcome = "left_out"
        return
    _doubt_alike(row, people.alike(names, email))
    people.add(Known(names, email, phone, None, row.number))
    line.is_to_wait = said.get("status") == "waiting"
    line.outcome = "waiting" if line.is_to_wait else "created"
    line.columns = {name: said[name] for name in ("surname", "given_name", "note", *PLAIN) if name in said}
    line.columns |= {"email": email, "typed_email": said.get("typed_email", "")}
    line.columns["name_key"] = name_key(said["surname"], said["given_name"])
    line.columns.setdefault("language", event.language)
    if "unread_phone" in said:
        line.columns["note"] = _noted(said.get("note", ""), f"Tel.: {said['unread_phone']}")
    line.columns["answers"] = _answers(said, questions)
    line.consents = [question for question in questions if said.get(f"c-{question.public_id}") is True]


def _noted(before: str, more: str) -> str:
    """What is noted already stays, and nothing is noted twice."""
    return before if more in before else "\n".join(part for part in (before, more) if part)[:NOTE_MOST]


def _doubt_alike(row: Row, other: Known | None) -> None:
    if other is None:
        return
    if other.registration is not None:
        row.doubt("attendees.like_registration", reference=other.registration.reference)
    else:
        row.doubt("attendees.like_row", row=other.number)


def _answers(said: Mapping[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    keys = {question.public_id: f"q-{question.public_id}" for question in questions}
    return {public_id: said[key] for public_id, key in keys.items() if key in said}


def _id(line: Line) -> int:
    return line.registration.id if line.registration else 0
