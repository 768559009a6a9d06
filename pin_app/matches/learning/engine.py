"""The learning part of the engine as this room uses it; numerical libraries are loaded when needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matching.answers import LEAST_ANSWERS, LEAST_OF_EACH, LEAST_PEOPLE, label, still_needed
from matching.features import FEATURES, features

__all__ = ["FEATURES", "MINIMUM", "Example", "features_of", "label", "learn", "reordered", "still_needed"]

MINIMUM = {"answers": LEAST_ANSWERS, "of_each": LEAST_OF_EACH, "people": LEAST_PEOPLE}
Positions = tuple[Sequence[int], Sequence[int]]
"""How often each place of a list was shown, and how often what stood there was judged."""


class Example(NamedTuple):
    """One answer to learn from: who gave it, whether it wants the partner, where it stood, what was known."""

    person: str
    wanted: int
    rank: int | None
    features: list[float]


def features_of(suggestion: Any) -> list[float]:
    """Return what was known of a pair as numbers; `suggestion` is a row of ours."""
    return features(suggestion.score, suggestion.forward, suggestion.backward, suggestion.reasons or [])


def learn(examples: Sequence[Example], positions: Positions) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an order as names and numbers, and the figures of its comparison with the fixed blend."""
    import numpy as np  # noqa: PLC0415 -- a numerical library: not in web processes

    from matching.comparing import compare  # noqa: PLC0415 -- as above
    from matching.learning import LearnedOrder, examined, inverse_propensity  # noqa: PLC0415 -- as above

    rows = np.array([one.features for one in examples], dtype=np.float64)
    labels = [one.wanted for one in examples]
    curve = [round(float(share), 4) for share in examined(*positions)]
    weights = inverse_propensity([one.rank for one in examples], curve)
    figures = compare(rows, labels, [one.person for one in examples], weights).plain()
    model = LearnedOrder().fit(rows, np.array(labels), weights).plain(FEATURES)
    return model, figures | {"examined": curve}


def reordered(model: Mapping[str, Any], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return suggestions, as they are kept, in a learned order; equal ones stay as the engine put them."""
    weights = [float(model["weights"].get(name, 0.0)) for name in FEATURES]

    def worth(row: Mapping[str, Any]) -> float:
        known = features(row["score"], row["forward"], row["backward"], row["reasons"])
        return sum(weight * value for weight, value in zip(weights, known, strict=True))

    return sorted(rows, key=lambda row: -worth(row))
