"""Who walks the path from a suggestion to an outcome, and what the store holds on the way."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Executable, select

from pin_app.db import db, now
from pin_app.introductions.models import Introduction
from pin_app.mail.models import OutgoingMail
from pin_app.outcomes.models import FollowUp, Outcome
from pin_app.outcomes.tasks import sweep
from pin_app.profiles.models import Profile
from tests.e2e.seed import do_jobs
from tests.factories.introductions import side
from tests.factories.people import person

GOODS = "Accounting software for small hospitals"


class Party(NamedTuple):
    """A member: where they sign in, their profile, and how they are reached once both have agreed."""

    account: str
    profile: str
    contact: tuple[str, str, str]


class Cast(NamedTuple):
    """Two members, one of staff and an administrator, all of one language."""

    language: str
    first: Party
    second: Party
    staff: str
    administrator: str


def gather(app: Flask, language: str, way: str) -> Cast:
    """Put four people and two profiles into the store, and let the engine compare."""
    mark = f"{language}.{way}"
    with app.app_context():
        first = _party("pakistani_firm", f"first.{mark}", language, offers=[GOODS])
        second = _party("italian_firm", f"second.{mark}", language, needs=[GOODS])
        others = [
            person(f"{role}.{mark}@example.org", role, language=language, name=f"{role} {mark}").email
            for role in ("staff", "administrator")
        ]
    do_jobs(app)
    return Cast(language, first, second, *others)


def _party(kind: str, mark: str, language: str, **said: Any) -> Party:
    owner = person(f"{mark}@example.org", language=language, name=f"Owner {mark}")
    contact = f"Zubaida {mark}", f"reach.{mark}@example.net"
    made = side(kind, owner=owner, name=f"House {mark}", contact_name=contact[0], email=contact[1], **said)
    return Party(owner.email, made.public_id, (*contact, made.phone))


class Store:
    """What stands in the store, read anew each time."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def _row(self, asked: Executable) -> tuple[Any, ...]:
        with self.app.app_context():
            return tuple(db.session.execute(asked).one())

    def of_introduction(self, public_id: str, *names: str) -> tuple[Any, ...]:
        """Some columns of an introduction."""
        columns = [getattr(Introduction, name) for name in names]
        asked = select(*columns).where(Introduction.public_id == public_id)
        return self._row(asked)

    def answer_of(self, public_id: str, party: Party) -> tuple[Any, ...]:
        """What one side says of an introduction, and by which way it came."""
        asked = select(FollowUp.result, FollowUp.channel).join(Introduction).join(FollowUp.profile)
        asked = asked.where(Introduction.public_id == public_id, Profile.public_id == party.profile)
        return self._row(asked)

    def outcome_of(self, public_id: str) -> tuple[Any, ...]:
        """What staff recorded: result, amount, jobs."""
        asked = select(Outcome.result, Outcome.amount_eur, Outcome.jobs).join(Introduction)
        asked = asked.where(Introduction.public_id == public_id)
        return self._row(asked)

    def mail_to(self, party: Party, template: str) -> str:
        """The newest mail of a kind to a member, as it stands in the outbox; nothing where there is none."""
        asked = select(OutgoingMail.body).where(
            OutgoingMail.to_address == party.account, OutgoingMail.template == template
        )
        newest = asked.order_by(OutgoingMail.id.desc()).limit(1)
        with self.app.app_context():
            return db.session.scalar(newest) or ""

    def months_later(self, public_id: str) -> None:
        """Move an introduction so far back that the first question is due, and do what is due."""
        with self.app.app_context():
            made = db.session.scalars(select(Introduction).where(Introduction.public_id == public_id)).one()
            made.introduced_at = now() - timedelta(days=95)
            db.session.commit()
            sweep()


def link_in(mail: str, path: str) -> str:
    """The address within the application that a mail leads to."""
    found = re.search(rf"http://pin\.test({path}\S+)", mail)
    assert found, f"no link to {path} in the mail: {mail!r}"
    return found[1]
