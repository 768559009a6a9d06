"""Introductions for tests, brought to any state by the steps that lead there."""

from __future__ import annotations

from itertools import count
from typing import Any

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.introductions import actors, services
from pin_app.introductions.models import Introduction
from pin_app.matches.models import Suggestion
from pin_app.profiles.models import Profile
from tests.factories.people import person
from tests.factories.profiles import profile

WAY = (
    "suggested", "approved", "first_asked", "second_asked", "introduced", "met", "outcome_recorded",
)  # fmt: skip
_numbers = count(1)


def side(kind: str = "pakistani_firm", **values: Any) -> Profile:
    """A published profile with an owner and every way of being reached."""
    number = next(_numbers)
    given = {
        "phone": f"+9230012{number:05}" if kind == "pakistani_firm" else f"+3934712{number:05}",
        "email": f"desk{number}@example.org",
        "contact_name": f"Contact {number}",
        "whatsapp_ok": True,
        "capacity": 50,
    }
    owner = values.pop("owner", None) or person()
    return profile(kind, owner=owner, **(given | values))


def sides() -> tuple[Profile, Profile]:
    """A firm in Pakistan and one in Italy."""
    return side(), side("italian_firm")


def introduction(
    state: str = "introduced",
    first: Profile | None = None,
    second: Profile | None = None,
    by: User | None = None,
    purpose: str = "business",
) -> Introduction:
    """A committed introduction that has gone its way up to a state."""
    staff = by or person(role="staff")
    made = services.propose(first or side(), second or side("italian_firm"), purpose, staff)
    for step in WAY[1 : WAY.index(state) + 1]:
        _onward(made, step, staff)
    db.session.commit()
    return made


def suggest(mine: Profile, partner: Profile, purpose: str = "business", rank: int = 1) -> Suggestion:
    """A suggestion of the engine, committed."""
    facts = {"score": 0.8, "reasons": [{"code": "need_meets_offer", "facts": {}}], "purpose": purpose}
    row = Suggestion(profile_id=mine.id, partner_id=partner.id, rank=rank, **facts)
    db.session.add(row)
    db.session.commit()
    return row


def _onward(made: Introduction, step: str, staff: User) -> None:
    if step == "approved":
        services.approve(made, staff)
    elif step == "first_asked":
        services.ask_first(made, staff)
    elif step == "second_asked":
        services.answer(made, "yes", actors.by_link("first"))
    elif step == "introduced":
        services.answer(made, "yes", actors.by_link("second"))
    elif step == "met":
        services.record_met(made, actors.staff(staff))
    else:
        services.record_outcome(made, actors.staff(staff))
