"""What can be done with a profile, by subject; callers say `services.publish(…)`."""

from pin_app.profiles.services.consents import apply_consents
from pin_app.profiles.services.doubling import KEYED_AT_ONCE, judge, keep_party_keys
from pin_app.profiles.services.editing import (
    build,
    build_terms,
    clear_terms,
    create,
    discard,
    save,
    set_identifiers,
    set_terms,
)
from pin_app.profiles.services.people import (
    accept_invitation,
    add_member,
    invitation,
    invite_member,
    leave,
    remove_member,
    transfer,
)
from pin_app.profiles.services.reviewing import publish, request_changes, submit, take_back_changes, withdraw
from pin_app.profiles.services.stating import (
    add_statement,
    build_statement,
    change_statement,
    expire_statements,
    withdraw_statement,
)

__all__ = [
    "KEYED_AT_ONCE",
    "accept_invitation",
    "add_member",
    "add_statement",
    "apply_consents",
    "build",
    "build_statement",
    "build_terms",
    "change_statement",
    "clear_terms",
    "create",
    "discard",
    "expire_statements",
    "invitation",
    "invite_member",
    "judge",
    "keep_party_keys",
    "leave",
    "publish",
    "remove_member",
    "request_changes",
    "save",
    "set_identifiers",
    "set_terms",
    "submit",
    "take_back_changes",
    "transfer",
    "withdraw",
    "withdraw_statement",
]
