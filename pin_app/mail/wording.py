"""Turns one mail template into a subject, a plain text and its HTML twin, in the receiver's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale, format_date, format_datetime

from pin_app.forms import clean_line, clean_text
from pin_app.i18n import LANGUAGES, direction
from pin_app.security import external

LONGEST_SUBJECT = 200
# Control characters frame a button: facts are cleaned of them, so that nobody's text can make one.
BUTTON = re.compile("\x02([^\x02\x03]*)\x1f([^\x02\x03]*)\x03")


@dataclass(frozen=True, slots=True)
class Wording:
    """One mail in words."""

    subject: str
    text: str
    html: str


def word(template: str, language: str, facts: dict[str, Any], unsubscribe: str = "") -> Wording:
    """Render `templates/mail/<template>.txt` (blocks subject and body) in a language, English if unknown.

    `unsubscribe` is the path on which an optional mail's receiver ends such mails.
    """
    code = language if language in LANGUAGES else "en"
    with force_locale(code):
        tools = {"button": button, "day": day, "moment": moment, "ltr": ltr, "language": code}
        subject = clean_line(_block(template, "subject", facts | tools))[:LONGEST_SUBJECT]
        parts = _parts(_block(template, "body", facts | tools))
        frame = {
            "subject": subject, "parts": parts, "mail_language": code, "mail_direction": direction(code),
            "home": external("/"), "unsubscribe": external(unsubscribe) if unsubscribe else "",
        }  # fmt: skip
        text = render_template("mail/layout.txt", **frame)
        return Wording(subject, text.strip() + "\n", render_template("mail/layout.html", **frame))


def button(label: str, path: str) -> str:
    """Mark the one thing to press; the path is put behind PIN's public address."""
    return f"\n\n\x02{clean_line(label)}\x1f{external(clean_line(path))}\x03\n\n"


def day(value: date) -> str:
    """Show a date in the mail's language."""
    return _isolated(format_date(value, "long"))


def moment(value: datetime) -> str:
    """Show a moment in the mail's language and the network's time zone."""
    return _isolated(format_datetime(value, "long"))


def ltr(value: object) -> str:
    """Keep a phone, code or amount in its order inside right-to-left text."""
    return f"\u2066{clean_line(str(value))}\u2069"


def _isolated(value: str) -> str:
    return f"\u2068{value}\u2069"


def _block(template: str, name: str, facts: dict[str, Any]) -> str:
    found = current_app.jinja_env.get_template(f"mail/{template}.txt")
    cleaned = {key: clean_text(value) if isinstance(value, str) else value for key, value in facts.items()}
    return "".join(found.blocks[name](found.new_context(cleaned)))


def _parts(body: str) -> list[dict[str, Any]]:
    """Split at blank lines into paragraphs of lines and buttons."""
    found: list[dict[str, Any]] = []
    for chunk in re.split(r"\n\s*\n", body):
        pressed = BUTTON.search(chunk)
        lines = [line.strip() for line in BUTTON.sub("", chunk).strip().splitlines()]
        if lines:
            found.append({"lines": lines, "url": ""})
        if pressed:
            found.append({"lines": [pressed[1]], "url": pressed[2]})
    return found
