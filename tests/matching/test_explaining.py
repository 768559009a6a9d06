"""Reasons that stand beside the texts: proofs of decent work, and what is missing."""

from __future__ import annotations

from matching import Matcher, Party, Statement
from matching.explaining import proven

NEED = (Statement("need", "We look for surgical scissors", "buy"),)
OFFER = (Statement("offer", "Surgical scissors of steel", "sell"),)


def test_proofs_beyond_a_pledge_are_told_the_best_first() -> None:
    claims = ("wages:1", "contracts:2", "social_security:4", "union:x", "odd", "safety:3", "score:")
    buyer = Party(
        "a", "diaspora_entrepreneur", "IT", statements=NEED, home_district="Sialkot", sectors=("47.74",)
    )
    maker = Party("b", "pakistani_firm", "PK", statements=OFFER, claims=claims)
    [found] = Matcher(None).fit([buyer, maker]).suggest("a")
    told = {reason.code: reason.facts for reason in found.reasons}
    assert told["decent_work_claims"] == {"claims": ("social_security:4", "safety:3", "contracts:2")}
    assert "missing_claims" not in told


def test_a_firm_without_proofs_is_told_that_they_are_missing() -> None:
    firm = Party("a", "pakistani_firm", "PK", statements=OFFER, claims=("wages:1",))
    buyer = Party("b", "diaspora_entrepreneur", "IT", statements=NEED)
    [found] = Matcher(None).fit([firm, buyer]).suggest("a")
    assert {"missing_claims", "missing_sectors"} <= {reason.code for reason in found.reasons}


def test_claims_survive_saving(tmp_path) -> None:
    firm = Party("a", "pakistani_firm", "PK", statements=OFFER, claims=("contracts:3",))
    Matcher(None).fit([firm, Party("b", "diaspora_entrepreneur", "IT", statements=NEED)]).save(tmp_path)
    assert proven(Matcher.load(tmp_path, None).parties_["a"]) == ("contracts:3",)
