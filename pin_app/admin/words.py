"""What this room says: roles, states, tones, refusals."""

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences
from pin_app.matches.learning.words import spread as spread
from pin_app.profiles import words as of_profiles

PROFILE_STATES = of_profiles.STATES

ROLES = {
    "member": _l("Member"),
    "organiser": _l("Event organiser"),
    "staff": _l("ISCOS staff"),
    "administrator": _l("Administrator"),
}
ACCOUNT_STATES = {
    "active": _l("Active"),
    "unconfirmed": _l("E-mail not confirmed yet"),
    "deactivated": _l("Closed"),
}
MAIL_STATES = {
    "queued": _l("Waiting"),
    "sending": _l("Being sent"),
    "sent": _l("Sent"),
    "delivered": _l("Arrived"),
    "bounced": _l("Came back"),
    "failed": _l("Failed"),
    "withheld": _l("Not wanted"),
    "kept": _l("Kept here"),
}
MAIL_TONES = {
    "queued": "warn", "sending": "warn", "sent": "good", "delivered": "good", "bounced": "bad",
    "failed": "bad", "withheld": "neutral", "kept": "neutral",
}  # fmt: skip
RUN_STAGES = {
    "waiting": _l("Waiting"),
    "reading": _l("Reading texts"),
    "matching": _l("Matching"),
    "done": _l("Done"),
    "failed": _l("Failed"),
}
PURPOSES = {"business": _l("Business"), "investment": _l("Investment")}
STATEMENT_STATES = {
    "open": _l("Open"),
    "waiting": _l("Waiting for the check"),
    "met": _l("Met"),
    "withdrawn": _l("Withdrawn"),
    "expired": _l("Expired"),
}

sentences(
    admin__oneself=_l(
        "You cannot change your own role or close your own account. Ask another administrator."
    ),
    admin__not_administrator=_l("You are no longer an administrator."),
    admin__not_failed=_l("Only a failed mail can be sent again."),
)
