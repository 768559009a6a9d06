"""A person's meetings as entries of a calendar: in the file of one event, and in the personal feed."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app.accounts.models import User
from pin_app.events import feeds, showing
from pin_app.events.feeds import Entry
from pin_app.meetings.models import Meeting
from pin_app.meetings.queries import runs
from pin_app.meetings.showing import name_of, other_of
from pin_app.registrations.models import Registration


def entry(meeting: Meeting, registration_id: int, language: str, path: str) -> Entry:
    """Return the entry of a meeting for one of its sides: with whom, when and at which table."""
    other = other_of(meeting, registration_id)
    event = other.event
    with force_locale(language):
        title = str(_("Meeting with %(who)s", who=name_of(other)))
        table = str(_("Table %(name)s", name=meeting.table.name))
    where = ", ".join(part for part in (table, showing.place_of(event)) if part)
    return Entry(
        uid=f"meeting-{meeting.public_id}",
        starts_at=meeting.slot.starts_at,
        ends_at=meeting.slot.ends_at,
        time_zone=event.time_zone,
        title=title,
        changed_at=meeting.changed_at,
        description=showing.title_of(event, language),
        place=where,
        path=path,
    )


@feeds.provide
def of_meetings(user: User) -> Iterable[Entry]:
    """Return the meetings of a person's own registrations by published timetables."""
    return [
        entry(meeting, mine.id, user.language, url_for("meetings.person", public_id=mine.public_id))
        for meeting, mine in _own(user)
    ]


def _own(user: User) -> Iterable[tuple[Meeting, Registration]]:
    for meeting in runs.agendas_of_user(user.id):
        mine = meeting.first if meeting.first.user_id == user.id else meeting.second
        yield meeting, mine
