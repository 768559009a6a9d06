"""The history of a claim, and telling the rooms above that something has changed."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.claims.catalogue import Level
from pin_app.claims.models import Claim, ClaimEvent
from pin_app.claims.signals import claims_changed
from pin_app.db import db, now


def note(claim: Claim, what: str, by: User | None, level: Level | None = None, words: str = "") -> None:
    """Write one line into a claim's history."""
    db.session.add(
        ClaimEvent(claim_id=claim.id, what=what, by_id=by.id if by else None, level=level, note=words)
    )


def changed(claim: Claim) -> None:
    """Flush a change and tell the rooms above."""
    claim.changed_at = now()
    db.session.flush()
    claims_changed.send(Claim, profile_id=claim.profile_id)
