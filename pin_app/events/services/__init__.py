"""What organisers do with an event; split by subject."""

from pin_app.events.services.organisers import add_organiser, let_export, remove_organiser
from pin_app.events.services.states import cancel, discard, publish
from pin_app.events.services.writing import change, create

__all__ = [
    "add_organiser",
    "cancel",
    "change",
    "create",
    "discard",
    "let_export",
    "publish",
    "remove_organiser",
]
