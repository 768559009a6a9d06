"""Meetings on paper and in calendars: the plan of all tables, and a person's own agenda; no contacts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app import pdf
from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.events.words import CLOCKS
from pin_app.meetings.models import Meeting, MeetingSlot
from pin_app.meetings.showing import name_of, other_of, person_of
from pin_app.registrations.models import Registration


def table_plan(event: Event, meetings: Sequence[Meeting], language: str) -> pdf.Document:
    """Return slot by slot who sits at which table."""
    with force_locale(language):
        made = pdf.Document(_("Table plan"), language, footer=showing.title_of(event, language))
        made.heading(_("Table plan"), 1)
        made.paragraph(_title(event, language))
        head = (_("Table"), _("One side"), _("The other side"))
        day = None
        for slot, some in groupby(meetings, key=lambda one: one.slot):
            if (today := _day(event, slot)) != day:
                made.heading(day := today)
            made.heading(_hours(event, slot), 3)
            made.table(head, [(_plain(one.table.name), *map(_side, (one.first, one.second))) for one in some])
        if not meetings:
            made.notice(_("There are no meetings."))
    return made


def agenda(registration: Registration, meetings: Sequence[Meeting], language: str) -> pdf.Document:
    """Return a person's own meetings, with the day, the table and whom one meets."""
    event = registration.event
    with force_locale(language):
        made = pdf.Document(_("My meetings"), language, footer=showing.title_of(event, language))
        made.heading(_("My meetings"), 1)
        made.paragraph(_title(event, language))
        made.facts([(_("Who"), _side(registration)), (_("Where"), _plain(showing.place_of(event)))])
        head = (_("Day"), _("When"), _("Table"), _("You meet"))
        if meetings:
            made.paragraph(_("Hours are %(clocks)s.", clocks=CLOCKS.get(event.time_zone, event.time_zone)))
            made.table(head, [_line(event, registration, one) for one in meetings])
        else:
            made.notice(_("You have no meetings yet."))
    return made


def _line(event: Event, registration: Registration, meeting: Meeting) -> tuple[pdf.Words, ...]:
    when = _day(event, meeting.slot), _hours(event, meeting.slot)
    return *when, _plain(meeting.table.name), _side(other_of(meeting, registration.id))


def _day(event: Event, slot: MeetingSlot) -> str:
    return showing.day_name(showing.local(event, slot.starts_at).date())


def _hours(event: Event, slot: MeetingSlot) -> pdf.Text:
    return pdf.ltr(showing.hours(slot.starts_at, slot.ends_at, event.time_zone))


def _side(registration: Registration) -> pdf.Text:
    name, person = name_of(registration), person_of(registration)
    return _plain(name if name == person else f"{name} · {person}")


def _plain(text: str) -> pdf.Text:
    """A text in whatever language it was typed."""
    return pdf.Text(text, "ur" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en")


def _title(event: Event, language: str) -> pdf.Text:
    said = showing.said(event.titles, language, event.language)
    return pdf.Text(said.text, said.language)
