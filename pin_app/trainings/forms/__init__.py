"""The forms of this room, one module a page."""

from pin_app.trainings.forms.attendance import PaperForm, PurposeForm, chosen
from pin_app.trainings.forms.details import SeriesDetails
from pin_app.trainings.forms.evaluation import SheetForm

__all__ = ["PaperForm", "PurposeForm", "SeriesDetails", "SheetForm", "chosen"]
