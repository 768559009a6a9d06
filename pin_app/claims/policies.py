"""Who may read, state and check claims."""

from __future__ import annotations

from typing import Any

from pin_app.access import is_staff
from pin_app.accounts.queries import has_consented
from pin_app.claims.models import Claim, Proof
from pin_app.db import db
from pin_app.documents import policies as documents
from pin_app.documents.models import Document
from pin_app.profiles.models import Profile
from pin_app.profiles.policies import is_owner, may_act_for, may_edit

PROOF = "claim"  # purpose of documents
UNION_CONSENT = "union"


def may_state(user: Any, profile: Profile) -> bool:
    """Those who act for a firm, and staff on its behalf."""
    return may_edit(user, profile)


def may_sign(user: Any, profile: Profile) -> bool:
    """A pledge is signed by those who act for the firm, never by staff in its name."""
    return may_act_for(user, profile)


def may_consent(user: Any, profile: Profile) -> bool:
    """What is said about unions is the owner's to allow."""
    return is_owner(user, profile)


def has_union_consent(profile: Profile) -> bool:
    """Whether the owner of a profile has allowed us to keep and show what is said about unions."""
    return profile.owner is not None and has_consented(profile.owner, UNION_CONSENT)


def may_open_proof(user: Any, document: Document) -> bool:
    """A proof's document is opened by staff and by those who act for the firm."""
    proof = db.session.get(Proof, document.subject_id) if document.subject_type == "Proof" else None
    claim = db.session.get(Claim, proof.claim_id) if proof else None
    return claim is not None and (is_staff(user) or may_act_for(user, claim.profile))


documents.let(PROOF, may_open_proof)
