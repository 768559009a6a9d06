"""Intents: which offer answers which need, and what a statement without an intent most likely means."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from matching.folding import words
from matching.parties import Statement
from matching.vocabulary import NEED_INTENTS, OFFER_INTENTS

OPEN = "open"
IMPLIED = "implied"
"""A need that nobody stated and that follows from a trade."""
NEED_CODES = (*NEED_INTENTS, OPEN, IMPLIED)
OFFER_CODES = (*OFFER_INTENTS, OPEN)
INFERENCE_THRESHOLD = 0.5

_CLOSED = -4.0
"""What a pair of intents that do not go together costs: more than any likeness of words can bring back."""

# What a pair costs on the scale of the likeness of two texts; pairs that are not named are closed. Who would
# buy goods is seldom served by a person's own work, however alike the words: there is a need for `skills`.
_COSTS: dict[str, dict[str, float]] = {
    "buy": {
        "sell": 0.0,
        "technology": 0.05,
        "skills": 0.4,
        "distribute": 0.15,
        "partner": 0.15,
        "open": 0.05,
    },
    "be_distributed": {"distribute": 0.0, "partner": 0.1, "skills": 0.3, "open": 0.15},
    "partner": {
        "partner": 0.0,
        "distribute": 0.1,
        "technology": 0.1,
        "skills": 0.15,
        "sell": 0.15,
        "open": 0.1,
    },
    "technology": {
        "technology": 0.0,
        "sell": 0.0,
        "skills": 0.05,
        "partner": 0.1,
        "distribute": 0.2,
        "open": 0.05,
    },
    "skills": {"skills": 0.0, "mentor": 0.05, "technology": 0.1, "sell": 0.1, "partner": 0.1, "open": 0.05},
    "be_mentored": {"mentor": 0.0, "skills": 0.1, "partner": 0.2, "open": 0.1},
    "seek_investment": {"invest": 0.0, "partner": 0.2, "open": 0.2},
    "implied": {"sell": 0.1, "technology": 0.1, "open": 0.12, "skills": 0.15},
    "open": {
        "sell": 0.05,
        "technology": 0.05,
        "skills": 0.05,
        "partner": 0.05,
        "mentor": 0.1,
        "distribute": 0.1,
        "open": 0.1,
        "invest": 0.3,
    },
}


@cache
def gate_matrix() -> NDArray[np.float32]:
    """Addend for every (need code, offer code), shape (9, 8): zero for a pair, below zero where it costs."""
    gate = np.full((len(NEED_CODES), len(OFFER_CODES)), _CLOSED, dtype=np.float32)
    for need, answers in _COSTS.items():
        for offer, cost in answers.items():
            gate[NEED_CODES.index(need), OFFER_CODES.index(offer)] = -cost
    return gate


@cache
def _cues() -> tuple[tuple[str, str, float, tuple[str, ...]], ...]:
    text = files("matching").joinpath("data/intent_cues.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        (row["direction"], row["intent"], float(row["weight"]), tuple(row["cues"].split("|"))) for row in rows
    )


def infer_intent(direction: str, text: str) -> str:
    """The intent whose cues speak loudest in `text`, or `open` where none does."""
    spaced = " " + " ".join(words(text)) + " "
    best, loudest = OPEN, INFERENCE_THRESHOLD
    for side, intent, weight, cues in _cues():
        if side != direction:
            continue
        strength = weight * sum(spaced.count(" " + cue.replace("_", " ")) for cue in cues)
        if strength > loudest:
            best, loudest = intent, strength
    return best


def intent_of(statement: Statement) -> str:
    """The stated intent if it is one of its direction's, else the inferred one."""
    known = NEED_INTENTS if statement.direction == "need" else OFFER_INTENTS
    if statement.intent in known:
        return str(statement.intent)
    return infer_intent(statement.direction, statement.text)
