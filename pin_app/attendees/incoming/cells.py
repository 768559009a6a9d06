"""How the cells of a list are read: a value as it is kept, perhaps with a doubt, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pin_app import sectors
from pin_app.attendees.incoming import said
from pin_app.attendees.incoming.headings import SURNAME_FIRST, fold
from pin_app.attendees.incoming.names import part
from pin_app.errors import PinError
from pin_app.events.models import Question
from pin_app.forms import clean_line, clean_text
from pin_app.profiles import guards
from pin_app.registrations.limits import NAME_MOST, NOTE_MOST, ORGANISATION_MOST
from pin_app.registrations.services import answering, people
from pin_app.spreadsheets import phones
from pin_app.spreadsheets.values import Doubtful

Read = Callable[[str, str], Any]  # takes the cell and the country of the row
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?:[ T].*)?", re.ASCII)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T].*)?", re.ASCII)
_COUNTED = re.compile(r"[1-7]\d{4}", re.ASCII)  # from 1927 to 2119
_BEGINNING = date(1899, 12, 30)
_CODE = re.compile(r".*\(([0-9.]{2,8}|[A-U])\)\s*")
_EMAIL_APART = re.compile(r"[;,\s]+")
_EMAIL_IN = re.compile(r"(?:mailto:)?<?([^<>\s]+@[^<>\s]+?)>?[.,;]*")


def readers(questions: Sequence[Question]) -> dict[str, Read]:
    """Return how each kind of column is read, for an event with these questions."""
    found = dict(_PLAIN)
    found["kind"] = _one_of(said.kinds(), "attendees.unknown_word")
    found["country"] = _one_of(said.countries(), "attendees.unknown_word")
    found["language"] = _one_of(said.languages(), "attendees.unknown_language")
    found["status"] = _one_of(said.statuses(), "attendees.unknown_status")
    for question in questions:
        if question.kind == "consent":
            found[f"c-{question.public_id}"] = _yes_no
        else:
            found[f"q-{question.public_id}"] = _answer(question)
    return found


def reference(cell: str, _country: str) -> str:
    """The eight letters by which PIN knows a registration."""
    return clean_line(cell).upper().replace(" ", "")[:12]


def email(cell: str, _country: str) -> Any:
    """An address in its canonical form, and as it was typed; of several the first."""
    several = [typed for typed in _EMAIL_APART.split(clean_line(cell)[:400]) if "@" in typed]
    inside = _EMAIL_IN.fullmatch(several[0]) if several else None
    typed = inside.group(1) if inside else clean_line(cell)
    found = (people.address(typed), typed[:320])
    if len(several) > 1:
        return Doubtful(found, PinError("attendees.first_address", read=typed))
    return found


def phone(cell: str, of_country: str) -> Any:
    """A number in E.164; one that cannot be dialled is kept as it was written, among the notes."""
    typed = clean_line(cell)[:200]
    try:
        return phones.phone(typed, of_country, guards.phone)
    except PinError as problem:
        if problem.code == "spreadsheets.phone_rounded":
            return Doubtful(None, PinError("attendees.phone_rounded", shown=typed))
    return Doubtful(("", typed), PinError("attendees.phone_kept", shown=typed))


def whole_name(surname_first: bool) -> Read:
    """A given name and a surname out of one cell."""

    def read(cell: str, _country: str) -> Any:
        parted = part(clean_line(cell)[: 2 * NAME_MOST], surname_first)
        found = (people.name(parted.given_name), people.name(parted.surname))
        if parted.sure:
            return found
        code = "attendees.one_name" if found[0] == found[1] else "attendees.name_parted"
        return Doubtful(found, PinError(code, given=found[0], surname=found[1]))

    return read


def sector(cell: str, _country: str) -> Any:
    """A sector by its code, or by the name and code that our own lists write."""
    inside = _CODE.fullmatch(clean_line(cell)[:300])
    found = sectors.canonical(inside.group(1) if inside else clean_line(cell)[:20])
    if not found:
        return Doubtful(None, PinError("attendees.unknown_word", shown=clean_line(cell)[:80]))
    return found


def day(cell: str) -> str:
    """A day, the day before the month as in Italy and Pakistan, in the form that is kept.

    A cell that has lost its look shows the days since the end of 1899.
    """
    typed = clean_line(cell)
    spelt, iso = _DAY.fullmatch(typed), _ISO.fullmatch(typed)
    if _COUNTED.fullmatch(typed):
        return (_BEGINNING + timedelta(days=int(typed))).isoformat()
    try:
        if spelt:
            return date(int(spelt[3]), int(spelt[2]), int(spelt[1])).isoformat()
        return date.fromisoformat(iso[1] if iso else typed).isoformat()
    except ValueError:
        raise PinError("attendees.no_day", shown=typed[:80]) from None


def _yes_no(cell: str, _country: str) -> Any:
    found = said.yes_or_no(cell)
    if found is None:
        return Doubtful(None, PinError("attendees.not_yes_or_no", shown=clean_line(cell)[:80]))
    return found


def _one_of(known: Mapping[str, str], code: str) -> Read:
    def read(cell: str, _country: str) -> Any:
        word = fold(cell[:300])
        if word in known or cell.strip() in said.TICKS:
            return known.get(word, "registered")
        return Doubtful(None, PinError(code, shown=clean_line(cell)[:80]))

    return read


def _answer(question: Question) -> Read:
    known = said.options_of(question)

    def read(cell: str, country: str) -> Any:
        if question.kind == "yes_no":
            return _yes_no(cell, country)
        if question.kind in ("one_of", "several_of"):
            return _chosen(question, cell, known)
        return answering.checked(question, day(cell) if question.kind == "date" else cell)

    return read


def _chosen(question: Question, cell: str, known: Mapping[str, str]) -> Any:
    found, others = said.several(cell[:2_000], known)
    if question.kind == "one_of" and len(found) > 1:
        found, others = [], [cell]
    value = answering.checked(question, found[0] if question.kind == "one_of" and found else found)
    if others:
        return Doubtful(value, PinError("attendees.unknown_answer", shown=clean_line("; ".join(others))[:80]))
    return value


def _line(most: int) -> Read:
    return lambda cell, _country: guards.line(cell, most)


_PLAIN: dict[str, Read] = {
    "reference": reference,
    "surname": lambda cell, _country: people.name(cell),
    "given_name": lambda cell, _country: people.name(cell),
    "full_name": whole_name(surname_first=False),
    SURNAME_FIRST: whole_name(surname_first=True),
    "email": email,
    "phone": phone,
    "whatsapp_ok": _yes_no,
    "organisation": _line(ORGANISATION_MOST),
    "role": _line(NAME_MOST),
    "sector": sector,
    "city": lambda cell, _country: guards.city(cell),
    "note": lambda cell, _country: clean_text(cell).strip()[:NOTE_MOST],
}
