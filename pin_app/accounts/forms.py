"""The forms of this room; each refuses in the words of the service behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, Field, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from pin_app.accounts.services import PURPOSES, canonical
from pin_app.accounts.services import passwords as rules
from pin_app.accounts.words import KIND_WORDS
from pin_app.errors import PinError
from pin_app.forms import Form, clean_line, is_readable
from pin_app.i18n import LANGUAGES

LONGEST_NAME = 200


def _address(form: Form, field: Field) -> None:
    """Refuse what is no address; the canonical form is then at hand as `form.address`."""
    try:
        form.address = canonical(field.data)
    except PinError as refusal:
        raise ValidationError(str(refusal)) from refusal


def _good_password(form: Form, field: Field) -> None:
    """Refuse a weak password, also one that repeats the name or address in the same form."""
    try:
        rules.check(field.data or "", email=form.owner_address, name=form.owner_name)
    except PinError as refusal:
        raise ValidationError(str(refusal)) from refusal


def _readable(_form: Form, field: Field) -> None:
    if not is_readable(field.data):
        raise ValidationError(_l("Write your name with letters that can be read."))


def _email(label: Any, autocomplete: str = "email") -> EmailField:
    extra = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    return EmailField(label, validators=[InputRequired(), _address], render_kw=extra)


def _new_password() -> PasswordField:
    return PasswordField(
        _l("Password"),
        validators=[InputRequired(), _good_password],
        render_kw={"autocomplete": "new-password"},
    )


def _present_password(label: Any = None) -> PasswordField:
    return PasswordField(
        label or _l("Your present password"),
        validators=[InputRequired()],
        render_kw={"autocomplete": "current-password"},
    )


def _name() -> StringField:
    return StringField(
        _l("Your name"),
        filters=[clean_line],
        validators=[InputRequired(), Length(max=LONGEST_NAME), _readable],
        render_kw={"autocomplete": "name"},
    )


def _choices(words: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _language() -> SelectField:
    return SelectField(
        _l("Language that we write to you in"), choices=_choices(LANGUAGES), validators=[InputRequired()]
    )


class AccountForm(Form):
    """What forms about an account share: its canonical address, and whose name a password must not be."""

    address = ""
    owner_name = ""

    @property
    def owner_address(self) -> str:
        """Address of the person who chooses a password here."""
        return str(self.address)


class RegisterForm(AccountForm):
    """Become a person of the network; the consents are separate and unticked."""

    name = _name()
    email = _email(_l("E-mail address"))
    password = _new_password()
    kind = RadioField(_l("You are"), choices=_choices(KIND_WORDS), validators=[InputRequired()])
    language = _language()
    consent_directory = BooleanField(PURPOSES["directory"].text)
    consent_matching = BooleanField(PURPOSES["matching"].text)
    consent_news = BooleanField(PURPOSES["news"].text)

    @property
    def owner_name(self) -> str:  # type: ignore[override]
        """The name in this very form."""
        return self.name.data or ""

    @property
    def consents(self) -> tuple[str, ...]:
        """Purposes that were ticked."""
        return tuple(p.name for p in PURPOSES.values() if p.asked_of_all and self[f"consent_{p.name}"].data)


class SignInForm(AccountForm):
    """Sign in with an account that is there, and say whether this device is one's own."""

    email = _email(_l("E-mail address"), "username")
    password = _present_password(_l("Password"))
    stay = BooleanField(_l("Stay signed in on this device. Leave this empty if others use it too."))


class ForgottenForm(AccountForm):
    """Ask for a link to set a new password."""

    email = _email(_l("E-mail address"))


class ResetForm(AccountForm):
    """Set a new password through a link."""

    password = _new_password()


class SettingsForm(AccountForm):
    """Name and language."""

    name = _name()
    language = _language()


class PasswordForm(AccountForm):
    """Choose another password."""

    present = _present_password()
    password = _new_password()


class EmailForm(AccountForm):
    """Move to another address."""

    email = _email(_l("New e-mail address"))
    present = _present_password()


class CloseForm(AccountForm):
    """Close the account."""

    present = _present_password()
