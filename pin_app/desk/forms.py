"""What staff send: a question by its address, and decisions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from pin_app.desk.models import Pair
from pin_app.desk.queries.wanted import ASSIGNED, FACETS, ORDERS, VIEWS, Place, Wanted
from pin_app.directory import forms as directory
from pin_app.forms import Form
from pin_app.introductions.limits import MESSAGE_MOST, NOTE_MOST
from pin_app.introductions.reasons import REJECTIONS
from pin_app.matches.models import PURPOSES
from pin_app.profiles.forms.parts import choices

LARGEST = 2**31 - 1
RISKS = ("yes", "no")
REASONS = choices({"": _l("Choose a reason"), **REJECTIONS})


def read(arguments: Mapping[str, str], person_id: int = 0, purpose: str = "") -> Wanted:
    """Return what the arguments of an address ask for; what makes no sense is left out."""
    facets = {name: value for name, value in directory.read(arguments).facets.items() if name in FACETS}
    if arguments.get("risk") in RISKS:
        facets["risk"] = arguments["risk"]
    return Wanted(
        purpose=purpose or _one_of(arguments.get("purpose"), PURPOSES),
        view=_one_of(arguments.get("view"), VIEWS),
        order=_one_of(arguments.get("order"), ORDERS),
        facets=facets,
        assigned=_one_of(arguments.get("assigned"), ("", *ASSIGNED)),
        interest=arguments.get("interest") == "1",
        never=arguments.get("never") == "1",
        after=_place(arguments.get("after", "")),
        person_id=person_id,
    )


def told(place: Place | None) -> str | None:
    """Return a place as it stands in an address."""
    return None if place is None else f"{place.key!r}~{place.low_id}~{place.high_id}"


def behind(wanted: Wanted, pair: Pair | None) -> Wanted:
    """Return the same question from a pair on; from the beginning where the pair is not in the list."""
    if pair is None:
        return replace(wanted, after=None)
    key = pair.fair if wanted.order == "fair" else pair.worth
    return replace(wanted, after=Place(key, pair.low_id, pair.high_id))


class VersionField(IntegerField):  # type: ignore[misc]
    """The version of what the page showed."""

    widget = HiddenInput()


def _version(name: str) -> Any:
    return VersionField(id=f"{name}-version", validators=[InputRequired(), NumberRange(0, LARGEST)])


class AssignForm(Form):
    """Who looks after a pair; empty for everybody."""

    version = _version("assign")
    to = SelectField(_l("Colleague"), id="assign-to", validate_choice=False, validators=[Optional()])


class PostponeForm(Form):
    """Until when a pair is not offered."""

    version = _version("postpone")
    until = DateField(_l("Offer it again on"), id="postpone-until", validators=[DataRequired()])


class RejectForm(Form):
    """Why two are not to meet."""

    version = _version("reject")
    reason = SelectField(
        _l("Reason"), id="reject-reason", choices=REASONS,
        validators=[DataRequired()],
    )  # fmt: skip


class UndoForm(Form):
    """Which act is taken back: the one that the page showed, if nothing came after it."""

    version = _version("undo")


class NoteForm(Form):
    """A note for colleagues."""

    text = TextAreaField(
        _l("Note for colleagues"), id="note-text", validators=[DataRequired(), Length(max=NOTE_MOST)],
        render_kw={"rows": 3, "dir": "auto"},
    )  # fmt: skip


class ProposeForm(Form):
    """Who is asked first, what each side reads, and why staff go on where a gate asks."""

    version = _version("propose")
    first = RadioField(_l("Who is asked first?"), id="propose-first", validators=[DataRequired()])
    low_reads = TextAreaField(id="propose-low", validators=[DataRequired(), Length(max=MESSAGE_MOST)])
    high_reads = TextAreaField(id="propose-high", validators=[DataRequired(), Length(max=MESSAGE_MOST)])
    override = TextAreaField(
        _l("Why do you go on?"), id="propose-override", validators=[Optional(), Length(max=NOTE_MOST)],
        render_kw={"rows": 2, "dir": "auto"},
    )  # fmt: skip


class ApproveForm(Form):
    """What each side reads of an introduction that was asked for, and why staff go on where a gate asks."""

    version = _version("approve")
    first_reads = TextAreaField(id="approve-first", validators=[Length(max=MESSAGE_MOST)])
    second_reads = TextAreaField(id="approve-second", validators=[Length(max=MESSAGE_MOST)])
    override = TextAreaField(id="approve-override", validators=[Length(max=NOTE_MOST)])


class ViewForm(Form):
    """A name for what is asked for."""

    name = StringField(_l("Name of this view"), id="view-name", validators=[DataRequired(), Length(max=60)])
    arguments = HiddenField(id="view-arguments", validators=[Length(max=500)])


class SelectedForm(Form):
    """What to do with several pairs at once."""

    act = HiddenField(id="selected-act", validators=[AnyOf(("assign", "postpone", "reject"))])
    to = SelectField(_l("Colleague"), id="assign-to", validate_choice=False, validators=[Optional()])
    until = DateField(_l("Offer them again on"), id="postpone-until", validators=[Optional()])
    reason = SelectField(
        _l("Reason"), id="reject-reason", choices=REASONS,
        validators=[Optional()],
    )  # fmt: skip


def _one_of(value: str | None, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else allowed[0]


def _place(text: str) -> Place | None:
    parts = text[:60].split("~")
    try:
        key, low, high = float(parts[0]), int(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    fits = math.isfinite(key) and 0 < low <= LARGEST and 0 < high <= LARGEST
    return Place(key, low, high) if fits else None
