"""Whether two sides tell the same of one introduction."""

from __future__ import annotations

from pin_app.outcomes.models import FollowUp
from pin_app.outcomes.queries import FIGURES


def differences(first: FollowUp | None, second: FollowUp | None) -> list[str]:
    """Return in what two answers differ; what only one side says is no difference."""
    if first is None or second is None or not first.result or not second.result:
        return []
    found = ["result"] if first.result != second.result else []
    pairs = ((name, getattr(first, name), getattr(second, name)) for name in FIGURES)
    return found + [name for name, ours, theirs in pairs if None not in (ours, theirs) and ours != theirs]
