"""What an event is: one clear page with texts in up to three languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField, ValidationError

from pin_app import places
from pin_app.errors import PinError
from pin_app.events import clocks, guards, words
from pin_app.events.forms.parts import day_field, hour_field, is_right, moment_of, refuse
from pin_app.events.models import Event
from pin_app.forms import Form
from pin_app.i18n import LANGUAGES, direction, language
from pin_app.profiles.forms.parts import Guarded, Part, Together, Wanted, WholeNumberField, choices

TEXTS = {"title": "titles", "summary": "summaries", "description": "descriptions"}
PLAIN = (
    "kind", "language", "time_zone", "venue", "address", "city", "region", "country", "online_url",
    "capacity", "waiting_list", "offer_hours", "members_only", "listed",
    "sensitive",
)  # fmt: skip
_TOLD_AT = {"event.capacity_taken": "capacity", "event.programme_outside": "ends_on"}
MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at")


def _line(label: Any, guard: Any, **more: Any) -> StringField:
    return StringField(label, validators=[Guarded(guard)], **more)


class TextsForm(Part):
    """What the event is called and about, in one language."""

    title = _line(_l("Title"), guards.title, render_kw={"maxlength": guards.TITLE_MOST})
    summary = _line(_l("In a sentence"), guards.summary, render_kw={"maxlength": guards.SUMMARY_MOST})
    description = TextAreaField(
        _l("More about it"),
        validators=[Guarded(guards.description)],
        render_kw={"rows": 6, "maxlength": guards.DESCRIPTION_MOST},
    )


class DetailsForm(Form):
    """Kind, time, place and registration."""

    sequence = HiddenField()
    kind = SelectField(
        _l("Kind"),
        choices=choices(words.KINDS),
        validators=[Wanted(), Guarded(guards.kind)],
        validate_choice=False,
    )
    language = SelectField(
        _l("Main language"),
        choices=choices(LANGUAGES),
        validators=[Wanted(), Guarded(guards.language)],
        validate_choice=False,
    )
    starts_on, starts_hour = day_field(_l("First day")), hour_field(_l("Starts at"))
    ends_on, ends_hour = day_field(_l("Last day")), hour_field(_l("Ends at"))
    time_zone = SelectField(
        _l("By which clocks"),
        choices=choices(words.CLOCKS),
        validators=[Wanted(), Guarded(guards.time_zone)],
        validate_choice=False,
    )
    country = SelectField(
        _l("Country"), choices=[], validators=[Guarded(guards.country)], validate_choice=False
    )
    region = SelectField(_l("Region or province"), choices=[], validate_choice=False)
    city = _line(_l("Town"), guards.city)
    venue = _line(_l("House or hall"), guards.venue)
    address = _line(_l("Street and number"), guards.address)
    online_url = _line(_l("Link of the online meeting"), guards.link, render_kw={"type": "url", "dir": "ltr"})
    capacity = WholeNumberField(
        _l("Number of places"), validators=[Guarded(guards.capacity)], render_kw={"inputmode": "numeric"}
    )
    waiting_list = BooleanField(_l("Keep a waiting list when it is full"))
    offer_hours = WholeNumberField(
        _l("Hours to take a place that became free"),
        validators=[Wanted(), Guarded(guards.offer_hours)],
        render_kw={"inputmode": "numeric"},
    )
    opens_on = day_field(_l("Registration opens on"), required=False)
    opens_hour = hour_field(_l("Opens at"), required=False)
    closes_on = day_field(_l("Registration closes on"), required=False)
    closes_hour = hour_field(_l("Closes at"), required=False)
    members_only = BooleanField(_l("Only for people with an account at PIN"))
    listed = BooleanField(_l("Show it in the public list of events"))
    sensitive = BooleanField(_l("Taking part may tell of a union or a belief"))

    def validate_region(self, field: SelectField) -> None:
        """Check the region against the chosen country."""
        try:
            field.data = guards.region(field.data, self.country.data if field.data else "")
        except PinError as problem:
            raise ValidationError(str(problem)) from None

    def moments(self) -> dict[str, datetime | None]:
        """Return the four moments of a form whose fields were checked; what is wrong is told at them."""
        zone = str(self.time_zone.data)
        start = moment_of(self.starts_on, self.starts_hour, zone)
        return {
            "starts_at": start,
            "ends_at": moment_of(self.ends_on, self.ends_hour, zone, after=start),
            "opens_at": moment_of(self.opens_on, self.opens_hour, zone),
            "closes_at": moment_of(self.closes_on, self.closes_hour, zone),
        }


class Details(Together):
    """The whole page: the details, and the texts by language."""

    def __init__(self, event: Event | None = None) -> None:
        self.details = DetailsForm(data=_kept(event) if event else _fresh())
        self.texts = {code: _texts_form(event, code) for code in LANGUAGES}
        self.parts = [self.details, *self.texts.values()]
        if (main := self.details.language.data) in self.texts:
            self.texts[main].title.flags.required = True
        self.found: dict[str, datetime | None] = {}
        _offer_places(self.details)

    def validate(self) -> bool:
        """Check each part, then what has to go together."""
        if not all([super().validate(), self._title()]):
            return False
        self.found = self.details.moments()
        return not self.errors and all([self._period(), self._registration(), self._place()])

    def values(self) -> dict[str, Any]:
        """Return what can be saved."""
        texts = {
            column: {code: form[name].data for code, form in self.texts.items() if form[name].data}
            for name, column in TEXTS.items()
        }
        return {name: self.details[name].data for name in PLAIN} | texts | self.found

    @property
    def seen(self) -> str:
        """The sequence of the event that the page showed."""
        return self.details.sequence.data or ""

    def refuse(self, problem: PinError) -> None:
        """Say at the right field what speaks against saving, found out only then."""
        if problem.code in _TOLD_AT:
            refuse(self.details[_TOLD_AT[problem.code]], problem)
        else:
            self.form_errors = [*self.form_errors, str(problem)]

    def is_open(self, code: str) -> bool:
        """Whether the texts of a language are shown at once: the main one, and what is not empty."""
        form = self.texts[code]
        return code == self.details.language.data or any(field.data or field.errors for field in form)

    def _title(self) -> bool:
        main = self.texts.get(str(self.details.language.data))
        if main is None:
            return False
        title = main.title
        return is_right(title, lambda: guards.titled({"": title.data or ""}, ""))

    def _period(self) -> bool:
        start, end = self.found["starts_at"], self.found["ends_at"]
        return is_right(self.details.ends_on, lambda: guards.period(start, end))  # type: ignore[arg-type]

    def _registration(self) -> bool:
        opens, closes, end = (self.found[name] for name in ("opens_at", "closes_at", "ends_at"))
        wrong = self.details.closes_on if closes else self.details.opens_on
        return is_right(wrong, lambda: guards.registration(opens, closes, end))  # type: ignore[arg-type]

    def _place(self) -> bool:
        form = self.details
        return is_right(form.country, lambda: guards.place(form.country.data or "", form.online_url.data))


def _fresh() -> dict[str, Any]:
    """What a new event begins with."""
    return {
        "language": language(), "time_zone": "Europe/Rome", "kind": "seminar", "country": "IT",
        "waiting_list": True, "offer_hours": 48, "listed": True,
    }  # fmt: skip


def _kept(event: Event) -> dict[str, Any]:
    held = {name: getattr(event, name) for name in PLAIN} | {"sequence": str(event.sequence)}
    for name in MOMENTS:
        point, stem = getattr(event, name), name.removesuffix("_at")
        there = clocks.local(point, event.time_zone) if point else None
        held[f"{stem}_on"], held[f"{stem}_hour"] = (there.date(), there.time()) if there else (None, None)
    return held


def _texts_form(event: Event | None, code: str) -> TextsForm:
    """Return the texts of one language, with fields that are written in it."""
    form = TextsForm(prefix=f"{code}-", data=_texts(event, code))
    for field in form:
        field.render_kw = {**(field.render_kw or {}), "lang": code, "dir": direction(code)}
    return form


def _texts(event: Event | None, code: str) -> dict[str, str]:
    if event is None:
        return {}
    return {name: getattr(event, column).get(code, "") for name, column in TEXTS.items()}


def _offer_places(form: DetailsForm) -> None:
    """Offer countries and regions by their names in the reader's language."""
    code = language()
    countries = {country: places.label(country, code) for country in places.COUNTRIES}
    form.country.choices = choices({"": gettext("None, it is online")} | countries)
    form.region.choices = choices({"": gettext("Not said")})
    for country, name in countries.items():
        named = ((region, places.label(region, code)) for region in places.regions(country))
        form.region.choices += choices(dict(sorted(named, key=lambda pair: pair[1])), name)
