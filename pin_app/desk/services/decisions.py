"""What staff decide on a pair before any introduction, one after the other, and how it is taken back.

Every decision names the version that the page showed: who comes second is told what the first did. The same
decision of the same person again is the first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, now
from pin_app.desk.models import Decision, PairEvent
from pin_app.desk.queries import one
from pin_app.errors import PinError
from pin_app.introductions.reasons import REJECTIONS
from pin_app.introductions.services.stepping import hold_pair
from pin_app.profiles.models import Profile

LONGEST = timedelta(days=366)
KEPT = ("state", "reason", "until", "assigned_to_id")
UNDOABLE = ("postponed", "rejected")


@dataclass(frozen=True, slots=True)
class Both:
    """A pair by its purpose and its two profiles, the lower number first."""

    purpose: str
    low: Profile
    high: Profile


def assign(pair: Both, to: User | None, by: User, expected: int) -> Decision:
    """Give a pair to a colleague, or back to everybody."""
    if to is not None and not (to.active and is_staff(to)):
        raise PinError("desk.not_a_colleague")
    facts = {"to": to.name if to else ""}
    return _decide(pair, by, "assigned", expected, facts, assigned_to_id=to.id if to else None)


def postpone(pair: Both, until: date, by: User, expected: int) -> Decision:
    """Offer a pair again from a day on."""
    if not timedelta(0) < until - now().date() <= LONGEST:
        raise PinError("desk.odd_day")
    facts = {"until": until.isoformat()}
    return _decide(pair, by, "postponed", expected, facts, state="postponed", until=until, reason="")


def reject(pair: Both, reason: str, by: User, expected: int) -> Decision:
    """Offer a pair no more, with a reason."""
    if reason not in REJECTIONS:
        raise PinError("desk.unknown_reason")
    return _decide(
        pair, by, "rejected", expected, {"reason": reason}, state="rejected", reason=reason, until=None
    )


def undo(pair: Both, by: User, expected: int) -> Decision:
    """Take back the last decision, when it was to postpone or to reject and nothing came after it."""
    decision = take(pair)
    last = one.last_event(decision)
    if last is not None and last.action == "undone" and last.by_id == by.id and last.version == expected + 1:
        return decision
    unchanged(decision, expected)
    if last is None or last.action not in UNDOABLE:
        raise PinError("desk.nothing_to_undo")
    return write_down(decision, by, "undone", {"what": last.action}, **_restored(last.before))


def take(pair: Both) -> Decision:
    """Hold both profiles and return what was decided, a new decision of version 0 where nothing was."""
    hold_pair(pair.low, pair.high)
    found = one.decision(pair.purpose, pair.low.id, pair.high.id)
    if found is not None:
        db.session.refresh(found)
        return found
    made = Decision(purpose=pair.purpose, low_id=pair.low.id, high_id=pair.high.id, version=0, state="open")
    db.session.add(made)
    db.session.flush()
    return made


def unchanged(decision: Decision, expected: int) -> None:
    """Refuse to go on from a page that shows an older version, and say who did what meanwhile."""
    if decision.version == expected:
        return
    last = one.last_event(decision)
    who = last.by.name if last and last.by else "ISCOS"
    raise PinError(f"desk.overtaken_{last.action if last else 'assigned'}", who=who)


def write_down(decision: Decision, by: User, action: str, facts: dict[str, Any], **changes: Any) -> Decision:
    """Keep a decision, what stood before it, and one row in the trail."""
    before = {name: _plain(getattr(decision, name)) for name in KEPT}
    for name, value in changes.items():
        setattr(decision, name, value)
    decision.version += 1
    decision.changed_by, decision.changed_at = by, now()
    act = PairEvent(
        decision_id=decision.id, action=action, facts=facts, before=before, by=by, version=decision.version
    )
    db.session.add(act)
    db.session.flush()
    record(f"desk.{action}", decision, actor=by, low=decision.low_id, high=decision.high_id, **facts)
    return decision


def _decide(
    pair: Both, by: User, action: str, expected: int, facts: dict[str, Any], **changes: Any
) -> Decision:
    decision = take(pair)
    if _is_again(one.last_event(decision), by, action, facts, expected):
        return decision
    unchanged(decision, expected)
    return write_down(decision, by, action, facts, **changes)


def _is_again(last: PairEvent | None, by: User, action: str, facts: dict[str, Any], expected: int) -> bool:
    """Whether the same person has just done the very same from the same page."""
    if last is None or last.version != expected + 1:
        return False
    return (last.by_id, last.action, last.facts) == (by.id, action, facts)


def _restored(before: dict[str, Any]) -> dict[str, Any]:
    until = before["until"]
    return {**before, "until": date.fromisoformat(until) if until else None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
