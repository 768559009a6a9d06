"""What comes back of meetings: set-up, people, timetables, and what was held."""

from pin_app.meetings.queries.held import held_by, is_held

__all__ = ["held_by", "is_held"]
