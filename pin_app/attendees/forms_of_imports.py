"""What organisers send when they bring a list in: the list, what is in which column, and their yes."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.validators import Length

from pin_app.attendees.incoming.grids import MOST_PASTED
from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.services.bringing import Choice
from pin_app.errors import PinError
from pin_app.forms import Form
from pin_app.registrations.words import country
from pin_app.typed import whole_number

COUNTRIES = ("IT", "PK")


class ListForm(Form):
    """A list as a file, or as lines that were pasted."""

    table = FileField(_l("List of people (XLSX or CSV)"), render_kw={"accept": ".xlsx,.csv,.txt,.tsv"})
    lines = TextAreaField(
        _l("Or paste lines"), validators=[Length(max=MOST_PASTED)],
        render_kw={"rows": 6, "dir": "auto", "maxlength": MOST_PASTED, "autocomplete": "off"},
    )  # fmt: skip

    def sent(self) -> tuple[bytes, str, bool]:
        """The bytes, the name of the file, and whether they were pasted."""
        file, lines = self.table.data, self.lines.data or ""
        content = file.read() if file else b""
        if content and lines.strip():
            raise PinError("attendees.both_sent")
        if content:
            return content, file.filename or "", False
        if not lines.strip():
            raise PinError("attendees.nothing_sent")
        return lines.encode("utf-8", "replace"), "", True

    def refuse(self, reason: str) -> None:
        """Say at the field why the list cannot be read."""
        field = self.lines if (self.lines.data or "").strip() else self.table
        field.errors = [*field.errors, reason]


class ColumnsForm(Form):
    """What is in which column; the lists of targets stand beside it, one a column."""

    country = SelectField(_l("Phone numbers without a country code are from"), validate_choice=False)
    again = BooleanField(_l("Sign up again people of this list who have cancelled"))
    shown = BooleanField(_l("I can show that these people gave the consents that I set columns to"))

    def offer(self, found: AttendeeImport) -> ColumnsForm:
        """Offer the countries, with what was chosen before."""
        here = found.event.country
        codes = dict.fromkeys((*COUNTRIES, *([here] if here else [])))
        self.country.choices = [(code, country(code)) for code in codes]
        if not self.is_submitted():
            self.country.data = found.options.get("country", "IT")
            self.again.data = bool(found.options.get("again"))
            self.shown.data = bool(found.options.get("shown"))
        return self

    def choice(self, targets: Mapping[str, str], width: int) -> Choice:
        """What was chosen; `targets` are the arguments that were sent."""
        codes = [code for code, _label in self.country.choices]
        country = self.country.data if self.country.data in codes else "IT"
        chosen = tuple(targets.get(f"column-{place}", "")[:40] for place in range(width))
        return Choice(chosen, country, bool(self.again.data), bool(self.shown.data))


class YesForm(Form):
    """The yes to a report, and how."""

    version = HiddenField()
    add_places = BooleanField(_l("Add as many places as the list needs"))
    leave_refused = BooleanField(_l("Store the others and leave the refused rows out"))
    mail = BooleanField(_l("Write to each new person that they are registered, in their language"))

    @property
    def shown(self) -> int | None:
        """The version of the report that the page showed."""
        return whole_number(str(self.version.data or ""))
