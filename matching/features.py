"""What was known of a pair when it was shown, as numbers: what a learned order may look at.

Plain Python, so that a page can note it. No feature says who somebody is: no name, place, sex or language,
only how two parties fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

FEATURES: Final = (
    "blend", "forward", "forward_known", "backward", "backward_known", "need_met", "needs_met",
    "offer_wanted", "offers_wanted", "same_topic", "serves_mine", "serves_theirs", "shared_sector",
    "home_district", "same_region", "common_languages", "claims", "ticket", "instruments", "district",
    "investment_sector", "jobs",
)  # fmt: skip
"""Names of the numbers in their order; the first is the log-odds of the fixed blend."""

_FURTHEST = 6.0  # log-odds beyond this say no more


def features(
    score: float, forward: float | None, backward: float | None, reasons: Iterable[Mapping[str, Any]]
) -> list[float]:
    """The numbers of one suggestion, its reasons given as `{"code": ..., "facts": {...}}`."""
    told = list(reasons)
    values = {
        "blend": _log_odds(score),
        "forward": _log_odds(forward) if forward is not None else 0.0,
        "forward_known": float(forward is not None),
        "backward": _log_odds(backward) if backward is not None else 0.0,
        "backward_known": float(backward is not None),
    }
    values |= {name: read(told) for name, read in _READ.items()}
    return [round(values[name], 3) for name in FEATURES]


def _log_odds(chance: float) -> float:
    inside = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_FURTHEST, min(_FURTHEST, math.log(inside / (1 - inside))))


Told = list[Mapping[str, Any]]


def _best(code: str, fact: str) -> Callable[[Told], float]:
    def read(told: Told) -> float:
        return max((float(one["facts"].get(fact) or 0) for one in told if one["code"] == code), default=0.0)

    return read


def _many(code: str, most: int = 3) -> Callable[[Told], float]:
    return lambda told: min(sum(one["code"] == code for one in told), most) / most


def _for_or_against(for_it: str, against: str) -> Callable[[Told], float]:
    return lambda told: float(
        any(one["code"] == for_it for one in told) - any(one["code"] == against for one in told)
    )


def _is_told(code: str) -> Callable[[Told], float]:
    return lambda told: float(any(one["code"] == code for one in told))


def _level(code: str) -> Callable[[Told], float]:
    deepest = _best(code, "level")
    return lambda told: deepest(told) / 4


_READ: dict[str, Callable[[Told], float]] = {
    "need_met": _best("need_meets_offer", "strength"),
    "needs_met": _many("need_meets_offer"),
    "offer_wanted": _best("offer_meets_need", "strength"),
    "offers_wanted": _many("offer_meets_need"),
    "same_topic": _is_told("same_topic"),
    "serves_mine": _is_told("their_sector_serves_mine"),
    "serves_theirs": _is_told("my_sector_serves_theirs"),
    "shared_sector": _level("shared_sector"),
    "home_district": _is_told("home_district"),
    "same_region": _is_told("same_region"),
    "common_languages": _is_told("common_languages"),
    "claims": _is_told("decent_work_claims"),
    "ticket": _for_or_against("ticket_overlap", "ticket_apart"),
    "instruments": _for_or_against("shared_instruments", "instruments_differ"),
    "district": _for_or_against("invests_in_district", "district_differs"),
    "investment_sector": _level("shared_investment_sector"),
    "jobs": _is_told("jobs_expected"),
}
