"""The way of an introduction, written down once: which event leads from where to where, and who may.

Services look every step up here and nowhere else; the page for staff and the tests read the same table.
"""

from __future__ import annotations

from dataclasses import dataclass

STATES = (
    "suggested", "approved", "first_asked", "second_asked", "accepted", "introduced", "met",
    "outcome_recorded", "declined", "expired", "withdrawn", "reported", "rejected",
)  # fmt: skip
CLOSED = ("declined", "expired", "withdrawn", "reported", "rejected")
STANDING = tuple(state for state in STATES if state not in CLOSED)
CONTACT = ("accepted", "introduced", "met", "outcome_recorded")  # both know how to reach each other
WAITING = ("first_asked", "second_asked")  # for an answer, until it expires
BEFORE_ASKING = ("suggested", "approved")

SIDES = ("first", "second")
ACTORS = (*SIDES, "staff", "system")
CHANNELS = ("page", "link", "staff", "system")
ANSWERS = ("yes", "no")

NOT_YET, BEGIN = None, ""


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step: `needs_yes_of` a side whose yes must be there, `answers` who answers."""

    event: str
    before: tuple[str, ...]
    after: str | None  # None: the state stays
    who: tuple[str, ...]
    channels: tuple[str, ...]
    needs_yes_of: str = ""
    answers: str = ""


_BY_STAFF, _BY_SYSTEM = ("staff",), ("system",)
_BY_SIDE = ("page", "link", "staff")  # "staff" where they act on behalf of somebody, on recorded consent
TRANSITIONS: dict[str, Transition] = {
    row.event: row
    for row in (
        Transition("propose", (BEGIN,), "suggested", _BY_STAFF, _BY_STAFF),
        Transition("request", (BEGIN,), "suggested", ("first",), ("page", "staff")),
        Transition("edit_message", BEFORE_ASKING, NOT_YET, _BY_STAFF, _BY_STAFF),
        Transition("assign", STANDING, NOT_YET, _BY_STAFF, _BY_STAFF),
        Transition("postpone", ("suggested",), NOT_YET, _BY_STAFF, _BY_STAFF),
        Transition("reject", BEFORE_ASKING, "rejected", _BY_STAFF, _BY_STAFF),
        Transition("approve", ("suggested",), "approved", _BY_STAFF, _BY_STAFF),
        Transition("ask_first", ("approved",), "first_asked", ("staff", "system"), ("staff", "system")),
        Transition("first_yes", ("first_asked",), NOT_YET, ("first",), _BY_SIDE, answers="first"),
        Transition("first_no", ("first_asked",), "declined", ("first",), _BY_SIDE, answers="first"),
        Transition(
            "ask_second", ("first_asked",), "second_asked", ("staff", "system"), ("staff", "system"),
            needs_yes_of="first",
        ),
        Transition("second_yes", ("second_asked",), "accepted", ("second",), _BY_SIDE, answers="second"),
        Transition("second_no", ("second_asked",), "declined", ("second",), _BY_SIDE, answers="second"),
        Transition("introduce", ("accepted",), "introduced", _BY_SYSTEM, _BY_SYSTEM, needs_yes_of="second"),
        Transition("meet", ("introduced",), "met", (*SIDES, "staff"), (*_BY_SIDE,)),
        Transition("record_outcome", ("met",), "outcome_recorded", ACTORS, CHANNELS),
        Transition("remind", WAITING, NOT_YET, _BY_SYSTEM, _BY_SYSTEM),
        Transition("expire", WAITING, "expired", _BY_SYSTEM, _BY_SYSTEM),
        Transition("withdraw", STANDING, "withdrawn", ACTORS, CHANNELS),
        Transition("report", (*WAITING, *CONTACT), "reported", SIDES, _BY_SIDE),
        Transition("settle", ("reported",), "withdrawn", _BY_STAFF, _BY_STAFF),
    )
}  # fmt: skip
