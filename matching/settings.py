"""The readable weights with which the engine starts; `docs/matching.md` says how they were chosen."""

from __future__ import annotations

from typing import Final

from matching.scoring import Blend
from matching.vocabulary import BUSINESS, INVESTMENT

BLENDS: Final[dict[str, Blend]] = {BUSINESS: Blend(), INVESTMENT: Blend(second=0.0)}

PLAUSIBLE: Final = 0.05
"""Below this score the engine itself gives nothing, unless a matcher is made with another floor."""

WORTH: Final = 0.5
"""A suggestion below this share of the best score of its list is not given: a weak partner costs both sides
time that the good ones deserve."""

FLOOR: Final = 0.4
"""Below this score even the best is weak filler; an application shows "no good match yet" instead."""
