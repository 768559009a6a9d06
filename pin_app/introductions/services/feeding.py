"""What the engine may learn from: which partners people took, refused and met."""

from __future__ import annotations

from pin_app.introductions import policies
from pin_app.introductions.models import Introduction
from pin_app.matches.learning.services import record_answer


def tell_engine(introduction: Introduction, side: str, answer: str) -> None:
    """Note that a side accepted or declined the other, or met it."""
    profile, partner = policies.profile_of(introduction, side), policies.partner_of(introduction, side)
    if profile is not None and partner is not None:
        record_answer(profile, partner, introduction.purpose, answer)
