"""The matching engine: finds and explains partners for parties, whatever language either side wrote."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matching.matcher import Matcher
    from matching.parties import InvestmentTerms, Party, Statement
    from matching.reasons import REASON_CODES, Reason
    from matching.rules import explain_exclusion
    from matching.settings import FLOOR
    from matching.spread import Fairness
    from matching.suggestions import Suggestion

__all__ = [
    "FLOOR",
    "REASON_CODES",
    "Fairness",
    "InvestmentTerms",
    "Matcher",
    "Party",
    "Reason",
    "Statement",
    "Suggestion",
    "explain_exclusion",
]

# Loaded when asked for: pages use only the folding and the sectors, which need no numerical library.
_HOMES = {
    "FLOOR": "settings",
    "REASON_CODES": "reasons",
    "Fairness": "spread",
    "InvestmentTerms": "parties",
    "Matcher": "matcher",
    "Party": "parties",
    "Reason": "reasons",
    "Statement": "parties",
    "Suggestion": "suggestions",
    "explain_exclusion": "rules",
}


def __getattr__(name: str) -> Any:
    """Import a public name from the module where it stands; AttributeError for any other name."""
    if name not in _HOMES:
        raise AttributeError(f"module 'matching' has no attribute {name!r}")
    return getattr(import_module(f"matching.{_HOMES[name]}"), name)
