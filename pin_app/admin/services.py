"""What administrators do: roles, closing accounts, reading and repeating mails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pin_app.accounts import services as accounts
from pin_app.accounts.models import User
from pin_app.accounts.queries import held_administrators
from pin_app.audit.services import record
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services import write_again
from pin_app.security import external

LINK = re.compile(r"(https?://\S+)")
TOKEN = re.compile(r"[A-Za-z0-9_.~-]{20,}")


def change_role(user: User, role: str, *, by: User) -> None:
    """Give somebody else another role."""
    _guard(user, by)
    accounts.set_role(user, role, by=by)


def deactivate(user: User, *, by: User, reason: str) -> None:
    """Close somebody else's account."""
    _guard(user, by)
    accounts.deactivate(user, by=by, reason=reason)


def reactivate(user: User, *, by: User) -> None:
    """Open somebody else's account again."""
    _guard(user, by)
    accounts.reactivate(user, by=by)


def send_again(mail: OutgoingMail) -> None:
    """Put a mail that failed or came back into the queue once more."""
    if not write_again(mail):
        raise PinError("admin.not_failed")
    record("mail.sent_again", mail, template=mail.template)


def readable(mail: OutgoingMail) -> Iterator[tuple[str, str]]:
    """Cut a mail's text into pieces of text and path; the path is empty where there is no link to press.

    Only a kept mail has usable links: with one that was sent, an administrator could become the receiver.
    """
    home = external("/")
    for piece in LINK.split(mail.body):
        if mail.state != "kept":
            yield (TOKEN.sub("…", piece) if LINK.match(piece) else piece), ""
        else:
            yield piece, "/" + piece.removeprefix(home) if piece.startswith(home) else ""


def _guard(user: User, by: User) -> None:
    """Refuse oneself, and one whom another administrator has just demoted: the rows are locked first."""
    if user.id == by.id:
        raise PinError("admin.oneself")
    if by.id not in held_administrators():
        raise PinError("admin.not_administrator")
