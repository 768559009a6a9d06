"""What this room's codes say: states, sources, and refusals."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel import Locale
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences
from pin_app.events.models import Question
from pin_app.events.showing import in_language
from pin_app.i18n import language

STATES = {
    "registered": _l("Has a place"),
    "waiting": _l("On the waiting list"),
    "offered": _l("A place is offered"),
    "cancelled": _l("Cancelled"),
}
TONES = {"registered": "good", "waiting": "warn", "offered": "strong", "cancelled": "neutral"}
SOURCES = {
    "form": _l("Form"),
    "import": _l("Imported list"),
    "organiser": _l("Added by an organiser"),
    "door": _l("Added at the door"),
}
CANCELLED_BY = {
    "person": _l("Cancelled by the person"),
    "organiser": _l("Cancelled by an organiser"),
    "expiry": _l("The offered place was not accepted in time"),
    "event": _l("The event does not take place"),
}
CANCELLED_BY_OWN = {  # as the person reads it
    "person": _l("You have cancelled your registration."),
    "organiser": _l("An organiser has cancelled your registration."),
    "expiry": _l("The offered place was not accepted in time"),
    "event": _l("The event does not take place"),
}

sentences(
    registration__event_cancelled=_l("This event does not take place."),
    registration__not_published=_l("This event is not published yet."),
    registration__not_open_yet=_l("Registration opens on %(day)s."),
    registration__closed=_l("Registration for this event is closed."),
    registration__members_only=_l("This event is for members. Sign in to register."),
    registration__full=_l("All places are taken, and there is no waiting list."),
    registration__over=_l("This can no longer be changed: the event is over or the registration has ended."),
    registration__no_offer=_l("No place is offered to you at the moment."),
    registration__offer_over=_l("The time for this offer has run out. The place went to the next person."),
    registration__already_there=_l("A person with this name and e-mail address is registered already."),
    registration__address_often=_l(
        "Many people were registered with this address today. Sign in to register yourself, or try tomorrow."
    ),
    registration__name_link=_l("A name holds no address of a page or of a mailbox."),
    registration__name_missing=_l("Write the name with letters that can be read."),
    registration__not_your_profile=_l("Choose one of your own profiles."),
    registration__answer_missing=_l("Answer this question: %(question)s"),
    registration__answer_too_long=_l("The answer has more than %(most)s characters: %(question)s"),
    registration__answer_no_number=_l("Write a number: %(question)s"),
    registration__answer_no_date=_l("Write a date: %(question)s"),
    registration__answer_odd=_l("Choose one of the answers on the page: %(question)s"),
    registration__changed=_l(
        "Somebody has changed this registration since you opened the page. Look at it again."
    ),
    registration__reason_missing=_l("Write down why."),
    registration__no_room_to_promote=_l("There is no free place. Allow one more place, or wait for one."),
    registration__not_waiting=_l("This person is not on the waiting list any more."),
)


def answer(question: Question, value: Any) -> str:
    """Return an answer as people read it: words for yes, no and options, the day in their language."""
    if question.kind == "yes_no":
        return str(_("Yes") if value else _("No"))
    if question.kind in ("one_of", "several_of"):
        chosen = [value] if isinstance(value, str) else value
        return "\n".join(_option(question, str(key)) for key in chosen)
    if question.kind == "date":
        return str(format_date(date.fromisoformat(value), "long"))
    return str(value)


def country(code: str) -> str:
    """Return the name of any country in the reader's language."""
    return str(Locale(language()).territories.get(code, code)) if code else ""


def _option(question: Question, key: str) -> str:
    labels: dict[str, str] = next((one["labels"] for one in question.options if str(one["key"]) == key), {})
    return in_language(labels, language(), question.event.language) or key
