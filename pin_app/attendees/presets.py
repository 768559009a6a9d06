"""The kinds of lists: for whom each is, whom it holds, and which columns it may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from pin_app.attendees.columns import Column
from pin_app.attendees.queries.facets import standing
from pin_app.events.models import Event, Question
from pin_app.registrations.models import Registration

FORMS = ("xlsx", "csv-excel", "csv")
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of list. `first` are the columns that it has by itself, `groups` what it may have.

    `holds` are conditions that stand whatever else is asked for. In a list that is handed on, a consent is
    only the one that allows it.
    """

    key: str
    may_hold: Callable[[Column], bool]
    first: Callable[[Column], bool]
    holds: Callable[[], Sequence[Condition]] = tuple
    forms: tuple[str, ...] = FORMS
    pseudonymous: bool = False
    handed_on: bool = False

    def conditions(self, event: Event) -> list[Condition]:
        """Return what holds for an event whatever is asked for; a sensitive one hands on who agreed to it."""
        agreed = [standing(Question.purpose == "sensitive")] if event.sensitive and self.handed_on else []
        return [*self.holds(), *agreed]

    def allowed(self, columns: Iterable[Column]) -> list[Column]:
        """Return the columns that such a list may have, in order."""
        return [column for column in columns if self.may_hold(column)]

    def chosen(self, columns: Iterable[Column], keys: Sequence[str] = ()) -> list[Column]:
        """Return those of the allowed columns that are named, or the usual ones."""
        allowed = self.allowed(columns)
        named = [column for column in allowed if column.key in keys]
        return named or [column for column in allowed if self.first(column)]


def _keys(*keys: str, groups: tuple[str, ...] = ()) -> Callable[[Column], bool]:
    return lambda column: column.key in keys or column.group in groups


def _having_a_place() -> Sequence[Condition]:
    return (Registration.state == "registered",)


def _agreed_to_partners() -> Sequence[Condition]:
    return (standing(Question.purpose == "partner_list"),)


def _may_be_handed_on(column: Column) -> bool:
    if column.group == "consent":
        return column.purpose == "partner_list"
    return column.group in ("name", "work", "place", "contact", "question")


_DONOR = _keys("kind", "sector", "country", "language", "status", "meetings", groups=("presence",))
PRESETS = {
    preset.key: preset
    for preset in (
        Preset("organiser", lambda _column: True, lambda column: not column.is_private),
        Preset(
            "door",
            lambda _column: True,
            lambda column: (
                column.key.startswith("in-")
                or column.key in ("reference", "surname", "given_name", "organisation", "role")
            ),
            _having_a_place,
        ),
        Preset(
            "badges",
            lambda column: column.group != "note",
            _keys("reference", "surname", "given_name", "organisation", "role", "country", "language"),
            _having_a_place,
        ),
        Preset(
            "partner",
            _may_be_handed_on,
            lambda column: column.group in ("name", "work", "place", "contact", "consent"),
            _agreed_to_partners,
            handed_on=True,
        ),
        Preset("donor", _DONOR, _DONOR, pseudonymous=True, handed_on=True),
        Preset(
            "signature",
            _keys("surname", "given_name", "organisation", "role", "reference"),
            _keys("surname", "given_name", "organisation"),
            _having_a_place,
            forms=("pdf",),
        ),
    )
}
