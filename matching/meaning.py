"""From ready statements to vectors whose inner product is the likeness of a need and an offer.

Several views of a text stand side by side in one vector: the encoder's, the trade lexicon's, and the gate of
intents. A view that knows nothing of a text contributes nothing, neither for nor against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.centring import Centring, Matrix
from matching.encoder import Encoder, EncoderError, check_vectors
from matching.gates import GATE_WIDTH, gate_columns
from matching.intents import OPEN
from matching.lexicon_view import LexiconView
from matching.statements import ReadyStatement


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each view counts in the likeness."""

    encoding: float = 1.0
    concepts: float = 0.6


class Meaning:
    """The views, fitted together on the statements of a network; `encoder=None` leaves the encoder's view
    out."""

    def __init__(self, encoder: Encoder | None, weights: Weights | None = None) -> None:
        self.encoder = encoder
        self.weights = weights or Weights()
        self.centring = Centring()
        self.lexicon = LexiconView()

    def fit(self, statements: Sequence[ReadyStatement]) -> Meaning:
        """Learn means and concept frequencies from the statements."""
        texts = sorted({(s.text, s.language) for s in statements})
        self.lexicon.fit(texts)
        if self.encoder is not None and statements:
            self.centring.fit(self._encode(statements), groups=_groups(statements))
        return self

    def vectors(self, statements: Sequence[ReadyStatement]) -> Matrix:
        """One row per statement, shape (n, width); a need's row times an offer's row is their likeness."""
        parts = [gate_columns(statements), self.concept_columns(statements)]
        if self.encoder is not None:
            parts.append(self.encoding_columns(statements))
        return np.ascontiguousarray(np.hstack(parts), dtype=np.float32)

    def query(self, text: str, language: str) -> Matrix:
        """One row for a free text that is neither need nor offer, shape (width,), without any gate."""
        asked = [
            ReadyStatement(0, direction, text, language, OPEN, False, ()) for direction in ("need", "offer")
        ]
        row = self.vectors(asked).mean(axis=0)
        row[:GATE_WIDTH] = 0.0
        return np.asarray(row, dtype=np.float32)

    def concept_columns(self, statements: Sequence[ReadyStatement]) -> Matrix:
        """The lexicon's view at the root of its weight, shape (n, concepts)."""
        rows = self.lexicon.transform([(s.text, s.language) for s in statements])
        return np.asarray(np.sqrt(self.weights.concepts) * rows, dtype=np.float32)

    def encoding_columns(self, statements: Sequence[ReadyStatement]) -> Matrix:
        """The encoder's view, centred, at the root of its weight, shape (n, d)."""
        if not statements:
            width = int(getattr(self.centring, "n_features_in_", 0))
            return np.zeros((0, width), dtype=np.float32)
        centred = self.centring.transform(self._encode(statements), groups=_groups(statements))
        return np.asarray(np.sqrt(self.weights.encoding) * centred, dtype=np.float32)

    def groups(self) -> list[str]:
        """Names of the centred groups, in the order of their means in `figures`."""
        return sorted(getattr(self.centring, "means_", {}))

    def figures(self) -> dict[str, NDArray[Any]]:
        """Everything that `fit` learned, as arrays."""
        learned: dict[str, NDArray[Any]] = {"rarity": self.lexicon.rarity_}
        if self.encoder is not None and hasattr(self.centring, "means_"):
            learned["overall"] = self.centring.overall_
            learned["means"] = np.stack([self.centring.means_[name] for name in self.groups()])
        return learned

    def restore(self, groups: Sequence[str], figures: Mapping[str, NDArray[Any]]) -> Meaning:
        """Take over what an earlier `fit` learned, as `groups` and `figures` gave it."""
        self.lexicon.rarity_ = figures["rarity"]
        if "means" in figures:
            self.centring.overall_ = figures["overall"]
            self.centring.n_features_in_ = len(figures["overall"])
            self.centring.means_ = dict(zip(groups, figures["means"], strict=True))
        return self

    def _encode(self, statements: Sequence[ReadyStatement]) -> Matrix:
        if self.encoder is None:
            raise EncoderError("there is no encoder")
        texts = list(dict.fromkeys(s.text for s in statements))
        rows = check_vectors(self.encoder.encode(texts), len(texts), self.encoder.name)
        place = {text: row for row, text in enumerate(texts)}
        return np.asarray(rows[[place[s.text] for s in statements]], dtype=np.float32)


def _groups(statements: Sequence[ReadyStatement]) -> list[str]:
    return [f"{s.language}/{s.direction}" for s in statements]
