"""What the forms of this room are made of: fields that the guards of the room check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from wtforms import Field, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from pin_app import sectors
from pin_app.errors import PinError
from pin_app.forms import Form

_GROUPED = re.compile(r"[0-9]{1,3}(?:[., '][0-9]{3})+")


def choices(labels: Mapping[str, Any], group: str | None = None) -> list[SelectChoice]:
    """Return what can be chosen from codes and their names, under a heading where one is given."""
    return [SelectChoice(code, label, optgroup=group) for code, label in labels.items()]


class Guarded:
    """Lets a guard of the room clean a field's value; its refusal becomes the field's message."""

    def __init__(self, guard: Callable[[Any], Any]) -> None:
        self.guard = guard

    def __call__(self, form: Any, field: Any) -> None:
        """Clean the value in place; a value that could not even be read keeps its first message."""
        if field.errors:
            raise StopValidation
        try:
            field.data = self.guard(field.data)
        except PinError as problem:
            raise ValidationError(str(problem)) from None


class Wanted:
    """Marks a field that is wanted in the end, though a draft may lack it."""

    field_flags = {"required": True}  # noqa: RUF012 -- WTForms reads it off the validator

    def __call__(self, form: Any, field: Any) -> None:
        """Let everything pass."""


class Part(Form):
    """A form inside a form: the page carries one token, in the form around it."""

    class Meta(Form.Meta):
        """Without a token of its own."""

        csrf = False


class WholeNumberField(StringField):  # type: ignore[misc]
    """A whole number as people type it, with or without marks between the thousands; keeps what was typed."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read digits; anything else stays as typed for the guard to refuse."""
        if not valuelist:
            return
        typed = valuelist[0].strip()
        plain = re.sub(r"[., ']", "", typed) if _GROUPED.fullmatch(typed) else typed
        self.data = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 16 else typed

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class SectorsField(Field):  # type: ignore[misc]
    """Sectors to tick: those chosen, those found for what was typed into the search, and suggestions."""

    widget = None

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        """Read the ticks, and the words of the search beside them."""
        super().process(formdata, *args, **options)
        self.words = formdata.get(self.words_name, "") if formdata else ""
        self.suggested: list[sectors.Option] = []

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the ticked codes."""
        self.data = valuelist

    @property
    def words_name(self) -> str:
        """Name of the search field that belongs to these ticks."""
        return f"{self.name}-words"

    @property
    def chosen(self) -> list[sectors.Option]:
        """The ticked sectors that exist."""
        return sectors.options(code for code in self.data or () if sectors.canonical(code))

    @property
    def found(self) -> list[sectors.Option]:
        """What the search finds beyond the ticked ones."""
        return self._new(sectors.find(self.words)) if self.words else []

    def suggest(self, text: str, most: int = 5) -> None:
        """Offer sectors that the text speaks of, where none is ticked yet."""
        self.suggested = [] if self.data else self._new(sectors.suggest(text, most))

    def _new(self, options: Sequence[sectors.Option]) -> list[sectors.Option]:
        return [option for option in options if option.code not in (self.data or ())]


class Together:
    """Several forms that a page shows and sends as one; reads like one form to the error summary."""

    parts: list[Form]
    form_errors: Sequence[str] = ()

    def validate(self) -> bool:
        """Check every part, so that all that is wrong is said at once."""
        answers = [part.validate() for part in self.parts]
        return all(answers)

    @property
    def errors(self) -> dict[str | None, Any]:
        """What is wrong, by the full names of the fields; None for the whole."""
        found = {field.name: field.errors for field in self if field.errors}
        return found | ({None: self.form_errors} if self.form_errors else {})

    def __iter__(self) -> Iterator[Field]:
        for part in self.parts:
            yield from part

    @property
    def pickers(self) -> list[SectorsField]:
        """The sector fields of all parts."""
        return [field for field in self if isinstance(field, SectorsField)]


def right(form: Form, names: Sequence[str]) -> dict[str, Any]:
    """Return the values of those fields of a checked form with which nothing is wrong."""
    return {name: form[name].data for name in names if name in form and not form[name].errors}
