"""What may be done with claims."""

from pin_app.claims.services.checking import (
    SOURCE_KINDS,
    confirm,
    end_review,
    put_under_review,
    refuse,
    see,
)
from pin_app.claims.services.forgetting import (
    delete_old_files,
    forget_union,
    remind_of_ends,
    tell_of_ended,
)
from pin_app.claims.services.gating import Problem, flags_of, gate, wanted_for
from pin_app.claims.services.goods import add_good, change_good, restore_good, retire_good
from pin_app.claims.services.grieving import delete_old_grievances
from pin_app.claims.services.stating import hand_in, sign, state_number, take_back, withdraw

__all__ = [
    "SOURCE_KINDS",
    "Problem",
    "add_good",
    "change_good",
    "confirm",
    "delete_old_files",
    "delete_old_grievances",
    "end_review",
    "flags_of",
    "forget_union",
    "gate",
    "hand_in",
    "put_under_review",
    "refuse",
    "remind_of_ends",
    "restore_good",
    "retire_good",
    "see",
    "sign",
    "state_number",
    "take_back",
    "tell_of_ended",
    "wanted_for",
    "withdraw",
]
