"""Which of a firm's sectors are on the table of goods at risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pin_app.claims.models import RiskGood
from pin_app.profiles.models import Profile, Statement

GROUP = 4  # signs of a code such as 32.5: whoever says no more than that may make any good of the group


@dataclass(frozen=True, slots=True)
class Flag:
    """A good at risk that a firm makes by its sector; not `certain` where the firm names only a division."""

    profile_id: int
    good: RiskGood
    sector: str
    certain: bool


def flags(profile: Profile, statements: Sequence[Statement], goods: Sequence[RiskGood]) -> list[Flag]:
    """Return what of a firm's trade, by profile and offers, is on the table of its country."""
    offered = [code for said in statements if said.direction == "offer" for code in said.sectors]
    codes = sorted({*profile.sectors, *offered})
    found = (_flag(profile, good, codes) for good in goods if good.country == profile.country)
    return [flag for flag in found if flag is not None]


def _flag(profile: Profile, good: RiskGood, codes: list[str]) -> Flag | None:
    touched = [code for code in codes if any(_is_near(code, risky) for risky in good.sectors)]
    if not touched:
        return None
    sure = [code for code in touched if _is_sure(code, good)]
    return Flag(profile.id, good, (sure or touched)[0], certain=bool(sure))


def _is_near(code: str, risky: str) -> bool:
    """Whether one lies within the other; 32 holds 32.50, while the letter of a section tells nothing."""
    return len(code) > 1 and (code.startswith(risky) or risky.startswith(code))


def _is_sure(code: str, good: RiskGood) -> bool:
    return any(
        code.startswith(risky) or (len(code) >= GROUP and risky.startswith(code)) for risky in good.sectors
    )
