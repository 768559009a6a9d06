"""The forms of this room, one module a page."""

from pin_app.trainings.forms.attendance import PaperForm, PurposeForm, chosen
from pin_app.trainings.forms.details import SeriesDetails

__all__ = ["PaperForm", "PurposeForm", "SeriesDetails", "chosen"]
