"""How participants and meetings are named on pages and on paper; never a way to reach somebody."""

from __future__ import annotations

from pin_app.meetings.models import Meeting
from pin_app.registrations.models import Registration


def name_of(registration: Registration) -> str:
    """Return the organisation of a participant, else the person's name."""
    return registration.organisation or person_of(registration)


def person_of(registration: Registration) -> str:
    """Return the name of the person who comes."""
    return f"{registration.given_name} {registration.surname}".strip()


def place_of(registration: Registration) -> str:
    """Return the town from which a participant comes, empty where it was not said."""
    return registration.city


def other_of(meeting: Meeting, registration_id: int) -> Registration:
    """Return whom somebody meets."""
    return meeting.second if meeting.first_id == registration_id else meeting.first
