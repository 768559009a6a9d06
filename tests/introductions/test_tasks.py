"""What time does: one reminder, expiry, and sides that are gone."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from pin_app.db import db, now
from pin_app.introductions import actors, limits, services
from pin_app.introductions.models import Introduction
from pin_app.introductions.tasks import sweep
from pin_app.mail.models import OutgoingMail
from tests.factories.introductions import introduction


def mails(template: str) -> int:
    found = select(func.count()).where(OutgoingMail.template == template)
    return db.session.scalar(found) or 0


def later(made: Introduction, days: float) -> None:
    """Let some days pass since the last question."""
    ago = timedelta(days=days)
    for name in ("first_asked_at", "second_asked_at", "expires_at"):
        moment = getattr(made, name)
        if moment is not None:
            setattr(made, name, moment - ago)
    db.session.commit()


def test_nothing_is_due_at_once(app: Flask) -> None:
    made = introduction("first_asked")
    sweep()
    assert (made.state, made.reminded_at, mails("introduction_reminder")) == ("first_asked", None, 0)


def test_who_does_not_answer_is_reminded_once(app: Flask) -> None:
    made = introduction("first_asked")
    later(made, limits.REMIND_AFTER.days + 0.1)
    sweep()
    sweep()
    assert (made.state, mails("introduction_reminder")) == ("first_asked", 1)


def test_the_second_is_reminded_although_the_first_was(app: Flask) -> None:
    made = introduction("first_asked")
    later(made, 8)
    sweep()
    services.answer(made, "yes", actors.by_link("first"))
    later(made, 8)
    sweep()
    assert (made.state, mails("introduction_reminder")) == ("second_asked", 2)


def test_a_question_expires_and_both_who_know_of_it_are_told_alike(app: Flask) -> None:
    made = introduction("second_asked")
    later(made, limits.ANSWER_WITHIN.days + 0.1)
    sweep()
    sweep()
    assert (made.state, mails("introduction_not_made")) == ("expired", 2)


def test_a_side_that_was_never_asked_hears_nothing(app: Flask) -> None:
    made = introduction("first_asked")
    assert made.second is not None and made.second.owner is not None
    later(made, 15)
    sweep()
    told = db.session.scalars(select(OutgoingMail.to_address)).all()
    assert made.second.owner.typed_email not in told


def test_what_a_deleted_side_leaves_behind_is_ended(app: Flask) -> None:
    made = introduction("introduced")
    db.session.delete(made.first)
    db.session.commit()
    sweep()
    assert (made.state, made.first_id, made.low_id is None or made.high_id is None) == (
        "withdrawn",
        None,
        True,
    )


def held_up() -> Introduction:
    """The first has said yes, and the second has no room to be asked."""
    made = introduction("first_asked")
    assert made.second is not None
    made.second.capacity = 0
    services.answer(made, "yes", actors.by_link("first"))
    db.session.commit()
    return made


def test_a_yes_waits_for_room(app: Flask) -> None:
    made = held_up()
    later(made, limits.ROOM_WITHIN.days - 0.1)
    sweep()
    assert (made.state, mails("introduction_reminder")) == ("first_asked", 0)
    assert made.second is not None
    made.second.capacity = 5
    db.session.commit()
    sweep()
    assert (made.state, made.expires_at is not None and made.expires_at > now()) == ("second_asked", True)


def test_a_yes_does_not_wait_for_room_for_ever(app: Flask) -> None:
    made = held_up()
    made.first_answered_at = now() - limits.ROOM_WITHIN - timedelta(minutes=1)
    later(made, limits.ROOM_WITHIN.days + 0.1)
    sweep()
    assert (made.state, made.closed_reason, mails("introduction_not_made")) == (
        "expired",
        "no_room_in_time",
        1,
    )
