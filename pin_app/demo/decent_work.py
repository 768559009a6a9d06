"""Claims of some invented firms at several levels, one document that waits, one grievance, some answers."""

from __future__ import annotations

import io
from datetime import timedelta
from random import Random
from typing import Any

import pikepdf
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.claims import services as claims
from pin_app.claims.catalogue import CLAIMS, FIRMS, Level
from pin_app.claims.models import Claim, Proof
from pin_app.claims.pledges import PLEDGES
from pin_app.claims.services import answering, grieving
from pin_app.claims.signals import claims_changed
from pin_app.db import db, now
from pin_app.documents.services import receive
from pin_app.profiles.models import Profile

MOST_FIRMS = 90
NUMBERS = {"pk.ntn": "{:07d}", "it.rea": "MI-{:07d}", "pk.eobi": "DMO{:05d}", "it.inps": "{:010d}"}
FACTS: dict[str, dict[str, Any]] = {
    "minimum_age": {"minimum_age": 18, "age_checks": ["identity_card"]},
    "safety": {"committee": "committee"},
    "wages": {"paid": ["bank"]},
}
STORY = "The night shift in the polishing room has no masks. We asked twice."


def fill() -> None:
    """Give every third firm some claims, a member's own firm the whole way, and staff something to do."""
    staff = db.session.scalars(select(User).where(User.role == "staff", User.demo).order_by(User.id)).first()
    firms = db.session.scalars(
        select(Profile)
        .where(Profile.kind.in_(FIRMS), Profile.demo)
        .order_by(Profile.id)
        .limit(3 * MOST_FIRMS)
    ).all()
    for place, firm in enumerate(firms):
        if place % 3 == 0:
            _claims_of(firm, staff, Random(place))  # noqa: S311 -- an invented network, the same each time
    own = next((firm for firm in firms if firm.owner_id and firm.country == "PK"), None)
    if own is not None and own.owner is not None:
        _whole_way(own, own.owner)
    db.session.flush()


def _claims_of(firm: Profile, staff: User | None, dice: Random) -> None:
    for code, definition in CLAIMS.items():
        fits = definition.is_for(firm.kind, firm.country, firm.sectors) and not definition.special
        if fits and dice.random() < 0.45:
            claim = Claim(profile_id=firm.id, code=code)
            db.session.add(claim)
            db.session.flush()
            for level in definition.levels[: dice.randint(1, len(definition.levels))]:
                _prove(claim, firm, level, staff, dice)
            if dice.random() < 0.03:
                claim.review_since, claim.review_reason = now(), "Demo"
    db.session.flush()
    claims_changed.send(Claim, profile_id=firm.id)


def _prove(claim: Claim, firm: Profile, level: Level, staff: User | None, dice: Random) -> None:
    proof = Proof(claim_id=claim.id, level=level, stated_at=now() - timedelta(days=dice.randint(5, 300)))
    proof.valid_until = (now() + timedelta(days=dice.choice((-20, 20, 200, 500)))).date()
    if level == Level.PLEDGE:
        pledge = PLEDGES[claim.code]
        proof.text, proof.text_version, proof.text_language = pledge.in_language("en"), pledge.version, "en"
        proof.facts = FACTS.get(claim.code, {})
    elif level == Level.NUMBER:
        scheme = next((s for s in CLAIMS[claim.code].schemes_in(firm.country) if s in NUMBERS), "")
        if not scheme:
            return
        proof.scheme, proof.number = scheme, NUMBERS[scheme].format(dice.randint(1, 99_999))
    else:
        proof.checked_at, proof.checked_by = proof.stated_at, staff
        proof.source = "Example Audits" if level == Level.CONFIRMED else ""
        proof.source_kind = "third_party" if level == Level.CONFIRMED else ""
    db.session.add(proof)


def _whole_way(firm: Profile, owner: User) -> None:
    """What a member can look at: a pledge, a number, a document, answers; and a grievance for staff."""
    claims.sign(firm, "contracts", owner, owner.language, {})
    claims.state_number(firm, "identity", owner, "pk.ntn", "7654321-0")
    claims.hand_in(firm, "wages", owner, receive(io.BytesIO(_page())), "wage slips.pdf")
    answering.answer_part(firm, owner, 1, {"women": 14, "men": 41, "permanent": 48, "contracts": "yes"})
    answering.answer_part(firm, owner, 3, {"registered": 80, "hours": 48, "slips": "partly"})
    grieving.send(grieving.code_for("demo"), {"text": STORY, "topics": ["safety"]}, firm, "en")


def _page() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(target)
    return target.getvalue()
