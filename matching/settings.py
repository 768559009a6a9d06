"""The readable weights with which the engine starts; `docs/matching.md` says how they were chosen."""

from __future__ import annotations

from typing import Final

from matching.scoring import Blend
from matching.vocabulary import BUSINESS, INVESTMENT

BLENDS: Final[dict[str, Blend]] = {BUSINESS: Blend(), INVESTMENT: Blend(second=0.0)}

PLAUSIBLE: Final = 0.05
"""Below this score the engine itself gives nothing, unless a matcher is made with another floor."""

FLOOR: Final = 0.4
"""Below this score a suggestion is weak filler; an application shows "no good match yet" instead."""
