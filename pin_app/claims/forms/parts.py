"""What the forms of this room are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import DateField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from pin_app.errors import PinError


class DayField(DateField):  # type: ignore[misc]
    """A day that may be left out."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, validators=[Optional()], **options)


def choices(labels: Mapping[str, Any]) -> list[SelectChoice]:
    """Return what can be chosen from codes and their names."""
    return [SelectChoice(code, label) for code, label in labels.items()]


def refuse(field: Any, refusal: PinError) -> None:
    """Show beside a field why its value was not taken."""
    field.errors = [*field.errors, str(refusal)]
