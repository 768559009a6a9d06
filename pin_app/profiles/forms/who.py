"""Step 1: who you are."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField

from pin_app.forms import Form
from pin_app.profiles import guards
from pin_app.profiles.forms.parts import Guarded, Wanted, WholeNumberField, choices, right
from pin_app.profiles.models import Profile

NAMES = ("name", "legal_name", "contact_name", "about", "website", "founded", "employees", "women_led")
ANSWERS = {"yes": True, "no": False, "": None}


class WhoForm(Form):
    """Name, people, and what the party is."""

    name = StringField(_l("Name that others see"), validators=[Wanted(), Guarded(guards.line)])
    legal_name = StringField(_l("Registered name, if it is another"), validators=[Guarded(guards.line)])
    contact_name = StringField(_l("Person to talk to"), validators=[Guarded(guards.line)])
    about = TextAreaField(_l("About you"), validators=[Guarded(guards.about)], render_kw={"rows": 6})
    website = StringField(_l("Website"), validators=[Guarded(guards.website)], render_kw={"dir": "ltr"})
    founded = WholeNumberField(
        _l("Year in which you began"),
        validators=[Guarded(guards.founded)],
        render_kw={"inputmode": "numeric"},
    )
    employees = WholeNumberField(
        _l("How many people work with you"),
        validators=[Guarded(guards.employees)],
        render_kw={"inputmode": "numeric"},
    )
    women_led = RadioField(
        _l("Is it led by a woman or women?"),
        choices=choices({"yes": _l("Yes"), "no": _l("No"), "": _l("I would rather not say")}),
        validate_choice=False,
    )

    def values(self) -> dict[str, Any]:
        """Return what can be saved."""
        found = right(self, NAMES)
        return found | {"women_led": ANSWERS.get(self.women_led.data or "")}


def who(profile: Profile) -> WhoForm:
    """Return step 1 with what the profile holds."""
    held = {name: getattr(profile, name) for name in NAMES}
    said = {True: "yes", False: "no", None: ""}[profile.women_led]
    return WhoForm(data=held | {"women_led": said})
