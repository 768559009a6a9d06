"""What is printed before an event: badges, and the list for a door without any device."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import format_date
from flask_babel import gettext as _

from pin_app import pdf
from pin_app.checkin import codes
from pin_app.checkin.certificates import written_in
from pin_app.db import now
from pin_app.events.models import Event
from pin_app.events.showing import days_of, place_of, said
from pin_app.i18n import language
from pin_app.registrations.models import Registration

PER_PAGE = (8, 10)
MOST_DAYS = 5  # boxes that fit on a line; of longer events the list is printed anew


def badges(event: Event, people: Sequence[Registration], per_page: int = 8, with_codes: bool = True) -> bytes:
    """Return badges in the reader's language, each with the name large and the code of the ticket."""
    code, title = language(), said(event.titles, language(), event.language)
    return pdf.fill("badges", {
        "title": _("Badges: %(event)s", event=title.text),
        "language": code,
        "event": pdf.as_words(pdf.Text(title.text, title.language), code),
        "per_page": per_page,
        "badges": [_badge(one, with_codes) for one in people],
    })  # fmt: skip


def door_list(event: Event, people: Sequence[Registration]) -> bytes:
    """Return the list for the door in the reader's language, with a box to tick for each day."""
    code, title = language(), said(event.titles, language(), event.language)
    days = [format_date(day, "d.M.") for day in days_of(event)[:MOST_DAYS]]
    head = (_("Reference"), _("Name"), _("Organisation"))
    return pdf.fill("door", {
        "title": _("Door list: %(event)s", event=title.text),
        "language": code,
        "heading": pdf.as_words(pdf.Text(title.text, title.language), code),
        "lead": pdf.as_words(_lead(event, len(people)), code),
        "footer": pdf.as_words(_("Please destroy this list once it has been entered."), code),
        "days": [pdf.as_words(pdf.ltr(day), code) for day in days],
        "head": [pdf.as_words(words, code) for words in head],
        "rows": [_row(one) for one in people],
    })  # fmt: skip


def _lead(event: Event, people: int) -> str:
    facts = {"people": people, "place": place_of(event) or _("Online"), "day": format_date(now(), "long")}
    return str(_("%(place)s. People on this list: %(people)s, as of %(day)s.", **facts))


def _badge(one: Registration, with_codes: bool) -> dict[str, object]:
    return {
        "name": _typed(name_of(one)),
        "organisation": _typed(one.organisation),
        "role": _typed(one.role),
        "reference": pdf.as_words(pdf.ltr(one.reference), "en"),
        "qr": codes.svg(one.ticket) if with_codes else "",
    }


def _row(one: Registration) -> list[dict[str, str]]:
    name = f"{one.surname}, {one.given_name}" if one.given_name else one.surname
    return [pdf.as_words(pdf.ltr(one.reference), "en"), _typed(name), _typed(one.organisation)]


def name_of(one: Registration) -> str:
    """Return a name as it is said."""
    return f"{one.given_name} {one.surname}".strip()


def _typed(text: str) -> dict[str, str]:
    return pdf.as_words(pdf.Text(text, written_in(text)), "en")
