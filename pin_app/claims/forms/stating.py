"""What a firm fills in to state a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from pin_app.claims import guards, numbers, words
from pin_app.claims.catalogue import Definition
from pin_app.claims.forms.parts import DayField, choices
from pin_app.documents.forms import DocumentField
from pin_app.forms import Form, TicksField

UNTYPED: dict[str, Any] = {"formdata": None}


class PledgeForm(Form):
    """The signature, with the facts that some pledges state."""

    signed = BooleanField(
        _l("I sign this for the firm, with today’s date."),
        validators=[DataRequired(_l("Tick the box to sign."))],
    )


def pledge_form(definition: Definition, said: Mapping[str, Any], typed: bool = False) -> Form:
    """Return the form of a claim's pledge: as it was `typed`, or with what was said last time."""
    fields = {name: make() for kind in definition.facts for name, make in FACTS[kind].items()}
    form_class = type("PledgeWithFacts", (PledgeForm,), fields)
    known = {name: value for name, value in said.items() if name in fields and name != "inspected_on"}
    form: Form = form_class(data=known, prefix="pledge-", **({} if typed else UNTYPED))
    return form


class NumberForm(Form):
    """A registration number and who issued it."""

    scheme = SelectField(_l("Which number"), choices=[], validators=[InputRequired()])
    number = StringField(
        _l("The number"),
        validators=[InputRequired(_l("Write the number.")), Length(max=60)],
        render_kw={"dir": "ltr"},
    )
    body = StringField(_l("Who issued it"), validators=[Optional(), Length(max=200)])

    @classmethod
    def of(cls, schemes: tuple[str, ...], known: Mapping[str, str], typed: bool = False) -> NumberForm:
        """Return the form of the numbers that prove a claim: `typed`, or with one that the profile has."""
        first = next((scheme for scheme in schemes if scheme in known), schemes[0] if schemes else "")
        form = cls(
            data={"scheme": first, "number": known.get(first, "")},
            prefix="number-",
            **({} if typed else UNTYPED),
        )
        form.scheme.choices = choices({scheme: words.SCHEMES[scheme] for scheme in schemes})
        form.asks_body = any(scheme in numbers.BODY_IS_ASKED for scheme in schemes)
        return form

    asks_body = False


class ProofForm(Form):
    """A document as a proof, and until when it is good."""

    document = DocumentField(_l("The document"))
    last_day = DayField(_l("Good until, if it says so"))


def _people(name: str) -> IntegerField:
    limits = [InputRequired(), NumberRange(0, guards.MOST_PEOPLE)]
    return IntegerField(words.WORKFORCE[name], validators=limits, render_kw={"inputmode": "numeric"})


FACTS: dict[str, dict[str, Any]] = {
    "workforce": {name: (lambda name=name: _people(name)) for name in guards.WORKFORCE},
    "age": {
        "minimum_age": lambda: IntegerField(
            _l("Nobody younger works here than"),
            validators=[InputRequired(), NumberRange(guards.AGES[0], guards.AGES[-1])],
            render_kw={"inputmode": "numeric"},
        ),
        "age_checks": lambda: TicksField(
            _l("How you check it"),
            choices=choices(words.CHOICES["age_checks"]),
            validators=[DataRequired(_l("Choose an answer."))],
        ),
    },
    "paid": {
        "paid": lambda: TicksField(
            _l("How wages are paid"),
            choices=choices(words.CHOICES["paid"]),
            validators=[DataRequired(_l("Choose an answer."))],
        )
    },
    "inspected": {
        "committee": lambda: RadioField(
            _l("Who looks after safety"),
            choices=choices(words.CHOICES["committee"]),
            validators=[InputRequired(_l("Choose an answer."))],
        ),
        "inspected_on": lambda: DayField(_l("Last visit of an inspector")),
    },
    "kiln": {
        "kiln": lambda: RadioField(
            _l("Kind of kiln"),
            choices=choices(words.CHOICES["kiln"]),
            validators=[InputRequired(_l("Choose an answer."))],
        )
    },
}
