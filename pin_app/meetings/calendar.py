"""A person's meetings as entries of a calendar: in the file of one event, and in the personal feed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

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

BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)  # sequences are seconds since then


def entry(meeting: Meeting, registration_id: int, language: str, path: str) -> Entry:
    """Return the entry of a meeting for one of its sides: with whom, when and at which table."""
    other = other_of(meeting, registration_id)
    event, changed_at = other.event, _changed_at(meeting)
    with force_locale(language):
        title = str(_("Meeting with %(who)s", who=name_of(other)))
        table = str(_("Table %(name)s", name=meeting.table.name))
    where = ", ".join(part for part in (table, showing.place_of(event)) if part)
    return Entry(
        uid=_uid(meeting),
        starts_at=meeting.slot.starts_at,
        ends_at=meeting.slot.ends_at,
        time_zone=event.time_zone,
        title=title,
        changed_at=changed_at,
        sequence=_sequence(changed_at),
        cancelled=event.state == "cancelled",
        description=showing.title_of(event, language),
        place=where,
        path=path,
    )


def agenda(registration: Registration, language: str) -> list[Entry]:
    """Return a person's meetings, and as cancelled those that were known before and are no more.

    A calendar that took over an earlier file puts the first ones where they are now and takes the others out.
    """
    published = runs.published(registration.event_id)
    if published is None:
        return []
    mine = [entry(one, registration.id, language, "") for one in runs.agenda(registration.id, published)]
    known = {one.uid for one in mine}
    gone: dict[str, Entry] = {}
    for meeting in runs.known_before(registration.id):
        made = entry(meeting, registration.id, language, "")
        if made.uid not in known:
            gone[made.uid] = _called_off(made, max(made.changed_at, published.published_at or BEGINNING))
    return [*mine, *gone.values()]


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


def _uid(meeting: Meeting) -> str:
    """The same for two people in every timetable: calendars move what they have instead of doubling it."""
    pair = f"{meeting.first.public_id} {meeting.second.public_id}"
    return f"meeting-{sha256(pair.encode()).hexdigest()[:24]}"


def _changed_at(meeting: Meeting) -> datetime:
    """When it last changed for its people; also by going back to a timetable that was made earlier."""
    published_at = meeting.run.published_at or BEGINNING
    return max(meeting.changed_at, published_at, meeting.first.event.changed_at)


def _sequence(changed_at: datetime) -> int:
    return max(0, int((changed_at - BEGINNING).total_seconds()))


def _called_off(entry: Entry, changed_at: datetime) -> Entry:
    return replace(entry, cancelled=True, changed_at=changed_at, sequence=_sequence(changed_at))
