"""What this room's codes say: kinds, states, time zones, questions, refusals."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app import places
from pin_app.errors import sentences
from pin_app.i18n import language
from pin_app.profiles import words as of_profiles

__all__ = ["of_profiles"]  # several refusals of this room are said there

KINDS = {
    "seminar": _l("Seminar"),
    "b2b_day": _l("B2B day"),
    "training": _l("Training"),
    "webinar": _l("Webinar"),
    "study_visit": _l("Study visit"),
}
STATES = {"draft": _l("Draft"), "published": _l("Published"), "cancelled": _l("Called off")}
TONES = {"draft": "warn", "published": "good", "cancelled": "bad"}
CLOCKS = {"Europe/Rome": _l("Italian time"), "Asia/Karachi": _l("Pakistan time")}
WHERE = {"place": _l("At a place"), "online": _l("Online")}
QUESTION_KINDS = {
    "text": _l("Short text"),
    "long_text": _l("Long text"),
    "yes_no": _l("Yes or no"),
    "one_of": _l("One of several"),
    "several_of": _l("Any of several"),
    "number": _l("Number"),
    "date": _l("Date"),
    "consent": _l("Consent"),
}
PURPOSES = {
    "partner_list": _l("The list goes to partners of the event"),
    "sensitive": _l("To be named outside although it may tell of a union or a belief"),
    "whatsapp": _l("Messages by WhatsApp"),
    "photos": _l("Photos and films"),
    "other": _l("Something else"),
}

TEXTS_IN = {
    "en": _l("Texts in English"),
    "it": _l("Texts in Italian"),
    "ur": _l("Texts in Urdu"),
}


IN_WORDS = {"en": _l("%(label)s (English)"), "it": _l("%(label)s (Italian)"), "ur": _l("%(label)s (Urdu)")}


def in_words(label: object, code: str) -> str:
    """Return the label of a field for one language."""
    return str(IN_WORDS[code]) % {"label": label}


def option(number: int) -> str:
    """Return the label of a field for one answer to choose."""
    return str(_("Answer %(number)s", number=number))


def country(code: str) -> str:
    """Return the name of a country in the reader's language."""
    return places.label(code, language())


sentences(
    event__unknown_choice=_l("Choose one of the answers in the list."),
    event__not_organiser=_l("Only organisers and ISCOS staff make events."),
    event__no_title=_l("Write a title in the main language of the event."),
    event__nowhere=_l("Say in which country it takes place, or give the link where people meet online."),
    event__no_day=_l("Choose the day as well."),
    event__odd_year=_l("Choose a day between %(least)s and %(most)s."),
    event__hour_left_out=_l(
        "Clocks go forward in that night and leave this hour out. Choose an hour earlier or later."
    ),
    event__ends_before_it_starts=_l("The end has to lie after the start."),
    event__too_long=_l("An event lasts at most %(most)s days. Make several events of a longer one."),
    event__closes_before_it_opens=_l("Registration has to close after it opens."),
    event__closes_after_the_end=_l("Registration has to close before the event is over."),
    event__changed_meanwhile=_l(
        "Somebody has changed this event since you opened it. What you typed is still here: "
        "look at the event first, then save again to write yours over it."
    ),
    event__capacity_taken=_l(
        "%(taken)s places are taken already. Write at least that number, or cancel registrations first."
    ),
    event__programme_outside=_l(
        "Points of the programme that would lie outside the event: %(count)s. Change those first."
    ),
    event__item_is_outside=_l("This lies outside the event. Change the hours of one of them."),
    event__item_is_used=_l("People were recorded there. It stays on the programme."),
    event__too_many_items=_l("A programme has at most %(most)s points."),
    event__too_many_questions=_l("A form has at most %(most)s questions. Remove one first."),
    event__question_is_retired=_l("This question is no longer asked."),
    event__too_few_options=_l("Write at least two answers to choose from."),
    event__too_many_options=_l("Write at most %(most)s answers to choose from."),
    event__option_is_answered=_l(
        "People have answered this question. Its answers can be added to and worded anew, not taken away."
    ),
    event__is_cancelled=_l("This event is cancelled."),
    event__is_over=_l("This event is over. Change its dates first."),
    event__not_a_draft=_l("Only a draft can be published."),
    event__not_published=_l("Only a published event can be cancelled."),
    event__was_published=_l("Only a draft that was never published can be deleted. Cancel it instead."),
    event__has_registrations=_l("People are registered for this draft. It cannot be deleted."),
    event__no_such_organiser=_l(
        "No organiser has this address. Ask ISCOS staff to give the person an organiser's account first."
    ),
    event__no_export_right=_l("Only who may take the list home can let others do it. Ask ISCOS staff."),
    event__last_export_right=_l(
        "Somebody must be able to take the list home. Give that right to another organiser first."
    ),
    event__last_organiser=_l("An event keeps at least one organiser. Add somebody else first."),
    event__too_many_organisers=_l("An event can have at most %(most)s organisers."),
)
