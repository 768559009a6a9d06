"""How participants and meetings are named on pages and on paper; never a way to reach somebody."""

from __future__ import annotations

from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.i18n import apart
from pin_app.meetings.models import Meeting, MeetingSlot
from pin_app.registrations.models import Registration


def name_of(registration: Registration) -> str:
    """Return the organisation of a participant, else the person's name."""
    return registration.organisation or person_of(registration)


def person_of(registration: Registration) -> str:
    """Return the name of the person who comes."""
    return f"{registration.given_name} {registration.surname}".strip()


def time_of(event: Event, slot: MeetingSlot) -> str:
    """Return when a slot is by the clocks of the event; the day only where the event has several."""
    if len(showing.days_of(event)) == 1:
        return apart(showing.hours(slot.starts_at, slot.ends_at, event.time_zone))
    return day_and_time(event, slot)


def day_and_time(event: Event, slot: MeetingSlot) -> str:
    """Return the day and the hours of a slot by the clocks of the event."""
    return showing.span(slot.starts_at, slot.ends_at, event.time_zone)


def other_of(meeting: Meeting, registration_id: int) -> Registration:
    """Return whom somebody meets."""
    return meeting.second if meeting.first_id == registration_id else meeting.first
