"""The forms of this room: the person, the event's own questions, and what organisers write."""

from pin_app.registrations.forms.building import (
    RegisterForm,
    edit_form,
    organiser_form,
    register_form,
)
from pin_app.registrations.forms.organising import NoteForm, PromoteForm, ReasonForm

__all__ = [
    "NoteForm", "PromoteForm", "ReasonForm", "RegisterForm", "edit_form", "organiser_form", "register_form",
]  # fmt: skip
