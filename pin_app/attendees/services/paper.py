"""The sheet on which people sign that they were there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from pin_app import pdf
from pin_app.attendees.services.listing import Listing
from pin_app.events.showing import days_of, place_of, title_of
from pin_app.i18n import language

URDU = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")


def signature_sheet(listing: Listing, people: Sequence[Sequence[str]]) -> bytes:
    """Return the PDF: one line a person, and a field a day to sign in."""
    event, title = listing.event, title_of(listing.event, language())
    days = days_of(event)
    made = pdf.Document(title, language(), footer=_("Signature sheet. Keep it locked away."))
    made.heading(_own(title), level=1)
    when = f"{days[0].isoformat()} – {days[-1].isoformat()}" if len(days) > 1 else days[0].isoformat()
    made.facts([(_("When"), pdf.ltr(when)), (_("Where"), _own(place_of(event)))])
    fields = [_("Signature, %(day)s", day=day.isoformat()) for day in days]
    head = [_("No."), *listing.head]
    lines = [[pdf.ltr(number), *map(_own, cells)] for number, cells in enumerate(people, start=1)]
    made.table(head, lines, fields=fields)
    return pdf.render(made)


def _own(text: str) -> pdf.Text:
    """A name in whichever writing it is."""
    return pdf.Text(text, "ur" if URDU.search(text) else "en")
