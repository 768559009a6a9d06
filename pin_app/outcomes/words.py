"""What this room's codes say: answers, figures, refusals."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

RESULTS = {
    "no_contact": _l("We have had no contact"),
    "talking": _l("We are talking"),
    "agreement": _l("We have an agreement"),
    "investment": _l("There is an investment"),
    "stopped": _l("We have stopped"),
}
TOLD = {
    "no_contact": _l("No contact"),
    "talking": _l("Talking"),
    "agreement": _l("Agreement"),
    "investment": _l("Investment"),
    "stopped": _l("Stopped"),
}
TONES = {
    "no_contact": "bad",
    "talking": "neutral",
    "agreement": "good",
    "investment": "good",
    "stopped": "bad",
}
ANYWAY = {"yes": _l("Yes, also without PIN"), "probably": _l("Probably"), "no": _l("No, not without PIN")}
FIGURES = {
    "amount_eur": _l("Amount in EUR"),
    "jobs": _l("New jobs"),
    "jobs_contract": _l("Of these with a written contract"),
    "jobs_security": _l("Of these with social security"),
}
DIFFERENCES = {"result": _l("how it went")} | {
    "amount_eur": _l("the amount"),
    "jobs": _l("new jobs"),
    "jobs_contract": _l("contracts"),
    "jobs_security": _l("social security"),
}
STATES = {
    "asked": _l("Asked, no answer yet"),
    "answered": _l("Answered"),
    "missed": _l("No answer"),
    "ended": _l("The introduction ended first"),
}
VIEWS = {"calls": _l("To call"), "differ": _l("The two disagree"), "record": _l("Outcome to record")}
CHANNELS = {"page": _l("on the page"), "link": _l("by the link"), "staff": _l("noted by ISCOS")}

sentences(
    follow_up__unknown_answer=_l("Choose one of the answers on the page."),
    follow_up__closed=_l("This question is closed. Thank you all the same."),
    follow_up__unanswered=_l("Say first how it goes."),
    follow_up__more_than_jobs=_l("There cannot be more of these than new jobs."),
    follow_up__not_staff=_l("Only ISCOS staff note what somebody else says."),
    follow_up__consent_missing=_l("Write down how and when they told you so."),
    outcome__not_introduced=_l("These two are not introduced yet."),
    outcome__too_many_documents=_l("An outcome can have at most %(most)s documents."),
)


def script(language: str, partner: str, months: int) -> list[str]:
    """Return what to say on the phone, sentence by sentence, in the language of who is called."""
    with force_locale(language):
        return [
            _("Good morning, this is ISCOS, for the Pakistan-Italy Network. Do you have two minutes?"),
            _(
                "%(months)s months ago we introduced you to %(partner)s. Have you been in touch since then, "
                "and how does it go?",
                months=months,
                partner=partner or _("another firm"),
            ),
            _(
                "If there is an agreement or an investment: about how much, and did it bring new jobs? "
                "With a written contract, with social security?"
            ),
            _("Would it have happened anyway, without PIN?"),
            _("I note your answer now. Only we read it, and you can change it for some weeks. Thank you."),
        ]
