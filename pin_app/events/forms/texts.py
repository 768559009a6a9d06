"""Short and long texts in the languages of an event: titles of the programme, questions, options."""

from __future__ import annotations

from typing import Any

from wtforms import Field, StringField
from wtforms.widgets import TextArea

from pin_app.errors import PinError
from pin_app.events import guards, showing
from pin_app.events.forms.parts import refuse
from pin_app.events.models import Event
from pin_app.events.words import in_words
from pin_app.forms import clean_line, clean_text, is_readable
from pin_app.i18n import LANGUAGES, direction
from pin_app.profiles.forms.parts import Part


class TextsForm(Part):
    """One text in each language of an event; the main one may be needed."""

    en = StringField()
    it = StringField()
    ur = StringField()

    def __init__(
        self, event: Event, label: Any, most: int, needed: bool = True, long: bool = False, **options: Any
    ) -> None:
        super().__init__(**options)
        self.languages, self.most, self.needed, self.long = showing.languages_of(event), most, needed, long
        for code in set(LANGUAGES) - set(self.languages):
            del self[code]
        for code in self.languages:
            self._dress(self[code], label, code)

    @property
    def fields(self) -> list[Field]:
        """The fields, that of the main language first."""
        return [self[code] for code in self.languages]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in any language."""
        return not any((field.data or "").strip() for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        """Clean each text, and look for the one that is needed."""
        good = bool(super().validate(extra_validators))
        for field in self:
            try:
                field.data = guards.bounded(self._cleaned(field.data), self.most)
            except PinError as problem:
                refuse(field, problem)
        if self.needed and good and not self.errors:
            main = self[self.languages[0]]
            if not is_readable(main.data or ""):
                main.errors = [*main.errors, main.gettext("This field is required.")]
        return good and not self.errors

    def values(self) -> dict[str, str]:
        """Return the texts that there are, by language."""
        return {code: self[code].data for code in self.languages if self[code].data}

    def _cleaned(self, typed: str | None) -> str:
        return clean_text(typed).strip() if self.long else clean_line(typed)

    def _dress(self, field: Field, label: Any, code: str) -> None:
        field.label.text = in_words(label, code) if len(self.languages) > 1 else label
        field.flags.required = self.needed and code == self.languages[0]
        field.render_kw = {"lang": code, "dir": direction(code), "maxlength": self.most}
        if self.long:
            field.widget = TextArea()
            field.render_kw["rows"] = 4
