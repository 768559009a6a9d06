"""The forms of this room, one module a page."""

from pin_app.events.forms.copying import CopyForm
from pin_app.events.forms.details import Details
from pin_app.events.forms.finding import wanted
from pin_app.events.forms.organisers import OrganiserForm
from pin_app.events.forms.programme import ItemForm
from pin_app.events.forms.questions import QuestionForm
from pin_app.events.forms.states import CancelForm

__all__ = ["CancelForm", "CopyForm", "Details", "ItemForm", "OrganiserForm", "QuestionForm", "wanted"]
