"""What a series is: for whom, its texts in up to three languages, and what a certificate asks for."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from pin_app.errors import PinError
from pin_app.events import guards as of_events
from pin_app.forms import Form
from pin_app.i18n import LANGUAGES, direction, language
from pin_app.profiles.forms.parts import Guarded, Part, Together, Wanted, WholeNumberField, choices
from pin_app.trainings import guards, words
from pin_app.trainings.models import TrainingSeries

TEXTS = {"title": "titles", "summary": "summaries"}
PLAIN = ("audience", "language", "minimum", "minimum_unit")


class TextsForm(Part):
    """What the series is called and about, in one language."""

    title = StringField(
        _l("Title"), validators=[Guarded(of_events.title)], render_kw={"maxlength": of_events.TITLE_MOST}
    )
    summary = StringField(
        _l("In a sentence"),
        validators=[Guarded(of_events.summary)],
        render_kw={"maxlength": of_events.SUMMARY_MOST},
    )


class DetailsForm(Form):
    """For whom it is, and from when on there is a certificate."""

    audience = SelectField(
        _l("For whom"),
        choices=choices(words.AUDIENCES),
        validators=[Wanted(), Guarded(guards.audience)],
        validate_choice=False,
    )
    language = SelectField(
        _l("Main language"),
        choices=choices(LANGUAGES),
        validators=[Wanted(), Guarded(of_events.language)],
        validate_choice=False,
    )
    minimum = WholeNumberField(_l("A certificate asks for at least"), render_kw={"inputmode": "numeric"})
    minimum_unit = SelectField(
        _l("Counted in"),
        choices=choices(words.UNITS),
        validators=[Wanted(), Guarded(guards.unit)],
        validate_choice=False,
    )


class SeriesDetails(Together):
    """The whole page: the details, and the texts by language."""

    def __init__(self, series: TrainingSeries | None = None) -> None:
        self.details = DetailsForm(data=_kept(series) if series else _fresh())
        self.texts = {code: _texts_form(series, code) for code in LANGUAGES}
        if (main := self.details.language.data) in self.texts:
            self.texts[main].title.flags.required = True
        self.parts = [self.details, *self.texts.values()]

    def validate(self) -> bool:
        """Check each part, then the minimum and that the main language has a title."""
        return all([super().validate(), self._minimum(), self._titled()]) and not self.errors

    def values(self) -> dict[str, Any]:
        """Return what can be saved."""
        texts = {
            column: {code: form[name].data for code, form in self.texts.items() if form[name].data}
            for name, column in TEXTS.items()
        }
        return {name: self.details[name].data for name in PLAIN} | texts

    def is_open(self, code: str) -> bool:
        """Whether the texts of a language are shown at once: the main one, and what is not empty."""
        form = self.texts[code]
        return code == self.details.language.data or any(field.data or field.errors for field in form)

    def _minimum(self) -> bool:
        field: Any = self.details.minimum
        unit = str(self.details.minimum_unit.data)
        try:
            field.data = guards.minimum(field.data, unit)
        except PinError as problem:
            field.errors = [str(problem)]
        return not field.errors

    def _titled(self) -> bool:
        main = self.texts.get(str(self.details.language.data))
        if main is None:
            return False
        try:
            of_events.titled({"": main.title.data or ""}, "")
        except PinError as problem:
            main.title.errors = [*main.title.errors, str(problem)]
        return not main.title.errors


def _fresh() -> dict[str, Any]:
    return {"language": language(), "audience": "migrants", "minimum": 75, "minimum_unit": "percent"}


def _kept(series: TrainingSeries) -> dict[str, Any]:
    return {name: getattr(series, name) for name in PLAIN}


def _texts_form(series: TrainingSeries | None, code: str) -> TextsForm:
    """Return the texts of one language, with fields that are written in it."""
    held = {name: getattr(series, column).get(code, "") for name, column in TEXTS.items()} if series else {}
    form = TextsForm(prefix=f"{code}-", data=held)
    for field in form:
        field.render_kw = {**(field.render_kw or {}), "lang": code, "dir": direction(code)}
    return form
