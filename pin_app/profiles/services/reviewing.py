"""The way of a profile: draft, submitted, published or changes requested, withdrawn; and of later changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.mail.services import path_to, queue
from pin_app.profiles import completeness, guards, queries, versions
from pin_app.profiles.models import PendingChanges, Profile, Review
from pin_app.profiles.reasons import REASONS
from pin_app.profiles.services import holding
from pin_app.profiles.services.announcing import announce

SENDABLE = ("draft", "changes_requested", "withdrawn")
WITHDRAWABLE = ("submitted", "published", "changes_requested")


@dataclass(frozen=True, slots=True)
class _Case:
    """What staff decide on: a profile as a whole, or the changes of a published one."""

    changes: PendingChanges | None
    submitted_at: datetime | None
    seen: dict[str, object]


def submit(profile: Profile) -> None:
    """Send a profile to staff; it needs a name, a country and one statement."""
    hold(profile)
    if profile.state == "published":
        _send_changes(profile)
        return
    if profile.state not in SENDABLE:
        raise PinError("profile.already_sent")
    if completeness.required(queries.filled(profile)):
        raise PinError("profile.not_ready")
    profile.state, profile.submitted_at = "submitted", now()
    announce(profile)


def publish(profile: Profile, by: User | None, seen: str = "") -> None:
    """Show a submitted profile, or the changes of a published one, and tell the owner.

    `seen` is the digest of the version that was looked at: what was changed since then is not published.
    """
    case = _case(profile, by, seen)
    _keep(profile, by, case, "published")
    if case.changes is not None:
        holding.take_over(profile)
    profile.state, profile.published_at = "published", profile.published_at or now()
    record("profile.changes_published" if case.changes else "profile.published", profile, actor=by)
    announce(profile)
    if profile.owner:
        queue(
            "profile_changes_published" if case.changes else "profile_published",
            to=profile.owner.typed_email,
            language=profile.owner.language,
            profile=profile.name,
            listed=profile.listed,
            link=path_to("profiles.show", public_id=profile.public_id),
        )


def request_changes(
    profile: Profile, by: User | None, reasons: Sequence[str], note: str = "", seen: str = ""
) -> None:
    """Give a submitted profile or changes back with reasons, and tell the owner what to change."""
    case = _case(profile, by, seen)
    chosen, told = guards.review_reasons(reasons), guards.purpose(note)
    _keep(profile, by, case, "changes_requested", chosen, told)
    if case.changes is not None:
        case.changes.state = "returned"
    else:
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
            shown=case.changes is not None,
            link=path_to("profiles.edit_step", public_id=profile.public_id, step="1"),
        )


def take_back_changes(profile: Profile) -> None:
    """Throw away what the owner has changed and staff have not read; others never saw it."""
    hold(profile)
    if queries.pending_of(profile) is None:
        raise PinError("profile.nothing_waits")
    holding.take_back(profile)
    record("profile.changes_taken_back", profile)


def withdraw(profile: Profile, by: User | None) -> None:
    """Take a profile out of sight; its owner may send it again, with the changes that waited."""
    hold(profile)
    if profile.state not in WITHDRAWABLE:
        raise PinError("profile.not_withdrawable")
    profile.state = "withdrawn"
    holding.take_over(profile)
    record("profile.withdrawn", profile, actor=by)
    announce(profile)


def _send_changes(profile: Profile) -> None:
    waits = queries.pending_of(profile)
    if waits is None:
        raise PinError("profile.already_sent")
    holding.send(waits)
    db.session.flush()


def _case(profile: Profile, by: User | None, seen: str) -> _Case:
    """Return what is decided on; refuses others than staff, what waits no more and what was not seen."""
    if not holding.is_trusted(by):
        raise PinError("profile.not_staff")
    hold(profile)
    waits = queries.pending_of(profile)
    changes = waits if profile.state == "published" and waits and waits.state == "waiting" else None
    if changes is None and profile.state != "submitted":
        raise PinError("profile.not_submitted")
    present = versions.snapshot(queries.version_of(profile))
    if seen and seen != versions.digest(present):
        raise PinError("profile.changed_meanwhile")
    return _Case(changes, changes.submitted_at if changes else profile.submitted_at, present)


def _keep(
    profile: Profile,
    by: User | None,
    case: _Case,
    decision: str,
    reasons: Sequence[str] = (),
    note: str = "",
) -> None:
    db.session.add(
        Review(
            profile_id=profile.id,
            by_id=by.id if by else None,
            decision=decision,
            reasons=list(reasons),
            note=note,
            of_changes=case.changes is not None,
            seen=case.seen,
            submitted_at=case.submitted_at,
        )
    )
