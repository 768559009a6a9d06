"""Reading the outbox as the receiver would."""

from __future__ import annotations

import re

from sqlalchemy import select

from pin_app.db import db
from pin_app.mail.models import OutgoingMail


def mails(to: str = "") -> list[OutgoingMail]:
    """Mails from the first to the last, of one address if it is given."""
    found = select(OutgoingMail).order_by(OutgoingMail.id)
    return list(db.session.execute(found.where(OutgoingMail.to_address == to) if to else found).scalars())


def templates(to: str = "") -> list[str]:
    """What kinds of mails there are."""
    return [mail.template for mail in mails(to)]


def link(mail: OutgoingMail) -> str:
    """The path of the one link in a mail; its host is the public address."""
    found = re.findall(r"http://pin\.test(/\S+)", mail.body)
    assert len(set(found)) == 1, mail.body
    return str(found[0])
