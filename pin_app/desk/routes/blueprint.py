"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, request, url_for

from pin_app.accounts.current import me
from pin_app.db import db, now
from pin_app.desk import forms, words
from pin_app.desk.models import DeskChoice
from pin_app.desk.queries import one
from pin_app.desk.queries.wanted import Wanted
from pin_app.desk.services.decisions import Both
from pin_app.matches.models import PURPOSES

bp = Blueprint("desk", __name__)
PAIR = f"/desk/<any({','.join(PURPOSES)}):purpose>/<low>/<high>"


def today() -> date:
    """The present day."""
    return now().date()


def both_of(purpose: str, low: str, high: str) -> Both:
    """Return the pair of an address; in whichever order the two are named."""
    found = one.sides((low, high))
    if found is None:
        abort(404)
    return Both(purpose, *found)


def wanted(purpose: str = "") -> Wanted:
    """Return what the address asks for."""
    return forms.read(request.args, me().id, purpose)


def address_of(purpose: str, low: str, high: str, asked: Wanted, **more: Any) -> str:
    """Return the address of a pair, with the list from which it was opened."""
    return url_for(
        "desk.pair", **({**asked.arguments(), "purpose": purpose, "low": low, "high": high} | more)
    )


def has_shortcuts() -> bool:
    """Whether single keys are shortcuts for this person."""
    choice = db.session.get(DeskChoice, me().id)
    return choice is None or choice.shortcuts


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": words}
