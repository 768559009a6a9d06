"""Which claims firms have, at which level today, and what waits for staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from pin_app.accounts.models import Consent
from pin_app.claims import ladder
from pin_app.claims.catalogue import CLAIMS, Level
from pin_app.claims.ladder import Rung
from pin_app.claims.models import Claim, Proof, RiskGood
from pin_app.db import db, now
from pin_app.profiles.models import Profile

SPECIAL = tuple(code for code, claim in CLAIMS.items() if claim.special)
UNION_CONSENT = "union"


def levels(profile_ids: Iterable[int], on: date | None = None) -> dict[int, dict[str, Level]]:
    """Return the level of each stated claim by profile, in two statements; what is not there is level 0.

    Union matters are left out unless the owner's own consent stands.
    """
    return {
        profile_id: {rung.claim.code: rung.level for rung in rungs}
        for profile_id, rungs in rungs_of_many(profile_ids, on).items()
    }


def rungs_of_many(profile_ids: Iterable[int], on: date | None = None) -> dict[int, list[Rung]]:
    """Return where each stated claim stands, by profile, in the order of the catalogue."""
    ids = sorted(set(profile_ids))
    claims = [claim for claim in _claims(ids) if claim.code in CLAIMS]
    proofs: dict[int, list[Proof]] = defaultdict(list)
    for proof in _proofs(claim.id for claim in claims):
        proofs[proof.claim_id].append(proof)
    found: dict[int, list[Rung]] = defaultdict(list)
    order = list(CLAIMS)
    for claim in sorted(claims, key=lambda claim: order.index(claim.code)):
        found[claim.profile_id].append(ladder.rung(claim, proofs[claim.id], on or now().date()))
    return dict(found)


def goods_at_risk(country: str | None = None, retired: bool = False) -> Sequence[RiskGood]:
    """Return the table of goods, those in force by default."""
    wanted = select(RiskGood).order_by(RiskGood.country, RiskGood.name_en, RiskGood.id)
    wanted = wanted if retired else wanted.where(RiskGood.retired_at.is_(None))
    return db.session.scalars(wanted if country is None else wanted.where(RiskGood.country == country)).all()


def _claims(ids: list[int]) -> Sequence[Claim]:
    consented = (
        select(Profile.id)
        .join(Consent, Consent.user_id == Profile.owner_id)
        .where(Consent.purpose == UNION_CONSENT, Consent.withdrawn_at.is_(None))
    )
    shown = Claim.code.not_in(SPECIAL) | Claim.profile_id.in_(consented)
    return db.session.scalars(select(Claim).where(Claim.profile_id.in_(ids), shown)).all() if ids else ()


def _proofs(claim_ids: Iterable[int]) -> Sequence[Proof]:
    ids = list(claim_ids)
    wanted = select(Proof).where(Proof.claim_id.in_(ids), Proof.state == "standing")
    return db.session.scalars(wanted.order_by(Proof.id)).all() if ids else ()
