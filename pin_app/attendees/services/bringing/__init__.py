"""Bringing a list in: drafts, reports, storing, taking back; callers say `bringing.start(…)`."""

from pin_app.attendees.services.bringing.checking import ask_to_check, check, check_in_background, is_small
from pin_app.attendees.services.bringing.drafting import Choice, discard, put_columns, reread, start, sweep
from pin_app.attendees.services.bringing.storing import ask_to_store, give_up, store
from pin_app.attendees.services.bringing.telling import tell_some
from pin_app.attendees.services.bringing.undoing import take_back

__all__ = [
    "Choice", "ask_to_check", "ask_to_store", "check", "check_in_background", "discard", "give_up",
    "is_small", "put_columns", "reread", "start", "store", "sweep", "take_back", "tell_some",
]  # fmt: skip
