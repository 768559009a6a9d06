"""Who somebody is: the fields that every registration has."""

from __future__ import annotations

from typing import Any

from babel import Locale
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, ValidationError

from pin_app import sectors
from pin_app.errors import PinError
from pin_app.forms import Form
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles import guards, words
from pin_app.profiles.forms.parts import Guarded, Wanted, choices
from pin_app.registrations.limits import ORGANISATION_MOST
from pin_app.registrations.services import people

FIRST = ("IT", "PK")
CONTACT = (
    "surname", "given_name", "phone", "whatsapp_ok", "organisation", "role", "kind", "sector", "city",
    "country", "language",
)  # fmt: skip


class PersonForm(Form):
    """Name, contact, firm and language."""

    request_key = HiddenField()
    version = HiddenField()
    profile = HiddenField()
    given_name = StringField(
        _l("Given name"),
        validators=[Wanted(), Guarded(people.name)],
        render_kw={"autocomplete": "given-name"},
    )
    surname = StringField(
        _l("Surname"),
        validators=[Wanted(), Guarded(people.name)],
        render_kw={"autocomplete": "family-name"},
    )
    email = StringField(
        _l("E-mail address"),
        validators=[Wanted()],
        render_kw={"type": "email", "dir": "ltr", "autocomplete": "email", "autocapitalize": "none"},
    )
    country = SelectField(
        _l("Country"), choices=[], validators=[Guarded(people.country)], validate_choice=False,
        render_kw={"autocomplete": "country"},
    )  # fmt: skip
    phone = StringField(_l("Phone"), render_kw={"type": "tel", "dir": "ltr", "autocomplete": "tel"})
    whatsapp_ok = BooleanField(_l("This number can be reached on WhatsApp"))
    city = StringField(
        _l("Town"), validators=[Guarded(guards.city)], render_kw={"autocomplete": "address-level2"}
    )
    organisation = StringField(
        _l("Firm or organisation"),
        validators=[Guarded(lambda value: guards.line(value, ORGANISATION_MOST))],
        render_kw={"autocomplete": "organization"},
    )
    role = StringField(
        _l("What you do there"),
        validators=[Guarded(lambda value: guards.line(value, 120))],
        render_kw={"autocomplete": "organization-title"},
    )
    kind = SelectField(
        _l("You come as"), choices=[], validators=[Guarded(people.kind)], validate_choice=False
    )
    sector = SelectField(_l("Sector"), choices=[], validators=[Guarded(people.sector)], validate_choice=False)
    language = SelectField(
        _l("Language that we write to you in"),
        choices=choices(LANGUAGES),
        validators=[Wanted(), Guarded(guards.site_language)],
        validate_choice=False,
    )

    def __init__(self, *args: Any, needs_email: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.needs_email = needs_email
        code = language()
        self.country.choices = choices({"": _l("Not said")} | _countries(code))
        self.kind.choices = choices({"": _l("Somebody else")} | words.KINDS)
        self.sector.choices = choices({"": _l("Not said")} | _sectors(str(self.sector.data or "")))
        self.language.data = self.language.data or code

    def validate_phone(self, field: StringField) -> None:
        """Read the number as one of the chosen country where it has no prefix."""
        try:
            place = people.country(self.country.data)
        except PinError:
            place = ""
        _check(lambda: guards.phone(field.data, place))

    def validate_email(self, field: StringField) -> None:
        """Refuse what is no address; what was typed is kept as it is."""
        _check(lambda: people.address(field.data, self.needs_email))

    def facts(self) -> dict[str, Any]:
        """Return what was typed about the person."""
        return {name: self[name].data or "" for name in CONTACT} | {
            "whatsapp_ok": bool(self.whatsapp_ok.data)
        }


def _check(guard: Any) -> None:
    try:
        guard()
    except PinError as problem:
        raise ValidationError(str(problem)) from None


def _countries(code: str) -> dict[str, str]:
    """Names of countries in a language, the two of the network first."""
    names: dict[str, str] = {str(one): str(name) for one, name in Locale(code).territories.items()}
    known = people.TERRITORIES - people.NO_COUNTRY
    rest = sorted((names[one], one) for one in known if one in names and one not in FIRST)
    return {one: names[one] for one in FIRST} | {one: name for name, one in rest}


def _sectors(held: str) -> dict[str, str]:
    """The sections of NACE, and the sector that a profile says more exactly."""
    known = sectors.canonical(held)
    exact = {known: sectors.label(known)} if known else {}
    return exact | {option.code: option.label for option in sectors.below()}
