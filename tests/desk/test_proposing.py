"""A pair becomes one introduction, whoever proposes it at the same time."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.desk.services import decisions, proposing
from pin_app.desk.services.proposing import Proposal
from pin_app.errors import PinError
from pin_app.introductions import gates
from pin_app.introductions import queries as introductions
from pin_app.introductions.gates import Problem
from pin_app.introductions.models import Introduction
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile
from tests.factories.pairs import count, kept, pair
from tests.store import at_once

SAID = Proposal("high", "For the lower one.", "For the higher one.")


def test_the_chosen_side_is_asked_first_with_its_message(app: Flask, marco: User) -> None:
    both = pair()
    made = proposing.propose(both, SAID, marco, 0)
    db.session.commit()
    assert (made.state, made.first_id, made.second_id) == ("first_asked", both.high.id, both.low.id)
    assert (made.message_first, made.message_second) == ("For the higher one.", "For the lower one.")
    mails = db.session.scalars(select(OutgoingMail)).all()
    assert [mail.to_address for mail in mails] == [both.high.owner.email]
    assert "For the higher one." in mails[0].body
    assert [one.fresh for one in kept()] == [0]


def test_the_second_click_is_the_first_one(app: Flask, marco: User) -> None:
    both = pair()
    made = [proposing.propose(both, SAID, marco, 0) for _ in range(2)]
    assert (made[0] is made[1], count(Introduction)) == (True, 0)  # nothing is committed yet


def test_a_colleague_is_told_who_proposed(app: Flask, marco: User, nadia: User) -> None:
    both = pair()
    proposing.propose(both, SAID, nadia, 0)
    db.session.commit()
    for version in (0, 1):
        with pytest.raises(PinError, match="Nadia Conti"):
            proposing.propose(both, SAID, marco, version)
        db.session.rollback()
    assert count(Introduction) == 1


def test_a_pair_is_proposed_once_by_many_at_once(app: Flask, marco: User, nadia: User) -> None:
    both = pair()
    numbers, people = (both.low.id, both.high.id), [marco.id, nadia.id] * 3
    db.session.commit()

    def propose() -> None:
        by = db.session.get_one(User, people.pop())
        again = decisions.Both("business", *(db.session.get_one(Profile, number) for number in numbers))
        proposing.propose(again, SAID, by, 0)

    said = at_once(app, propose, times=6)
    assert sorted(set(said)) == ["desk.overtaken_proposed", "done"]
    assert said.count("done") == 3  # of the one whose first click it was, all clicks
    assert (count(Introduction), count(OutgoingMail)) == (1, 1)
    rows = select(AuditEntry).where(AuditEntry.action == "desk.proposed")
    assert len(db.session.scalars(rows).all()) == 1


def test_one_proposes_while_another_rejects(app: Flask, marco: User, nadia: User) -> None:
    both = pair()
    numbers, deeds = (both.low.id, both.high.id), ["propose", "reject"]
    people = {"propose": marco.id, "reject": nadia.id}
    db.session.commit()

    def decide() -> None:
        deed = deeds.pop()
        by = db.session.get_one(User, people[deed])
        again = decisions.Both("business", *(db.session.get_one(Profile, number) for number in numbers))
        if deed == "propose":
            proposing.propose(again, SAID, by, 0)
        else:
            decisions.reject(again, "weak", by, 0)

    said = at_once(app, decide, times=2)
    made = introductions.standing_between(both.low, both.high)
    assert said == (["desk.overtaken_proposed", "done"] if made else ["desk.overtaken_rejected", "done"])


def test_a_gate_asks_for_a_reason_in_writing(
    app: Flask, marco: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = pair()
    monkeypatch.setattr(gates, "GATES", [lambda *_: [Problem("claims", "A claim is missing.", both.low.id)]])
    with pytest.raises(PinError) as refused:
        proposing.propose(both, SAID, marco, 0)
    db.session.rollback()
    assert (refused.value.code, count(Introduction)) == ("introduction.gate_closed", 0)
    because = Proposal("low", "One.", "Two.", "Visited the firm in May.")
    made = proposing.propose(both, because, marco, 0)
    assert (made.state, made.override_note) == ("first_asked", "Visited the firm in May.")


def test_nothing_is_kept_when_asking_fails(app: Flask, marco: User) -> None:
    both = pair()
    both.high.capacity = 0
    db.session.commit()
    with pytest.raises(PinError) as refused:
        proposing.propose(both, SAID, marco, 0)
    db.session.rollback()
    assert refused.value.code == "introduction.no_room"
    assert (count(Introduction), count(OutgoingMail)) == (0, 0)
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action.like("desk.%"))).all() == []


def test_the_store_itself_refuses_a_second_standing_introduction(app: Flask, nadia: User) -> None:
    both = pair()
    proposing.propose(both, SAID, nadia, 0)
    db.session.commit()
    sides = {"first": both.low, "second": both.high, "low_id": both.low.id, "high_id": both.high.id}
    db.session.add(Introduction(purpose="investment", **sides))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_without_the_version_a_second_proposal_is_refused_by_the_introduction(
    app: Flask, marco: User, nadia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = pair()
    proposing.propose(both, SAID, nadia, 0)
    db.session.commit()
    monkeypatch.setattr(proposing, "unchanged", lambda *_: None)
    with pytest.raises(PinError) as refused:
        proposing.propose(both, SAID, marco, 0)
    assert refused.value.code == "introduction.already_proposed"
