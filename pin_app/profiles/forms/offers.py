"""Step 3: what you offer and look for, in which sectors, and with how much money."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from pin_app.forms import Form, TicksField
from pin_app.profiles import guards, words
from pin_app.profiles.forms.parts import (
    Guarded,
    Part,
    SectorsField,
    Together,
    WholeNumberField,
    choices,
    right,
)
from pin_app.profiles.models import InvestmentTerms, Profile, Statement
from pin_app.profiles.services.stating import SECTORS_MOST

DETAILS = ("text", "intent", "language", "sectors", "expires_on")
AMOUNTS = ("min_eur", "max_eur", "jobs_expected")
CODES = ("horizon", "co_invest", "stage")
TERMS = ("direction", *AMOUNTS, "instruments", "sectors", "districts", "purpose", *CODES)
FATES = {"": _l("Yes, keep it"), "met": _l("No, it was met"), "withdrawn": _l("Take it back")}
_NEW = re.compile(r"(offer|need)([0-9]{1,2})-text")


class SectorsForm(Form):
    """The sectors of the party as a whole; carries the page's token."""

    sectors = SectorsField(_l("Your sectors"), validators=[Guarded(guards.sectors)])


class StatementForm(Part):
    """One offer or need."""

    text = TextAreaField(_l("In your own words"), render_kw={"rows": 3, "dir": "auto"})
    intent = SelectField(_l("Aim"), choices=[], validate_choice=False)
    language = SelectField(
        _l("Language of this text"),
        choices=choices({"": _l("Find out for me")} | words.TEXT_LANGUAGES),
        validators=[Guarded(guards.text_language)],
        validate_choice=False,
    )
    sectors = SectorsField(
        _l("Sectors of this text"), validators=[Guarded(partial(guards.sectors, most=SECTORS_MOST))]
    )
    expires_on = DateField(_l("Until when"), validators=[Optional()])
    fate = SelectField(
        _l("Is it still open?"),
        default="",
        choices=choices(FATES),
    )
    key = HiddenField()

    def __init__(self, direction: str, statement: Statement | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.direction, self.statement = direction, statement
        self.intent.choices = choices({"": _l("Not said")} | words.intents(direction))
        if statement is not None:
            del self.key
        else:
            del self.fate
            self.key.data = (self.key.data or secrets.token_hex(8))[:40]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into a new row."""
        return self.statement is None and not (self.text.data or "").strip()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check a row unless it is an empty new one; dates are checked where they are new."""
        if self.is_blank:
            return True
        good = bool(super().validate(extra_validators))
        checks = [
            self._check(self.text, guards.statement_text),
            self._check(self.intent, lambda code: guards.intent(code, self.direction)),
            self._is_old_date() or self._check(self.expires_on, guards.expiry),
        ]
        return good and all(checks)

    def values(self) -> dict[str, Any]:
        """Return what can be saved."""
        return right(self, DETAILS)

    def _is_old_date(self) -> bool:
        return self.statement is not None and self.expires_on.data == self.statement.expires_on

    def _check(self, field: Any, guard: Any) -> bool:
        if field.errors:
            return False
        try:
            Guarded(guard)(self, field)
        except ValueError as problem:
            field.errors = [str(problem)]
        return not field.errors


def _one(label: Any, labels: Mapping[str, Any], guard: guards.Guard) -> SelectField:
    """One of several, or nothing said."""
    return SelectField(
        label,
        choices=choices({"": _l("Not said")} | dict(labels)),
        validators=[Guarded(guard)],
        validate_choice=False,
    )


class TermsForm(Part):
    """Money: what the party would invest, or seeks."""

    direction = RadioField(
        _l("Is it about an investment?"),
        choices=choices({"": _l("No")} | words.TERMS),
        validate_choice=False,
    )
    min_eur = WholeNumberField(
        _l("From (EUR)"), validators=[Guarded(guards.euros)], render_kw={"inputmode": "numeric"}
    )
    max_eur = WholeNumberField(
        _l("Up to (EUR)"), validators=[Guarded(guards.euros)], render_kw={"inputmode": "numeric"}
    )
    instruments = TicksField(
        _l("In which form"),
        choices=choices(words.INSTRUMENTS),
        validators=[Guarded(guards.instruments)],
        validate_choice=False,
    )
    sectors = SectorsField(_l("Sectors of the investment"), validators=[Guarded(guards.sectors)])
    districts = StringField(_l("Districts in Pakistan, with commas between them"))
    purpose = TextAreaField(
        _l("What the money is for"),
        validators=[Guarded(guards.purpose)],
        render_kw={"rows": 3, "dir": "auto"},
    )
    jobs_expected = WholeNumberField(
        _l("How many jobs you expect from it"),
        validators=[Guarded(guards.employees)],
        render_kw={"inputmode": "numeric"},
    )

    horizon = _one(_l("For how long"), words.HORIZONS, guards.horizon)
    co_invest = _one(_l("Together with other investors"), words.ANSWERS, guards.answer)
    stage = _one(_l("How far the project is"), words.STAGES, guards.stage)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that the band is not upside down."""
        good = bool(super().validate(extra_validators))
        least, most = self.min_eur.data, self.max_eur.data
        if good and isinstance(least, int) and isinstance(most, int) and least > most:
            self.max_eur.errors = [words.sentence("profile.band_reversed")]
            return False
        return good and self._districts()

    def values(self) -> dict[str, Any] | None:
        """Return the terms, None where it is not about an investment."""
        if self.direction.data not in words.TERMS:
            return None
        return {name: self[name].data for name in TERMS} | {"districts": self._split()}

    def _districts(self) -> bool:
        try:
            Guarded(guards.districts)(self, _Split(self._split()))
        except ValueError as problem:
            self.districts.errors = [str(problem)]
        return not self.districts.errors

    def _split(self) -> list[str]:
        return [part for part in re.split(r"[,،;\n]", self.districts.data or "") if part.strip()]


class _Split:
    """The districts as a guard wants to see them."""

    errors = ()

    def __init__(self, data: list[str]) -> None:
        self.data = data


class Offers(Together):
    """The whole of step 3."""

    def __init__(
        self, profile: Profile, statements: Sequence[Statement], terms: InvestmentTerms | None
    ) -> None:
        self.sectors = SectorsForm(data={"sectors": profile.sectors})
        new = _new_rows(len(statements))
        self.rows = [_kept(s) for s in statements if _is_shown(s)] + [_new(*one) for one in new]
        self.terms = TermsForm(prefix="terms-", data=_terms(terms))
        self.terms.direction.data = self.terms.direction.data or ""
        self.parts = [self.sectors, *self.rows, self.terms]

    def rows_of(self, direction: str) -> list[StatementForm]:
        """Return the rows of one direction, new ones last."""
        return [row for row in self.rows if row.direction == direction]

    def suggest(self) -> None:
        """Offer sectors where a text speaks of some and none is ticked."""
        for row in self.rows:
            row.sectors.suggest(row.text.data or "")
        self.sectors.sectors.suggest(" ".join(row.text.data or "" for row in self.rows))


def _is_shown(statement: Statement) -> bool:
    """Leave out what the sent page did not show: a row that autosave has kept since is sent as a new one."""
    return request.method != "POST" or f"s{statement.id}-text" in request.form


def _kept(statement: Statement) -> StatementForm:
    return StatementForm(
        statement.direction,
        statement,
        prefix=f"s{statement.id}-",
        data={name: getattr(statement, name) for name in DETAILS},
    )


def _new(direction: str, number: str) -> StatementForm:
    return StatementForm(direction, prefix=f"{direction}{number}-", data={"intent": "", "language": ""})


def _new_rows(kept: int) -> list[tuple[str, str]]:
    """Return the new rows that were sent, else one for each direction while the profile may hold more."""
    sent = [found.groups() for name in request.form if (found := _NEW.fullmatch(name))]
    wanted = [(str(direction), str(number)) for direction, number in sent]
    fresh = [("offer", "0"), ("need", "0")] if kept < guards.STATEMENTS_MOST else []
    return (wanted or fresh)[: guards.STATEMENTS_MOST]


def _terms(terms: InvestmentTerms | None) -> dict[str, Any]:
    if terms is None:
        return {}
    return {name: getattr(terms, name) for name in TERMS} | {"districts": ", ".join(terms.districts)}
