"""What PIN forgets, and when, by the clock."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from pin_app.accounts.models import SignedLink, SignIn
from pin_app.accounts.services import begin, links
from pin_app.accounts.services.sweeping import sweep as sweep_accounts
from pin_app.db import db, now
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services import queue, sweep
from tests.factories.people import person

DAY = timedelta(days=1)


def write(state: str = "sent") -> OutgoingMail:
    mail = queue("password_changed", to="ann@x.example", language="en", forgotten="/forgotten")
    mail.state = state
    db.session.commit()
    return mail


def test_texts_of_settled_mails_are_forgotten_after_thirty_days(app: Flask) -> None:
    mails = {state: write(state) for state in ("sent", "bounced", "failed", "kept", "withheld", "queued")}
    assert sweep(now() + 29 * DAY) == (0, 0)
    assert sweep(now() + 31 * DAY) == (5, 0)
    db.session.expire_all()
    assert {state for state, mail in mails.items() if mail.body} == {"queued"}
    assert (mails["sent"].body, mails["sent"].html, mails["sent"].subject) == ("", "", "")
    assert sweep(now() + 32 * DAY) == (0, 0)


def test_rows_are_gone_after_two_years(app: Flask) -> None:
    write()
    assert sweep(now() + 731 * DAY) == (1, 1)
    assert db.session.query(OutgoingMail).count() == 0


def test_links_and_sign_ins_that_are_over_are_forgotten_after_thirty_days(app: Flask) -> None:
    user = person()
    links.issue(user, links.RESET)
    begin(user, address="192.0.2.7", browser="Firefox")
    assert sweep_accounts(now() + 29 * DAY) == (0, 0)
    assert sweep_accounts(now() + 36 * DAY) == (1, 0)
    assert sweep_accounts(now() + 38 * DAY) == (0, 1)
    assert (db.session.query(SignedLink).count(), db.session.query(SignIn).count()) == (0, 0)


def test_an_ended_sign_in_is_forgotten_thirty_days_later(app: Flask) -> None:
    begin(person(), address="192.0.2.7", browser="Firefox")
    db.session.query(SignIn).one().ended_at = now()
    db.session.flush()
    assert sweep_accounts(now() + 29 * DAY) == (0, 0)
    assert sweep_accounts(now() + 31 * DAY) == (0, 1)
