"""What the sides and staff tell, as it comes from a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from pin_app.documents.forms import DocumentField
from pin_app.errors import PinError
from pin_app.forms import Form
from pin_app.introductions.reasons import WAYS
from pin_app.outcomes.models import MONTHS, RESULTS, FollowUp, Outcome
from pin_app.outcomes.queries import FIGURES
from pin_app.outcomes.services.answering import EUR_MOST, JOBS_MOST, NOTE_MOST
from pin_app.outcomes.words import ANYWAY, TOLD
from pin_app.profiles import guards
from pin_app.profiles.forms.parts import WholeNumberField

CHOOSE = SelectChoice("", _l("Choose"))
DETAILS = (*FIGURES, "anyway", "note")
WRITTEN = {"rows": 3, "dir": "auto", "maxlength": NOTE_MOST}


def _choices(labels: Mapping[str, Any], first: SelectChoice = CHOOSE) -> list[SelectChoice]:
    return [first, *(SelectChoice(code, label) for code, label in labels.items())]


def _number(label: Any, hint: Any = "") -> WholeNumberField:
    return WholeNumberField(label, description=hint, render_kw={"inputmode": "numeric"})


class TapForm(Form):
    """One of the five answers, by its button."""

    result = HiddenField(validators=[AnyOf(RESULTS)])


class DetailsForm(Form):
    """More about an answer; nothing of it is asked twice, and all of it may be left out."""

    amount_eur = _number(
        _l("Amount in EUR"), _l("Of the agreement or the investment, as far as you know it.")
    )
    jobs = _number(_l("New jobs that came of it"))
    jobs_contract = _number(_l("Of these with a written contract"))
    jobs_security = _number(_l("Of these with social security"))
    anyway = SelectField(
        _l("Would it have happened anyway, without PIN?"),
        default="",
        choices=_choices(ANYWAY, SelectChoice("", _l("Not said"))),
    )
    note = TextAreaField(_l("Anything else"), validators=[Length(max=NOTE_MOST)], render_kw=WRITTEN)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that no part is larger than the whole."""
        good = bool(super().validate(extra_validators))
        checks = [_checked(self[name], EUR_MOST if name == "amount_eur" else JOBS_MOST) for name in FIGURES]
        if not (good and all(checks)):
            return False
        whole: Any = self.jobs.data or 0
        parts: list[Any] = [self.jobs_contract, self.jobs_security]
        wrong = [part for part in parts if part.data is not None and part.data > whole]
        for part in wrong:
            part.errors = [str(PinError("follow_up.more_than_jobs"))]
        return not wrong

    def values(self) -> dict[str, Any]:
        """Return what was told."""
        return {name: self[name].data for name in DETAILS}


class BehalfForm(DetailsForm):
    """What a side told staff, and how."""

    result = SelectField(_l("They say"), choices=_choices(TOLD), validators=[InputRequired()])
    way = SelectField(_l("How they told you"), choices=_choices(WAYS), validators=[InputRequired()])
    note = TextAreaField(
        _l("When, and what they said"),
        validators=[InputRequired(), Length(max=NOTE_MOST)],
        render_kw=WRITTEN,
    )


class OutcomeForm(DetailsForm):
    """What staff hold to have come of it, with a document that shows it."""

    months = HiddenField()
    result = SelectField(_l("Outcome"), choices=_choices(TOLD), validators=[InputRequired()])
    note = TextAreaField(_l("Note for ISCOS"), validators=[Length(max=NOTE_MOST)], render_kw=WRITTEN)
    document = DocumentField(_l("A document that shows it (PDF or picture)"), required=False)

    def validate_months(self, field: HiddenField) -> None:
        """Refuse months after which nobody is asked."""
        if months_of(field.data) is None:
            raise ValidationError(str(PinError("follow_up.unknown_answer")))


def months_of(typed: str | None) -> int | None:
    """Return 3, 6 or 12; None for anything else."""
    return next((months for months in MONTHS if str(months) == typed), None)


def told(row: FollowUp | Outcome) -> dict[str, Any]:
    """Return what a row holds, for a form that shows it."""
    return {name: getattr(row, name) for name in ("result", *DETAILS)}


def agreed(first: FollowUp | None, second: FollowUp | None) -> dict[str, Any]:
    """Return what two answers have in common or only one of them says, for staff to begin with."""
    rows = [told(row) for row in (first, second) if row is not None and row.result]
    found = {}
    for name in ("result", *FIGURES, "anyway"):
        said = [row[name] for row in rows if row[name] not in (None, "")]
        if said and all(value == said[0] for value in said):
            found[name] = said[0]
    return found


def _checked(field: Any, most: int) -> bool:
    try:
        field.data = guards.whole_number(field.data, 0, most)
    except PinError as problem:
        field.errors = [str(problem)]
        return False
    return True
