"""Offers and needs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.profiles import guards, queries, services, tasks
from pin_app.profiles.models import Statement
from tests.factories.profiles import profile


def test_an_offer_keeps_its_words_and_leaves_the_language_open(owner: User) -> None:
    made = profile(state="draft", owner=owner)
    said = services.add_statement(
        made, owner, "offer", "Hum football banate hain", intent="sell", sectors=["3230"]
    )
    assert (said.text, said.language, said.intent, said.sectors) == (
        "Hum football banate hain",
        None,
        "sell",
        ["32.30"],
    )


def test_the_same_words_twice_are_one_statement(owner: User) -> None:
    made = profile(state="draft", owner=owner)
    first = services.add_statement(made, owner, "offer", "Cuoio")
    assert services.add_statement(made, owner, "offer", " Cuoio ") is first
    assert services.add_statement(made, owner, "need", "Cuoio") is not first


def test_a_profile_holds_a_bounded_number(owner: User) -> None:
    made = profile(state="draft", owner=owner, offers=[f"Thing {n}" for n in range(guards.STATEMENTS_MOST)])
    with pytest.raises(PinError) as caught:
        services.add_statement(made, owner, "need", "One more")
    assert caught.value.code == "profile.too_many_statements"


def test_a_closed_statement_stays_as_it_was(owner: User) -> None:
    said = queries.statements_of(profile(owner=owner, offers=["Leather"]))[0]
    services.withdraw_statement(said, owner)
    with pytest.raises(PinError) as caught:
        services.change_statement(said, owner, text="Other")
    assert caught.value.code == "profile.statement_closed"


def test_a_statement_ends_after_its_last_day(owner: User, told: list[int]) -> None:
    made = profile(owner=owner, offers=["Mangoes", "Rice"])
    mangoes = queries.statements_of(made)[0]
    mangoes.expires_on = now().date() - timedelta(days=1)
    db.session.commit()
    told.clear()
    assert [said.text for said in queries.statements_of(made)] == ["Rice"]
    tasks.expire_statements()
    assert (db.session.get(Statement, mangoes.id).state, told, made.state) == (
        "expired",
        [made.id],
        "published",
    )


def test_offers_come_first_in_the_order_of_writing(owner: User) -> None:
    made = profile(owner=owner, needs=["N1"], offers=["O1", "O2"])
    assert [said.text for said in queries.statements_of(made)] == ["O1", "O2", "N1"]
