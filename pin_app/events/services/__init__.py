"""What organisers do with an event; split by subject."""

from pin_app.events.services.copying import copy
from pin_app.events.services.organisers import (
    add_organiser,
    let_export,
    remove_organiser,
    share,
    tell_organiser,
)
from pin_app.events.services.programme import add_item, change_item, remove_item
from pin_app.events.services.questions import add_question, change_question, move_question, remove_question
from pin_app.events.services.states import cancel, discard, publish
from pin_app.events.services.writing import change, create

__all__ = [
    "add_item",
    "add_organiser",
    "add_question",
    "cancel",
    "change",
    "change_item",
    "change_question",
    "copy",
    "create",
    "discard",
    "let_export",
    "move_question",
    "publish",
    "remove_item",
    "remove_organiser",
    "remove_question",
    "share",
    "tell_organiser",
]
