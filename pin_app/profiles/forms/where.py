"""Step 2: where you are and how to reach you."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from phonenumbers import PhoneNumberFormat, format_number, parse
from wtforms import BooleanField, RadioField, SelectField, StringField, ValidationError

from pin_app import places
from pin_app.errors import PinError
from pin_app.forms import Form, TicksField
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles import guards, words
from pin_app.profiles.completeness import DIASPORA
from pin_app.profiles.forms.parts import Guarded, Wanted, choices, right
from pin_app.profiles.models import Profile

NAMES = (
    "country", "region", "city", "home_district", "phone", "whatsapp_ok", "email", "languages",
    "preferred_language",
)  # fmt: skip


class WhereForm(Form):
    """Place, contact and languages; contact is shown to nobody before both sides have said yes."""

    country = RadioField(
        _l("Country"), validators=[Wanted(), Guarded(guards.country)], choices=[], validate_choice=False
    )
    region = SelectField(_l("Region or province"), choices=[], validate_choice=False)
    city = StringField(_l("Town"), validators=[Guarded(guards.city)])
    home_district = StringField(
        _l("District of origin in Pakistan"),
        validators=[Guarded(guards.district)],
        render_kw={"list": "districts"},
    )
    phone = StringField(_l("Phone"), render_kw={"type": "tel", "dir": "ltr", "autocomplete": "tel"})
    whatsapp_ok = BooleanField(_l("This number can be reached on WhatsApp"))
    email = StringField(
        _l("E-mail address for partners"),
        validators=[Guarded(guards.email)],
        render_kw={"type": "email", "dir": "ltr"},
    )
    languages = TicksField(
        _l("Languages in which you can talk"), validators=[Guarded(guards.languages)], validate_choice=False
    )
    preferred_language = SelectField(
        _l("Language in which PIN writes to you"),
        validators=[Guarded(guards.site_language)],
        choices=choices(LANGUAGES),
        validate_choice=False,
    )

    def validate_region(self, field: SelectField) -> None:
        """Check the region against the chosen country."""
        self._of_country(field, guards.region)

    def validate_phone(self, field: StringField) -> None:
        """Read the number as one of the chosen country where it has no prefix."""
        self._of_country(field, guards.phone)

    def values(self) -> dict[str, Any]:
        """Return what can be saved."""
        return right(self, NAMES)

    def _of_country(self, field: Any, guard: Any) -> None:
        country = self.country.data if self.country.data in places.COUNTRIES else ""
        try:
            field.data = guard(field.data, country)
        except PinError as problem:
            raise ValidationError(str(problem)) from None


def where(profile: Profile) -> WhereForm:
    """Return step 2 with what the profile holds."""
    form = WhereForm(data={name: getattr(profile, name) for name in NAMES} | {"phone": shown(profile.phone)})
    code = language()
    form.country.choices = choices({country: places.label(country, code) for country in places.COUNTRIES})
    form.region.choices = choices({"": gettext("Not said")})
    for country in places.COUNTRIES:
        form.region.choices += choices(_regions(country, code, profile.region), places.label(country, code))
    spoken = dict.fromkeys((*words.SPOKEN, *(c for c in profile.languages if len(c) == 2)))
    form.languages.choices = choices({one: words.spoken(one) for one in spoken})
    if profile.kind not in DIASPORA:
        del form.home_district
    return form


def shown(phone: str) -> str:
    """Return a phone number as people write it, with its country; what cannot be read stays as it is."""
    if not phone.startswith("+"):
        return phone
    return str(format_number(parse(phone), PhoneNumberFormat.INTERNATIONAL))


def _regions(country: str, code: str, held: str) -> dict[str, str]:
    """Return the regions of a country by name, and the province that a profile may have from an import."""
    known = set(places.regions(country)) | ({held} if places.is_subdivision(held, country) else set())
    return dict(sorted(((region, places.label(region, code)) for region in known), key=lambda pair: pair[1]))
