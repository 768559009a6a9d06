"""The forms of this room, one module a page."""

from pin_app.trainings.forms.details import SeriesDetails

__all__ = ["SeriesDetails"]
