"""From profiles to parties."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

import matching
from pin_app.db import db, now
from pin_app.matches import adapter
from pin_app.profiles.models import Statement
from tests.directory.network import profile
from tests.factories.people import person
from tests.store import asked


def test_a_profile_becomes_a_party_with_all_that_the_engine_asks(app: Flask) -> None:
    owner = person()
    made = profile(
        "Milan", offers=[("sell", "x")], needs=["y"], sectors=["32.50"], languages=["it", "ur"],
        region="IT-25", capacity=4, owner=owner,
        terms={"direction": "seek", "max_eur": 5000, "instruments": ["loan"]},
    )  # fmt: skip
    party = adapter.load()[str(made.id)].party
    assert party == matching.Party(
        id=str(made.id), kind="italian_firm", country="IT", region="IT-25",
        statements=(matching.Statement("offer", "x", "sell"), matching.Statement("need", "y")),
        sectors=("32.50",), languages=("it", "ur"), capacity=4, owner=str(owner.id),
        investment=matching.InvestmentTerms("seek", max_eur=5000, instruments=("loan",)),
    )  # fmt: skip


def test_closed_and_expired_statements_are_not_compared(app: Flask) -> None:
    made = profile("Milan", offers=["open", "met", "over"])
    for said in db.session.scalars(select(Statement)):
        said.state = "met" if said.text == "met" else "open"
        said.expires_on = now().date() - timedelta(days=1) if said.text == "over" else None
    db.session.commit()
    assert [said.text for said in adapter.load()[str(made.id)].party.statements] == ["open"]


def test_many_profiles_are_loaded_in_as_many_statements_as_one(app: Flask) -> None:
    profile("One", offers=["x"], terms={"direction": "seek"})
    for_one = asked(lambda: adapter.load(adapter.in_network()))
    for name in ("Two", "Three"):
        profile(name, offers=["x"], terms={"direction": "seek"})
    assert asked(lambda: adapter.load(adapter.in_network())) == for_one


def test_a_reason_is_kept_with_numbers_of_statements_and_without_their_texts(app: Flask) -> None:
    mine, theirs = profile("A", needs=["my words"]), profile("B", offers=["their words"])
    known = adapter.load()
    given = matching.Reason(
        "need_meets_offer",
        {
            "my_statement": 0,
            "my_text": "my words",
            "their_statement": 0,
            "their_text": "their words",
            "strength": 0.9,
        },
    )
    kept = adapter.reason(given, known[str(mine.id)], known[str(theirs.id)])
    ids = [known[str(one.id)].statement_ids[0] for one in (mine, theirs)]
    assert kept == {
        "code": "need_meets_offer",
        "facts": {"my_statement": ids[0], "their_statement": ids[1], "strength": 0.9},
    }
    elsewhere = matching.Reason("need_meets_offer", {"my_statement": -1, "their_statement": -2})
    assert adapter.reason(elsewhere, known[str(mine.id)])["facts"] == {
        "my_statement": None,
        "their_statement": None,
    }
