"""The matching engine: finds and explains partners for parties, whatever language either side wrote."""

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
