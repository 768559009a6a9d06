"""From a pair to an introduction: proposed, approved and asked in one act, by the steps of that room."""

from __future__ import annotations

from dataclasses import dataclass

from pin_app.accounts.models import User
from pin_app.db import now
from pin_app.desk.services.decisions import Both, take, unchanged, write_down
from pin_app.introductions import queries as introductions
from pin_app.introductions import services
from pin_app.introductions.limits import AGAIN_WITHIN
from pin_app.introductions.models import Introduction


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is asked first, what each side reads, and why staff go on where a gate asks."""

    first: str  # low or high
    low_reads: str
    high_reads: str
    override: str = ""


def propose(pair: Both, said: Proposal, by: User, expected: int) -> Introduction:
    """Propose a pair and ask its first side; the same person's second click is the first one."""
    decision = take(pair)
    standing = introductions.standing_between(pair.low, pair.high)
    if standing is not None and _is_again(standing, by):
        return standing
    unchanged(decision, expected)
    first, second = (pair.low, pair.high) if said.first != "high" else (pair.high, pair.low)
    messages = (said.low_reads, said.high_reads)
    made = services.propose(
        first, second, pair.purpose, by, messages if first is pair.low else messages[::-1]
    )
    services.approve(made, by, override=said.override)
    services.ask_first(made, by)
    write_down(decision, by, "proposed", {"introduction": made.public_id}, state="open", until=None)
    return made


def _is_again(standing: Introduction, by: User) -> bool:
    just_now = standing.created_at > now() - AGAIN_WITHIN
    return just_now and standing.proposed_by_id == by.id and standing.origin == "staff"
