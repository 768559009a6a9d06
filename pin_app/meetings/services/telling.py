"""What participants are written about meetings, in their own language; never how to reach the other side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app.events.words import CLOCKS
from pin_app.forms import clean_line
from pin_app.mail.services import path_to
from pin_app.meetings.models import Meeting
from pin_app.meetings.queries import runs
from pin_app.meetings.showing import day_and_time, name_of, other_of
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links, mailing

AGENDA = "meeting_agenda"


def path_of(registration: Registration, page: str = "person") -> str:
    """Return the path of one of a person's pages about meetings, for mails."""
    return path_to(f"meetings.{page}_by_link", token=links.token_of(registration))


def invite(registration: Registration) -> None:
    """Ask somebody whom they want to meet."""
    mailing.tell(registration, "meeting_wishes", meetings_link=path_of(registration))


def tell_agenda(registration: Registration, changed: bool) -> None:
    """Tell somebody the meetings by the published timetable; an empty one only where it has changed."""
    meetings = runs.agenda_of(registration)
    if meetings or changed:
        mailing.tell(
            registration,
            AGENDA,
            changed=changed,
            agenda=lines(registration, meetings),
            meetings_link=path_of(registration),
        )


def tell_changed(people: Iterable[Registration]) -> None:
    """Tell each of some people the agenda that has changed, once."""
    for registration in {one.id: one for one in people}.values():
        if registration.state == "registered":
            tell_agenda(registration, changed=True)


def ask_feedback(registration: Registration, count: int) -> None:
    """Ask somebody how the meetings were."""
    mailing.tell(
        registration, "meeting_feedback", count=count, meetings_link=path_of(registration, "feedback")
    )


def lines(registration: Registration, meetings: Sequence[Meeting]) -> list[str]:
    """Return a line for each meeting in a person's language: when, at which table, with whom."""
    with force_locale(registration.language):
        return [_line(registration, meeting) for meeting in meetings]


def _line(registration: Registration, meeting: Meeting) -> str:
    event = registration.event
    span = day_and_time(event, meeting.slot)
    return str(
        _(
            "%(when)s, table %(table)s: %(who)s",
            when=_("%(span)s (%(clock)s)", span=span, clock=CLOCKS.get(event.time_zone, event.time_zone)),
            table=clean_line(meeting.table.name),
            who=clean_line(name_of(other_of(meeting, registration.id))),
        )
    )
