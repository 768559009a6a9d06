"""Parties that may be written down twice: the engine compares names for the rooms that look for doubles."""

from __future__ import annotations

from matching.duplicates import (
    DUPLICATE_REASONS,
    LEAST,
    Candidate,
    Record,
    blocking_keys,
    compare,
    duplicate_candidates,
)
from matching.names import telling_words

__all__ = [
    "DUPLICATE_REASONS",
    "LEAST",
    "Candidate",
    "Record",
    "blocking_keys",
    "compare",
    "duplicate_candidates",
    "telling_words",
]
