"""What this room's codes say: states as each side reads them, and refusals."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences
from pin_app.introductions import policies
from pin_app.introductions.models import Introduction
from pin_app.introductions.reasons import EVENTS, REASONS, REJECTIONS, REPORTS, WAYS, WITHDRAWALS

__all__ = ["EVENTS", "REASONS", "REJECTIONS", "REPORTS", "WAYS", "WITHDRAWALS"]

STATES = {
    "suggested": _l("Waiting for staff"),
    "approved": _l("Approved"),
    "first_asked": _l("First side asked"),
    "second_asked": _l("Second side asked"),
    "accepted": _l("Both have said yes"),
    "introduced": _l("Introduced"),
    "met": _l("They have met"),
    "outcome_recorded": _l("Outcome recorded"),
    "declined": _l("Declined"),
    "expired": _l("Expired"),
    "withdrawn": _l("Withdrawn"),
    "reported": _l("Problem reported"),
    "rejected": _l("Rejected"),
}
TONES = {
    "introduced": "good", "met": "good", "outcome_recorded": "good", "accepted": "good",
    "first_asked": "warn", "second_asked": "warn", "reported": "bad",
}  # fmt: skip
VIEWS = {
    "open": _l("Open"),
    "made": _l("Introduced"),
    "past": _l("Past"),
}
ACTORS = {
    "first": _l("First side"), "second": _l("Second side"), "staff": _l("ISCOS staff"), "system": _l("PIN"),
}  # fmt: skip
CHANNELS = {"page": _l("page"), "link": _l("link"), "staff": _l("staff"), "system": _l("by itself")}
PURPOSES = {"business": _l("Business"), "investment": _l("Investment")}
YOU_ARE_ASKED = (_l("Your answer is awaited"), "warn")
WITH_STAFF = (_l("ISCOS staff look at it"), "neutral")
WAITING = (_l("We are waiting for the other side"), "neutral")
MADE = (_l("You are introduced"), "good")
HAVE_MET = (_l("You have met"), "good")
ENDED = (_l("This introduction has ended"), "neutral")
NOT_MADE = (_l("This introduction did not come about"), "neutral")

OWN_STEPS = {
    "request": _l("You asked for it"),
    "ask_own": _l("You were asked"),
    "own_yes": _l("You said yes"),
    "own_no": _l("You said no"),
    "introduce": _l("You were introduced to each other"),
    "meet": _l("You have met"),
    "withdraw": _l("You withdrew"),
    "report": _l("You reported a problem"),
}

sentences(
    introduction__with_itself=_l("These two profiles belong to the same person."),
    introduction__not_published=_l("One of the two is not published or not open to introductions now."),
    introduction__same_country=_l("PIN introduces firms across the border, not two firms of one country."),
    introduction__already_proposed=_l(
        "These two are being introduced already: %(who)s proposed it on %(day)s."
    ),
    introduction__not_at_the_moment=_l(
        "You cannot ask for this introduction at the moment. ISCOS staff can tell you more."
    ),
    introduction__too_soon=_l("These two were asked before. They can be tried again from %(day)s on."),
    introduction__unknown_purpose=_l("Choose one of the purposes on the page."),
    introduction__not_suggested=_l("This partner is not among your matches any more."),
    introduction__too_many_open=_l(
        "You have %(most)s requests that staff still look at. Wait for one of them, or withdraw one."
    ),
    introduction__too_many_requests=_l("You can ask for %(most)s introductions a week. Try again later."),
    introduction__gate_closed=_l(
        "Something stands in the way of this introduction. Clear it up, or write down why you go on."
    ),
    introduction__reason_missing=_l("Choose one of the reasons."),
    introduction__odd_day=_l("Choose a day within the next year."),
    introduction__odd_message=_l("Write a message of up to %(most)s characters."),
    introduction__no_room=_l("%(name)s has no room for another introduction this month."),
    introduction__side_gone=_l("One of the two has left the network."),
    introduction__not_now=_l("This step is not possible as the introduction stands now."),
    introduction__not_yours=_l("This step is not yours to take."),
    introduction__consent_missing=_l("Write down how and when they told you so."),
    introduction__note_missing=_l("Write down what came of it."),
    introduction__unknown_answer=_l("Choose one of the answers on the page."),
    introduction__already_answered=_l("You have given another answer before. It stands."),
    introduction__changed=_l(
        "Somebody was faster. Since you opened the page this happened: %(what)s. "
        "Look at it again before you go on."
    ),
)


def standing_for(introduction: Introduction, side: str) -> tuple[Any, str]:
    """Return how an introduction stands, in words for one side, and a tone; a no is never told as one."""
    state = introduction.state
    if policies.waits_for(introduction) == side:
        return YOU_ARE_ASKED
    if state in ("suggested", "approved"):
        return WITH_STAFF
    if state in ("first_asked", "second_asked"):
        return WAITING
    if state in ("met", "outcome_recorded"):
        return HAVE_MET
    if state in ("accepted", "introduced"):
        return MADE
    return ENDED if introduction.introduced_at else NOT_MADE
