"""The way of a profile: draft, submitted, published or changes requested, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.mail.services import path_to, queue
from pin_app.profiles import completeness, guards, queries
from pin_app.profiles.models import Profile, Review
from pin_app.profiles.reasons import REASONS
from pin_app.profiles.services.announcing import announce, is_trusted

SENDABLE = ("draft", "changes_requested", "withdrawn")
WITHDRAWABLE = ("submitted", "published", "changes_requested")


def submit(profile: Profile) -> None:
    """Send a profile to staff; it needs a name, a country and one statement."""
    hold(profile)
    if profile.state not in SENDABLE:
        raise PinError("profile.already_sent")
    if completeness.required(queries.filled(profile)):
        raise PinError("profile.not_ready")
    profile.state, profile.submitted_at = "submitted", now()
    announce(profile)


def publish(profile: Profile, by: User | None) -> None:
    """Show a submitted profile to those whom its owner agreed to be shown to, and tell the owner."""
    _guard_review(profile, by)
    _keep(profile, by, "published")
    profile.state, profile.published_at = "published", profile.published_at or now()
    record("profile.published", profile, actor=by)
    announce(profile)
    if profile.owner:
        queue(
            "profile_published",
            to=profile.owner.typed_email,
            language=profile.owner.language,
            profile=profile.name,
            listed=profile.listed,
            link=path_to("profiles.show", public_id=profile.public_id),
        )


def request_changes(profile: Profile, by: User | None, reasons: Sequence[str], note: str = "") -> None:
    """Give a submitted profile back with reasons, and tell the owner what to change."""
    _guard_review(profile, by)
    chosen, told = guards.review_reasons(reasons), guards.purpose(note)
    _keep(profile, by, "changes_requested", chosen, told)
    profile.state = "changes_requested"
    record("profile.changes_requested", profile, actor=by, reasons=chosen)
    announce(profile)
    if profile.owner:
        queue(
            "profile_changes_requested",
            to=profile.owner.typed_email,
            language=profile.owner.language,
            profile=profile.name,
            reasons=[REASONS[code] for code in chosen],
            note=told,
            link=path_to("profiles.edit_step", public_id=profile.public_id, step="1"),
        )


def withdraw(profile: Profile, by: User | None) -> None:
    """Take a profile out of sight; its owner may send it again."""
    hold(profile)
    if profile.state not in WITHDRAWABLE:
        raise PinError("profile.not_withdrawable")
    profile.state = "withdrawn"
    record("profile.withdrawn", profile, actor=by)
    announce(profile)


def _guard_review(profile: Profile, by: User | None) -> None:
    if not is_trusted(by):
        raise PinError("profile.not_staff")
    hold(profile)
    if profile.state != "submitted":
        raise PinError("profile.not_submitted")


def _keep(
    profile: Profile, by: User | None, decision: str, reasons: Sequence[str] = (), note: str = ""
) -> None:
    db.session.add(
        Review(
            profile_id=profile.id,
            by_id=by.id if by else None,
            decision=decision,
            reasons=list(reasons),
            note=note,
            submitted_at=profile.submitted_at,
        )
    )
