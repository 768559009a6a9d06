"""Why staff ask for changes: codes that are kept, and what they say to the owner."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

REASONS = {
    "unclear": _l("It is not clear what you offer or what you look for. One more sentence is enough."),
    "too_short": _l("There is too little text to find partners for you."),
    "wrong_sector": _l("The sectors do not fit the text."),
    "wrong_kind": _l("Another kind of profile would fit better."),
    "wrong_place": _l("The place does not seem right."),
    "contact_in_text": _l("Please take phone numbers and e-mail addresses out of the texts."),
    "not_allowed": _l("Something in the texts cannot be shown on PIN."),
    "duplicate": _l("This party already has a profile on PIN."),
    "number_doubtful": _l("A registration number does not seem to be yours. Please check it."),
    "other": _l("Please read the note below."),
}
