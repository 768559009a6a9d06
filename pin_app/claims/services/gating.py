"""What a pair must show before it is introduced, where goods are on the table of risks."""

from __future__ import annotations

from dataclasses import dataclass

from pin_app.claims import queries, risks
from pin_app.claims.catalogue import CLAIMS, GATE_ALWAYS, GATE_BY_HAZARD, GATE_LEVEL, Level
from pin_app.claims.models import RiskGood
from pin_app.claims.risks import Flag
from pin_app.profiles.models import Profile
from pin_app.profiles.queries import statements_of_many


@dataclass(frozen=True, slots=True)
class Problem:
    """A claim that a firm in a risk sector lacks: where it stands, what is wanted, and because of what."""

    profile_id: int
    claim_code: str
    level: Level
    wanted: Level
    good: RiskGood


def gate(first: Profile, second: Profile) -> list[Problem]:
    """Return what is missing before the two may be introduced; nothing where no risk sector is touched.

    Staff may go on with a written reason; the room of introductions keeps that.
    """
    sides = (first, second)
    stated = queries.levels(side.id for side in sides)
    found = flags_of(sides)
    return [
        problem
        for side in sides
        for problem in _missing(side, found.get(side.id, []), stated.get(side.id, {}))
    ]


def flags_of(profiles: tuple[Profile, ...] | list[Profile]) -> dict[int, list[Flag]]:
    """Return for staff which of these firms make goods at risk, in two statements; others are left out."""
    goods = queries.goods_at_risk()
    statements = statements_of_many([profile.id for profile in profiles])
    found = {p.id: risks.flags(p, statements.get(p.id, []), goods) for p in profiles}
    return {profile_id: flags for profile_id, flags in found.items() if flags}


def wanted_for(flag: Flag) -> tuple[str, ...]:
    """Return which claims an introduction asks for because of one good."""
    more = [code for hazard in flag.good.hazards for code in GATE_BY_HAZARD.get(hazard, ())]
    return tuple(dict.fromkeys((*GATE_ALWAYS, *more)))


def _missing(profile: Profile, flags: list[Flag], stated: dict[str, Level]) -> list[Problem]:
    found: dict[str, Problem] = {}
    for flag in flags:
        for code in wanted_for(flag) if flag.certain else ():
            level = stated.get(code, Level.NONE)
            can = CLAIMS[code].is_for(profile.kind, profile.country, profile.sectors)
            if can and level < GATE_LEVEL:
                found.setdefault(code, Problem(profile.id, code, level, GATE_LEVEL, flag.good))
    return list(found.values())
