"""The gate of risk sectors and the ladder that it asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from pin_app.claims import queries, services
from pin_app.claims.catalogue import Level
from pin_app.claims.models import Claim, Proof, RiskGood
from pin_app.db import db, now
from pin_app.profiles.models import Profile
from tests.factories.profiles import profile

TODAY = date(2026, 11, 22)


def good(**columns: Any) -> RiskGood:
    given = {
        "country": "PK", "name_en": "Surgical instruments", "hazards": ["child_labour"],
        "sectors": ["32.50"], "source": "A list", "year": 2016,
    } | columns  # fmt: skip
    made = RiskGood(**given)
    db.session.add(made)
    db.session.commit()
    return made


def claim(of: Profile, code: str, *proofs: tuple[int, date | None], **columns: Any) -> Claim:
    made = Claim(profile_id=of.id, code=code, **columns)
    db.session.add(made)
    db.session.flush()
    db.session.add_all(Proof(claim_id=made.id, level=level, valid_until=until) for level, until in proofs)
    db.session.commit()
    return made


def missing(first: Profile, second: Profile) -> list[tuple[int, str, int]]:
    return [(p.profile_id, p.claim_code, int(p.level)) for p in services.gate(first, second)]


def test_no_risk_sector_asks_for_nothing(app: Flask) -> None:
    good()
    tailor, shop = profile(sectors=["14.13"]), profile("italian_firm", sectors=["46.42"])
    assert missing(tailor, shop) == []


def test_a_risk_sector_asks_the_maker_for_the_claims_of_its_hazard(app: Flask) -> None:
    good()
    maker, buyer = profile(sectors=["32.50"]), profile("italian_firm", sectors=["32.50"])
    wanted = [(maker.id, code, 0) for code in ("identity", "social_security", "minimum_age")]
    assert missing(maker, buyer) == wanted
    assert missing(buyer, maker) == wanted


def test_claims_at_level_two_open_the_gate_and_a_pledge_does_not(app: Flask) -> None:
    good()
    maker, buyer = profile(sectors=["32.50"]), profile("italian_firm")
    claim(maker, "identity", (2, None))
    claim(maker, "social_security", (3, None))
    claim(maker, "minimum_age", (1, None))
    assert missing(maker, buyer) == [(maker.id, "minimum_age", 1)]


def test_under_review_closes_the_gate_again(app: Flask) -> None:
    good(hazards=[])
    maker, buyer = profile(sectors=["32.50"]), profile("italian_firm")
    claim(maker, "identity", (4, None))
    reviewed = claim(maker, "social_security", (4, None))
    assert missing(maker, buyer) == []
    reviewed.review_since = now()
    db.session.commit()
    assert missing(maker, buyer) == [(maker.id, "social_security", -1)]


def test_a_retired_row_asks_for_nothing(app: Flask) -> None:
    good(retired_at=now())
    assert missing(profile(sectors=["32.50"]), profile("italian_firm")) == []


@pytest.mark.parametrize(
    ("sectors", "certain"),
    [(["32.5"], True), (["32.50.1"], True), (["32"], False), (["C"], None), (["32.40"], None)],
)
def test_how_near_a_sector_must_be(app: Flask, sectors: list[str], certain: bool | None) -> None:
    good()
    maker = profile()
    maker.sectors = sectors
    flags = services.flags_of([maker]).get(maker.id, [])
    assert [flag.certain for flag in flags] == ([] if certain is None else [certain])


def test_an_offer_in_a_risk_sector_counts_as_the_firms_trade(app: Flask) -> None:
    good()
    trader = profile(sectors=["46.46"], offers=[{"text": "Scissors", "sectors": ["32.50"]}])
    assert [flag.good.name_en for flag in services.flags_of([trader])[trader.id]] == ["Surgical instruments"]


@pytest.mark.parametrize(
    ("proofs", "level"),
    [
        ([], Level.NONE),
        ([(1, None)], Level.PLEDGE),
        ([(1, None), (3, TODAY)], Level.DOCUMENT),
        ([(1, None), (3, TODAY - timedelta(days=1))], Level.PLEDGE),
        ([(2, TODAY + timedelta(days=9)), (4, TODAY - timedelta(days=1))], Level.NUMBER),
        ([(3, TODAY - timedelta(days=400))], Level.NONE),
    ],
)
def test_the_highest_proof_that_has_not_run_out_is_the_level(
    app: Flask, proofs: list[tuple[int, date | None]], level: Level
) -> None:
    firm = profile()
    claim(firm, "safety", *proofs)
    assert queries.levels([firm.id], TODAY) == {firm.id: {"safety": level}}


def test_a_withdrawn_claim_is_x(app: Flask) -> None:
    firm = profile()
    claim(firm, "safety", (3, None), withdrawn_at=now())
    assert queries.levels([firm.id]) == {firm.id: {"safety": Level.X}}
    assert Level.X.sign == "X"


def test_union_matters_are_left_out_without_the_owners_consent(app: Flask) -> None:
    firm = profile()
    claim(firm, "union", (3, None))
    assert queries.levels([firm.id]) == {}


def test_nobody_has_nothing(app: Flask) -> None:
    assert queries.levels([]) == {}
