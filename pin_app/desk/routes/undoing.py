"""What a person decided a moment ago, as the address of the next page names it."""

from __future__ import annotations

from typing import Any

from flask import request

from pin_app.accounts.current import me
from pin_app.desk import forms
from pin_app.desk.queries import lists, own


def just_decided() -> dict[str, Any] | None:
    """Return what can still be taken back: the act, the decision and both sides."""
    number = request.args.get("done", "")[:10]
    if not (number.isascii() and number.isdigit() and int(number) <= forms.LARGEST):
        return None
    found = own.undoable(me(), int(number))
    if found is None:
        return None
    event, decision = found
    sides = lists.sides_of([decision])
    both = sides.get(decision.low_id), sides.get(decision.high_id)
    return {"event": event, "decision": decision, "sides": both} if all(both) else None
