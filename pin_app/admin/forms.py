"""What administrators fill in: filters of the lists, a role, a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from pin_app.admin import words
from pin_app.audit import queries as trail
from pin_app.forms import Form, clean_line

LONGEST_SEARCH = 100
ANY = SelectChoice("", _l("All"))


def choices(labels: Mapping[str, Any], *first: SelectChoice) -> list[SelectChoice]:
    """Return what a list offers, by the names that the store knows."""
    return [*first, *(SelectChoice(name, label) for name, label in labels.items())]


def searched(value: str | None) -> str:
    """Bring a search word into one short clean line."""
    return clean_line(value)[:LONGEST_SEARCH]


class Filter(Form):
    """A form in the page's address: sent by GET, without a token, and never wrong."""

    def __init__(self, asked: MultiDict[str, str]) -> None:
        super().__init__(asked, meta={"csrf": False})
        for field in self:
            field.data = field.data or ""
            if isinstance(field, SelectField):
                field.data = searched(field.data)

    @property
    def is_used(self) -> bool:
        """Whether anything narrows the list."""
        return any(field.data for field in self)


class OutboxFilter(Filter):
    """Which mails of the outbox are listed."""

    address = StringField(_l("E-mail address, or a part of it"), filters=[searched])
    state = SelectField(
        _l("State"),
        choices=choices(words.MAIL_STATES, ANY),
        validate_choice=False,
    )


class PeopleFilter(Filter):
    """Which accounts are listed."""

    search = StringField(_l("Name or e-mail address, or a part of it"), filters=[searched])
    role = SelectField(_l("Role"), choices=choices(words.ROLES, ANY), validate_choice=False)
    state = SelectField(_l("Account"), choices=choices(words.ACCOUNT_STATES, ANY), validate_choice=False)


class TrailFilter(Filter):
    """Which rows of the trail."""

    action = SelectField(_l("What was done"), validate_choice=False)
    actor = StringField(_l("Who did it: name or e-mail address"), filters=[searched])
    subject = StringField(_l("To what, such as User 12"), filters=[searched])
    since = DateField(_l("From this day (UTC)"), validators=[Optional()])
    until = DateField(_l("Until this day (UTC)"), validators=[Optional()])

    def __init__(self, asked: MultiDict[str, str]) -> None:
        super().__init__(asked)
        self.action.choices = choices({name: name for name in trail.actions()}, ANY)

    @property
    def subject_parts(self) -> tuple[str, str]:
        """The subject as a type and a number, each empty for any."""
        kind, _, number = self.subject.data.partition(" ")
        return kind, number

    @property
    def starts(self) -> datetime | None:
        """The first moment that is asked for."""
        return _midnight(self.since)

    @property
    def ends(self) -> datetime | None:
        """The moment after the last day that is asked for."""
        last = _midnight(self.until)
        return last + timedelta(days=1) if last and last.year < 9000 else None


class RoleForm(Form):
    """A person's role."""

    role = SelectField(_l("Role"), choices=choices(words.ROLES), validators=[DataRequired()])


class DeactivateForm(Form):
    """Why an account is closed."""

    reason = StringField(
        _l("Reason, for the audit trail"), filters=[clean_line], validators=[DataRequired(), Length(max=200)]
    )


def _midnight(field: Field) -> datetime | None:
    day: Any = field.data
    return datetime.combine(day, time(), UTC) if day else None
