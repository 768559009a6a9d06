"""What this room's codes say: audiences, attendance, answers, consents, refusals."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences
from pin_app.events import words as of_events
from pin_app.i18n import LANGUAGES
from pin_app.registrations import words as of_registrations

__all__ = ["of_events", "of_registrations"]  # several refusals of this room are said there

AUDIENCES = {
    "migrants": _l("Labour and social rights, for migrants"),
    "union_leaders": _l("For trade-union leaders"),
    "other": _l("For everybody"),
}
STATES = {"draft": _l("Draft"), "published": _l("Published")}
TONES = {"draft": "warn", "published": "good"}
UNITS = {"percent": _l("percent of all sessions"), "sessions": _l("sessions")}
ATTENDANCE = {
    "present": _l("present"),
    "absent": _l("absent"),
    "registered": _l("registered"),
    "waiting": _l("on the waiting list"),
    "none": _l("not registered"),
}
ATTENDANCE_TONES = {"present": "good", "absent": "bad", "registered": "neutral", "waiting": "warn"}
MARKS = {
    5: _l("5, very good"),
    4: _l("4"),
    3: _l("3"),
    2: _l("2"),
    1: _l("1, bad"),
}
MARKED = {
    "overall": _l("How was the training as a whole?"),
    "content": _l("How was what you heard and did?"),
    "trainers": _l("How were the trainers?"),
    "useful": _l("How useful is it for your work or your rights?"),
}
LEARNED = {"yes": _l("Yes"), "partly": _l("In part"), "no": _l("No")}
RECOMMEND = {"yes": _l("Yes"), "perhaps": _l("Perhaps"), "no": _l("No")}
CHOSEN = {
    "learned": (_l("Did you learn something that you will use?"), LEARNED),
    "recommend": (_l("Would you tell a friend or colleague to come?"), RECOMMEND),
}
WRITTEN = {"liked": _l("What was good?"), "better": _l("What could be better?")}

sentences(
    training__no_such_event=_l("Choose one of your trainings in the list."),
    training__not_a_training=_l("Only events of the kind “Training” can be dates of a series."),
    training__in_a_series=_l("This date belongs to a series already."),
    training__event_cancelled=_l("This date is cancelled."),
    training__no_dates=_l("Add at least one published date first."),
    training__no_dates_to_run=_l("Add a date first: who runs all dates runs the series."),
    training__closed=_l("Registration is closed for every date of this series."),
    training__full=_l("Dates that are full: %(count)s. So you were registered for none of them."),
    training__no_certificates=_l("This series has no certificates. Say first what they ask for."),
    training__below_minimum=_l("This person has not reached the minimum."),
    training__issued_anew=_l("Another certificate was issued in the place of this one."),
    training__too_many_for_paper=_l("One PDF holds at most %(most)s certificates."),
    training__evaluated_already=_l("This is being evaluated already."),
    training__evaluation_closed=_l("This evaluation is closed. Thank you all the same."),
    training__was_not_there=_l("Only those who were there are asked."),
    training__sheet_taken=_l("You have taken a sheet already. Each person gets one."),
    training__sheet_used=_l("This sheet was used already, or its link is not complete."),
    training__no_more_sheets=_l("As many sheets as people were there are handed out already."),
    training__odd_repeats=_l("Repeat a date between once and %(most)s times."),
    training__unknown_choice=_l("Choose one of the answers in the list."),
)


def consent_labels() -> dict[str, str]:
    """Return in every language what people of a training for union leaders may agree to."""
    return {code: _in(code, _consent) for code in LANGUAGES}


def consent_hints() -> dict[str, str]:
    """Return in every language what happens without that consent."""
    return {code: _in(code, _without_consent) for code in LANGUAGES}


def _in(code: str, words: Callable[[], str]) -> str:
    with force_locale(code):
        return words()


def _consent() -> str:
    told: str = _(
        "I agree that ISCOS names me, with this training, in lists for the partners and funders of the "
        "project. I know that this may tell them that I belong to a trade union."
    )
    return told


def _without_consent() -> str:
    told: str = _(
        "You can register without this. Then only the organisers and ISCOS see your name, for the places, "
        "the attendance and the certificate. You can take it back at any time."
    )
    return told
