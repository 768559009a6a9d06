"""Which claims firms have, at which level today, and what waits for staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload

from pin_app.accounts.models import Consent, User
from pin_app.claims import ladder
from pin_app.claims.catalogue import CLAIMS, Level
from pin_app.claims.ladder import Rung
from pin_app.claims.models import Claim, ClaimEvent, Proof, RiskGood
from pin_app.claims.policies import UNION_CONSENT
from pin_app.db import db, now
from pin_app.profiles.models import Profile

PER_PAGE, AT_ONCE = 25, 5_000
ORDER = {code: place for place, code in enumerate(CLAIMS)}
MOST_REVIEWS = 100
SPECIAL = tuple(code for code, claim in CLAIMS.items() if claim.special)


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
    ids, day = sorted(set(profile_ids)), on or now().date()
    found: dict[int, list[Rung]] = defaultdict(list)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        proofs: dict[int, list[Proof]] = defaultdict(list)
        for proof in _standing_proofs(some):
            proofs[proof.claim_id].append(proof)
        for claim in sorted(_claims(some), key=lambda claim: ORDER.get(claim.code, -1)):
            if claim.code in CLAIMS:
                found[claim.profile_id].append(ladder.rung(claim, proofs[claim.id], day))
    return dict(found)


def goods_at_risk(country: str | None = None, retired: bool = False) -> Sequence[RiskGood]:
    """Return the table of goods, those in force by default."""
    wanted = select(RiskGood).order_by(RiskGood.country, RiskGood.name_en, RiskGood.id)
    wanted = wanted if retired else wanted.where(RiskGood.retired_at.is_(None))
    return db.session.scalars(wanted if country is None else wanted.where(RiskGood.country == country)).all()


def claim_of(profile: Profile, code: str) -> Claim | None:
    """Return a firm's claim."""
    return db.session.scalar(select(Claim).where(Claim.profile_id == profile.id, Claim.code == code))


def claims_of(profile: Profile) -> Sequence[Claim]:
    """Return what a firm has stated; union matters only while its owner agrees."""
    return _claims([profile.id])


def codes_waiting(profile: Profile) -> set[str]:
    """Return which claims of a firm have a document that staff have not seen yet."""
    mine = (Claim.profile_id == profile.id, Proof.state == "waiting")
    return set(db.session.scalars(select(Claim.code).join(Proof, Proof.claim_id == Claim.id).where(*mine)))


def claim(number: int) -> Claim | None:
    """Return one claim for staff; union matters only while the owner agrees."""
    found = db.session.get(Claim, number)
    return found if found and found.id in {one.id for one in _claims([found.profile_id])} else None


def proof(number: int) -> Proof | None:
    """Return one proof of a claim that may be shown."""
    found = db.session.get(Proof, number)
    return found if found and claim(found.claim_id) else None


def proofs_of(claim: Claim, level: Level, *states: str) -> Sequence[Proof]:
    """Return a claim's proofs of one level in some states."""
    mine = (Proof.claim_id == claim.id, Proof.level == level, Proof.state.in_(states))
    return db.session.scalars(select(Proof).where(*mine).order_by(Proof.id)).all()


def all_proofs_of(claim: Claim) -> Sequence[Proof]:
    """Return everything that a claim ever rested on, the latest first, with documents and people."""
    people = (joinedload(Proof.document), joinedload(Proof.by), joinedload(Proof.checked_by))
    wanted = select(Proof).where(Proof.claim_id == claim.id).options(*people)
    return db.session.scalars(wanted.order_by(Proof.id.desc())).all()


def history_of(claim: Claim) -> Sequence[ClaimEvent]:
    """Return what happened to a claim, the latest first."""
    wanted = select(ClaimEvent).where(ClaimEvent.claim_id == claim.id).options(joinedload(ClaimEvent.by))
    return db.session.scalars(wanted.order_by(ClaimEvent.id.desc())).all()


def waiting_proofs(page: int = 1, per_page: int = PER_PAGE) -> Pagination:
    """Return a page of documents that staff have not seen yet, the longest wait first."""
    wanted = (
        select(Proof)
        .join(Proof.claim)
        .join(Claim.profile)
        .options(contains_eager(Proof.claim).contains_eager(Claim.profile), joinedload(Proof.document))
        .where(Proof.state == "waiting", _may_be_shown())
        .order_by(Proof.stated_at, Proof.id)
    )
    return db.paginate(wanted, page=page, per_page=per_page, error_out=False)


def count_waiting() -> int:
    """How many documents staff have not seen yet."""
    waiting = select(func.count()).select_from(Proof).join(Proof.claim)
    return db.session.scalar(waiting.where(Proof.state == "waiting", _may_be_shown())) or 0


def under_review() -> Sequence[Claim]:
    """Return claims that staff have put under review, the longest first."""
    wanted = select(Claim).where(Claim.review_since.is_not(None), _may_be_shown())
    return db.session.scalars(
        wanted.options(joinedload(Claim.profile)).order_by(Claim.review_since, Claim.id).limit(MOST_REVIEWS)
    ).all()


def ending(first: date, last: date) -> Sequence[Proof]:
    """Return proofs that end between two days and of which nobody was reminded, of claims that stand."""
    return db.session.scalars(
        select(Proof)
        .join(Proof.claim)
        .options(contains_eager(Proof.claim).joinedload(Claim.profile))
        .where(
            Proof.state == "standing",
            Proof.valid_until.between(first, last),
            Proof.reminded_at.is_(None),
            Claim.withdrawn_at.is_(None),
            _may_be_shown(),
        )
        .order_by(Proof.id)
    ).all()


def firms_with_ended(first: date, before: date) -> Sequence[int]:
    """Return the numbers of firms with a proof whose last day lies between two days."""
    wanted = select(Claim.profile_id).join(Proof, Proof.claim_id == Claim.id)
    ended = (Proof.state == "standing", Proof.valid_until >= first, Proof.valid_until < before)
    return db.session.scalars(wanted.where(*ended).distinct()).all()


def with_old_files(before: datetime) -> Sequence[Proof]:
    """Return proofs with a file that have not counted since a moment."""
    over = Proof.state.not_in(("waiting", "standing")) & (Proof.stated_at < before)
    ended = (Proof.state == "standing") & (Proof.valid_until < before.date())
    return db.session.scalars(
        select(Proof).where(Proof.document_id.is_not(None), over | ended).options(joinedload(Proof.document))
    ).all()


def union_claims_of(owner: User) -> Sequence[Claim]:
    """Return what a person's firms said about unions, consent or not."""
    mine = select(Profile.id).where(Profile.owner_id == owner.id)
    return db.session.scalars(select(Claim).where(Claim.code.in_(SPECIAL), Claim.profile_id.in_(mine))).all()


def _may_be_shown() -> ColumnElement[bool]:
    consented = (
        select(Profile.id)
        .join(Consent, Consent.user_id == Profile.owner_id)
        .where(Consent.purpose == UNION_CONSENT, Consent.withdrawn_at.is_(None))
    )
    return Claim.code.not_in(SPECIAL) | Claim.profile_id.in_(consented)


def _claims(ids: list[int]) -> Sequence[Claim]:
    wanted = select(Claim).where(Claim.profile_id.in_(ids), _may_be_shown())
    return db.session.scalars(wanted).all() if ids else ()


def _standing_proofs(ids: list[int]) -> Sequence[Proof]:
    wanted = select(Proof).join(Proof.claim).where(Claim.profile_id.in_(ids), Proof.state == "standing")
    return db.session.scalars(wanted.order_by(Proof.id)).all()
