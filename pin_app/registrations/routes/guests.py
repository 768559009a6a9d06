"""How often guests may fill in a form: by their network, and by the address that is written to."""

from __future__ import annotations

from werkzeug.exceptions import TooManyRequests

from pin_app.accounts.routes.limits import count_account, count_place
from pin_app.accounts.services import canonical
from pin_app.errors import PinError

PLACE = ("registrations.guest", "60 per hour")  # of one network: an office or a café may stand behind it
ADDRESS = ("registrations.address", "20 per day")  # from any network: it may be somebody else's
GMAIL = ("gmail.com", "googlemail.com")


def count_guest() -> None:
    """Count one form of the visitor's network; 429 when there were too many."""
    count_place(PLACE)


def count_address(typed: str) -> None:
    """Count one form that has a mail written to an address, known here or not."""
    try:
        count_account(ADDRESS, mailbox_of(canonical(typed)))
    except TooManyRequests:
        raise PinError("registration.address_often") from None


def mailbox_of(address: str) -> str:
    """Return where mail to a canonical address ends: tags are their owner's own, dots nothing to Gmail."""
    name, _, domain = address.rpartition("@")
    name = name.partition("+")[0] or name
    if domain in GMAIL:
        name, domain = name.replace(".", ""), GMAIL[0]
    return f"{name}@{domain}"
