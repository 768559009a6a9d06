"""What the columns of a list probably hold: by their headings, by our own lists, and by their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from flask_babel import force_locale

from pin_app.attendees.columns import columns_of
from pin_app.attendees.incoming.grids import Grid
from pin_app.attendees.incoming.headings import NAMES, SURNAME_FIRST, fold, is_about_agreeing, target_of
from pin_app.events.models import Event, Question
from pin_app.i18n import LANGUAGES

LEAVE_OUT = ""
MOST = 0.6  # of the cells that say something have to look like it
FEWEST = 3  # cells by which a heading can be contradicted
_EMAIL = re.compile(r"\S{1,64}@[^\s@]+\.[^\s@]{2,}")
_PHONE = re.compile(r"(?:\+|00|0|3|92)[\d ().\-/]{6,22}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./ -](?:\d{1,2}|[a-z]{3,9})\.?(?:[./ -]\d{2,4})?", re.I)
_PERSON = re.compile(r"[^\W\d_][\w'’.\-]*(?: [^\W\d_][\w'’.\-]*){1,4}")
Looks = Callable[[str], object]


def suggest(grid: Grid, event: Event, questions: Sequence[Question]) -> list[str]:
    """Return a target for each column, empty for what is left out; consents are never among them.

    A heading of our own list or a question counts most, then what columns are usually called, then content.
    """
    ours = _of_our_lists(event, questions)
    found: list[str] = []
    open_to_content: list[int] = []
    for place, heading in enumerate(grid.heads):
        known = ours.get(fold(heading))
        target = known if known is not None else target_of(heading)
        if target in found or not _fits(target, grid.column(place)):
            target = LEAVE_OUT
        if not target and known is None and not is_about_agreeing(fold(heading)):
            open_to_content.append(place)
        found.append(target)
    _by_content(found, grid, open_to_content)
    _names_in_one(found, grid)
    return found


def _of_our_lists(event: Event, questions: Sequence[Question]) -> dict[str, str]:
    """The headings of our own lists in every language; what no list can change is left out by name."""
    found: dict[str, str] = {}
    asked = {f"q-{question.public_id}" for question in questions if question.kind != "consent"}
    for spoken in LANGUAGES:
        with force_locale(spoken):
            for column in columns_of(event, questions):
                takes = column.key in NAMES or column.key in asked
                found.setdefault(fold(column.heading), column.key if takes else LEAVE_OUT)
    for question in questions:
        if question.kind != "consent":
            found |= {fold(label): f"q-{question.public_id}" for label in question.labels.values() if label}
    return found


def _fits(target: str, cells: Sequence[str]) -> bool:
    """Whether the cells look like an address or a number, where the heading says so.

    The day of a registration ("Data iscrizione") says nothing of whether somebody comes.
    """
    if target == "status":
        return _share(cells, _DAY.fullmatch) < 0.3
    if len(cells) < FEWEST or target not in ("email", "phone"):
        return True
    if target == "email":
        return _share(cells, _EMAIL.search) > 0.3
    return _share(cells, lambda cell: sum(map(str.isdigit, cell)) > 5 or "E+" in cell.upper()) > 0.3


def _by_content(found: list[str], grid: Grid, places: Iterable[int]) -> None:
    """A column full of addresses holds addresses, whatever it is called."""
    looks: tuple[tuple[str, Looks], ...] = (("email", _EMAIL.fullmatch), ("phone", _PHONE.fullmatch))
    for place in places:
        cells, heading = grid.column(place), grid.heads[place]
        for target, look in looks:
            if target not in found and not found[place] and _share(cells, look) >= MOST:
                found[place] = target
        has_name = {"surname", "given_name", "full_name", SURNAME_FIRST} & set(found)
        if not heading and not found[place] and not has_name and _share(cells, _PERSON.fullmatch) >= MOST:
            found[place] = "full_name"


def _names_in_one(found: list[str], grid: Grid) -> None:
    """A name without its other half is a whole name, and a whole name beside both halves is left out."""
    whole = [place for place, target in enumerate(found) if target in ("full_name", SURNAME_FIRST)]
    halves = {target: found.index(target) for target in ("given_name", "surname") if target in found}
    if len(halves) == 2:
        for place in whole:
            found[place] = LEAVE_OUT
    elif len(halves) == 1:
        ((half, place),) = halves.items()
        if whole:
            found[place] = LEAVE_OUT
        elif _share(grid.column(place), lambda cell: len(cell.split()) > 1) >= MOST:
            found[place] = SURNAME_FIRST if half == "surname" else "full_name"


def _share(cells: Sequence[str], looks: Looks) -> float:
    return sum(bool(looks(cell)) for cell in cells) / len(cells) if cells else 0.0
