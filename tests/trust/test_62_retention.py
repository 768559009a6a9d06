"""Check 62: after 25 months nothing personal is left of mails, links and sign-ins in the whole store."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import text

from pin_app.accounts.services import begin, links
from pin_app.accounts.services.sweeping import sweep as sweep_accounts
from pin_app.db import db, now
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services import came_back, queue
from pin_app.mail.services import sweep as sweep_mails
from tests.factories.people import person

MARKER = "markerxq7"
MONTHS = timedelta(days=25 * 30.5)
TABLES = ("outgoing_mails", "bouncing_addresses", "signed_links", "sign_ins")


def places() -> list[str]:
    """Tables with a row in which the marker stands."""
    found = []
    for table in TABLES:
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        found += [table] if any(MARKER in str(row) for row in rows) else []
    return found


def plant() -> None:
    """Leave the marker in every place that the sweeps are about."""
    user = person("ann@x.example")
    mail = queue(
        "profile_invitation",
        to=f"{MARKER}@x.example",
        language="it",
        inviter=MARKER,
        profile=MARKER,
        days=14,
        link="/",
    )
    mail.state = "sent"
    db.session.commit()
    came_back(mail, MARKER)
    links.issue(user, links.CHANGE, email=f"{MARKER}@x.example")
    begin(user, address="192.0.2.7", browser=MARKER)
    db.session.commit()


def test_after_25_months_the_marker_is_nowhere(app: Flask) -> None:
    plant()
    assert places() == list(TABLES)
    sweep_mails(now() + MONTHS)
    sweep_accounts(now() + MONTHS)
    assert (places(), db.session.query(OutgoingMail).count()) == ([], 0)


def test_without_the_sweeps_it_would_be_found(app: Flask) -> None:
    plant()
    sweep_mails(now())
    sweep_accounts(now())
    assert places() == list(TABLES)
