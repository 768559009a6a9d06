"""What every form stands on: protection against forgery, and field messages in the reader's language."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask import has_request_context, request
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from pin_app.i18n import messages_of_wtforms

# Bidirectional overrides and isolates reverse what follows them; zero-width space and BOM hide.
# Hangul fillers count as letters and show nothing. ZWNJ and ZWJ stay: Urdu needs them.
INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\u115f\u1160\u3164\uffa0",
    )
)
# Control characters (Cc) but line break and tab, and lone surrogates (Cs).
_NO_TEXT = dict.fromkeys(
    code for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)) if code not in (0x09, 0x0A)
)


class Form(FlaskForm):
    """A form whose built-in messages come from our own catalogue, which knows Urdu."""

    class Meta(FlaskForm.Meta):
        """Meta of WTForms with our own translations, fed by forms only."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read what a form sent; a body in JSON, which could carry other types, is not read."""
            if has_request_context() and request.is_json:
                return request.form
            return super().wrap_formdata(form, formdata)

        def get_translations(self, form: Any) -> Any:
            """Return the catalogue of the current language."""
            return messages_of_wtforms.get_translations()


class TicksField(SelectMultipleField):
    """Any number of choices, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def clean_line(value: str | None) -> str:
    """Bring one line of text into NFC without control or direction-changing characters; joins white space."""
    return " ".join(clean_text(value).split())


def clean_text(value: str | None) -> str:
    """Bring text into NFC, keep line breaks, drop control, surrogate and direction-changing characters."""
    text = unicodedata.normalize("NFC", (value or "").replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.isascii() and text.isprintable() else text.translate(INVISIBLE).translate(_NO_TEXT)


def is_readable(value: str) -> bool:
    """Whether a name has at least one letter or digit that a person can see."""
    return any(character.isalnum() for character in value)
