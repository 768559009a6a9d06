"""Step 4: numbers, capacity, and sending."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from pin_app.forms import Form
from pin_app.profiles import guards, identifiers, words
from pin_app.profiles.forms.parts import Guarded, Part, Together, WholeNumberField, right
from pin_app.profiles.models import Profile


class CapacityForm(Form):
    """How many introductions; carries the page's token."""

    capacity = WholeNumberField(
        _l("How many introductions a month can you answer?"),
        validators=[Guarded(guards.capacity)],
        render_kw={"inputmode": "numeric"},
    )


class NumberForm(Part):
    """One registration number."""

    value = StringField(render_kw={"dir": "ltr"})


class Sending(Together):
    """The whole of step 4."""

    def __init__(self, profile: Profile, numbers: Mapping[str, str]) -> None:
        self.capacity = CapacityForm(data={"capacity": profile.capacity})
        self.numbers = {
            scheme: _number(scheme, numbers.get(scheme, "")) for scheme in identifiers.BY_KIND[profile.kind]
        }
        self.parts = [self.capacity, *self.numbers.values()]

    def values(self) -> dict[str, Any]:
        """Return what can be saved of the profile itself."""
        return right(self.capacity, ("capacity",))

    def identifiers(self) -> dict[str, str]:
        """Return the numbers with which nothing is wrong, by scheme."""
        return {
            scheme: part.value.data or "" for scheme, part in self.numbers.items() if not part.value.errors
        }


def _number(scheme: str, value: str) -> NumberForm:
    part = NumberForm(prefix=f"{scheme.replace('.', '_')}-", data={"value": value})
    part.value.label.text = words.SCHEMES[scheme]
    part.value.description = words.SCHEME_HINTS[scheme]
    part.value.validators = [Guarded(partial(identifiers.check, scheme))]
    return part
