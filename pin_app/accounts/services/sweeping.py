"""How long sign-ins and mailed links are remembered once they are worth nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from pin_app.accounts.models import SignedLink, SignIn
from pin_app.accounts.queries import IDLE, LONGEST
from pin_app.db import db

LINKS_KEPT = timedelta(days=30)
SIGN_INS_KEPT = timedelta(days=30)


def sweep(at: datetime) -> tuple[int, int]:
    """Delete links and sign-ins that have been over for a while; returns how many of each."""
    links = delete(SignedLink).where(SignedLink.expires_at < at - LINKS_KEPT)
    over = at - SIGN_INS_KEPT
    sign_ins = delete(SignIn).where(
        or_(SignIn.ended_at < over, SignIn.seen_at < over - IDLE, SignIn.created_at < over - LONGEST)
    )
    counts = [db.session.execute(statement).rowcount for statement in (links, sign_ins)]  # type: ignore[attr-defined]
    db.session.flush()
    return counts[0], counts[1]
