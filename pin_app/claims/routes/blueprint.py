"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort
from flask_login import current_user

from pin_app.claims import queries, words
from pin_app.claims.catalogue import CLAIMS, Level
from pin_app.claims.models import Claim, Proof
from pin_app.claims.pledges import PLEDGES
from pin_app.profiles.models import Profile
from pin_app.profiles.queries import by_public_id

bp = Blueprint("claims", __name__)
NUMBER = "<int(max=2147483647):number>"


def profile_for(public_id: str, may: Any) -> Profile:
    """Return the profile of an address for those who may; for others there is no such page."""
    profile = by_public_id(public_id)
    if profile is None or not may(current_user, profile):
        abort(404)
    return profile


def claim_or_404(number: int) -> Claim:
    """Return a claim for staff."""
    return queries.claim(number) or abort(404)


def proof_or_404(number: int) -> Proof:
    """Return a proof for staff."""
    return queries.proof(number) or abort(404)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": words, "levels": Level, "claims": CLAIMS, "pledges": PLEDGES}


@bp.app_template_filter("claim_title")
def _claim_title(code: str) -> str:
    return str(words.TITLES.get(code, code))
