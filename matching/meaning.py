"""From ready statements to vectors whose inner product is the likeness of a need and an offer.

Several views of a text stand side by side in one vector: the gate of intents, the concepts of trade, and the
encoder's. A view that knows nothing of a text contributes nothing, neither for nor against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching import rivals, taboos
from matching.anchors import Anchors, anchors_for
from matching.centring import Centring, Matrix, unit
from matching.context import with_context
from matching.encoder import Encoder, EncoderError, vectors_of
from matching.gates import GATE_WIDTH, gate_columns
from matching.lexicon_view import LexiconView
from matching.nearness import Nearness
from matching.rivals import rival_columns
from matching.statements import TRADE, ReadyStatement
from matching.taboos import taboo_columns

Encodings = Mapping[str, Matrix]
"""Text to its vector of the encoder, shape (d,)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each view counts in the likeness; nearness beside named concepts; an implied need beside a
    stated one."""

    encoding: float = 1.0
    concepts: float = 0.6
    nearness: float = 0.5
    implied: float = 0.42
    everyday: float = 0.6


ASKED = np.float32(1.2)
"""How much more the encoder counts where a free text is looked for, which may be about anything."""
WITHOUT_ENCODER = Weights(concepts=1.0, implied=0.6, everyday=0.6)


class Meaning:
    """The views, fitted together on the statements of a network; `encoder=None` leaves the encoder's view
    out."""

    def __init__(self, encoder: Encoder | None, weights: Weights | None = None) -> None:
        self.encoder = encoder
        self.encoded_width: int | None = None
        self.weights = weights or (Weights() if encoder is not None else WITHOUT_ENCODER)
        anchors: Anchors | None = anchors_for(None if encoder is None else encoder.name)
        self.centring = Centring(prior=anchors.means if anchors else None)
        self.paraphrase = anchors.paraphrase if anchors else None
        self.nearness = Nearness().fit(anchors.places) if anchors else None
        self.lexicon = LexiconView()
        self.everyday = LexiconView("everyday")

    def encodings(self, statements: Sequence[ReadyStatement]) -> Encodings:
        """The encoder's vector of every distinct text; empty without an encoder."""
        texts = list(dict.fromkeys(s.text for s in statements))
        if self.encoder is None or not texts:
            return {}
        rows = vectors_of(self.encoder, texts)
        self.encoded_width = self.encoded_width or rows.shape[1]
        if rows.shape[1] != self.encoded_width:
            wanted = f"{self.encoded_width} figures a text as before"
            raise EncoderError(f"encoder {self.encoder.name}: {rows.shape[1]} instead of {wanted}")
        return dict(zip(texts, rows, strict=True))

    def fit(self, statements: Sequence[ReadyStatement], encodings: Encodings) -> Meaning:
        """Learn concept frequencies from the statements, and means from those whose text is encoded."""
        texts = sorted({(s.text, s.language) for s in statements})
        self.lexicon.fit(texts)
        self.everyday.fit(texts)
        encoded = [s for s in statements if s.text in encodings]
        if self.encoder is not None and encoded:
            self.centring.fit(_stacked(encoded, encodings), groups=_groups(encoded))
        return self

    def vectors(self, said: Sequence[Sequence[ReadyStatement]], encodings: Encodings) -> Matrix:
        """One row per statement of each party; a need's row times an offer's row is their likeness."""
        flat = [s for own in said for s in own]
        views = [with_context(view, said) for view in self._views(flat, encodings)]
        implied = [row for row, s in enumerate(flat) if s.place == TRADE]
        for view in views:
            view[implied] *= np.float32(self.weights.implied)
        gates = gate_columns(flat), taboo_columns(said), rival_columns(said)
        return np.ascontiguousarray(np.hstack([*gates, *views]), dtype=np.float32)

    def query(self, asked: Sequence[ReadyStatement], encodings: Encodings) -> Matrix:
        """One row for a free text, said as need and as offer, shape (width,), without any gate."""
        texts = [(s.text, s.language) for s in asked]
        centred = self._centred(asked, encodings)
        named = self._searched(self.lexicon.transform(texts), centred)
        subject = ASKED * unit(centred.mean(axis=0, keepdims=True))
        views = (named, unit(self.everyday.transform(texts)), subject)
        row = np.hstack([view.mean(axis=0) for view in views])
        return np.concatenate([np.zeros(GATE_WIDTH + taboos.WIDTH + rivals.width()), row]).astype(np.float32)

    def subject(self, asked: Sequence[ReadyStatement], encodings: Encodings) -> Matrix | None:
        """The encoder's view of a free text, shape (d,), or None without one."""
        centred = self._centred(asked, encodings).mean(axis=0, keepdims=True)
        return unit(centred)[0] if centred.any() else None

    def encoder_columns(self, vectors: Matrix) -> Matrix:
        """The encoder's part of rows that `vectors` made, at length one; no columns without an encoder."""
        return unit(vectors[:, vectors.shape[1] - self._width() :])

    def _views(self, statements: Sequence[ReadyStatement], encodings: Encodings) -> list[Matrix]:
        """The columns of both lexicons and of the encoder, a row at the root of its view's weight or zero."""
        texts = [(s.text, s.language) for s in statements]
        named, everyday = self.lexicon.transform(texts), self.everyday.transform(texts)
        centred = self._centred(statements, encodings)
        if self.nearness is not None and len(centred):
            near = np.float32(self.weights.nearness) * self.nearness.transform(centred)
            named = np.where(near.any(axis=1, keepdims=True), unit(named + near), named)
        weights = self.weights
        views = ((named, weights.concepts), (everyday, weights.everyday), (centred, weights.encoding))
        return [_weighed(view, weight) for view, weight in views]

    def _searched(self, named: Matrix, centred: Matrix) -> Matrix:
        """Concepts of a free text, which may be about anything: those it only lies near count as far as it is
        about trade."""
        if self.nearness is None or not centred.any():
            return named
        near = np.float32(self.weights.nearness) * self.nearness.transform(centred)
        both = named + near * self.nearness.sureness(centred)
        return np.asarray(
            both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1.0), dtype=np.float32
        )

    def _centred(self, statements: Sequence[ReadyStatement], encodings: Encodings) -> Matrix:
        """The encoder's view; a row of zeros for a text that could not be encoded.

        It has no columns where nobody's text was encoded when the network was learned, as in an empty one.
        """
        centred = np.zeros((len(statements), self._width()), dtype=np.float32)
        known = [row for row, s in enumerate(statements) if s.text in encodings]
        if known and self._width():
            encoded = [statements[row] for row in known]
            rows = self.centring.transform(_stacked(encoded, encodings), groups=_groups(encoded))
            centred[known] = rows if self.paraphrase is None else self.paraphrase.transform(rows)
        return centred

    def _width(self) -> int:
        return int(getattr(self.centring, "n_features_in_", 0)) if self.encoder is not None else 0

    def groups(self) -> list[str]:
        """Names of the centred groups, in the order of their means in `figures`."""
        return sorted(getattr(self.centring, "means_", {}))

    def figures(self) -> dict[str, NDArray[Any]]:
        """Everything that `fit` learned, as arrays."""
        learned: dict[str, NDArray[Any]] = {"rarity": self.lexicon.rarity_, "common": self.everyday.rarity_}
        if self.encoder is not None and hasattr(self.centring, "means_"):
            learned["overall"] = self.centring.overall_
            learned["means"] = np.stack([self.centring.means_[name] for name in self.groups()])
        return learned

    def restore(self, groups: Sequence[str], figures: Mapping[str, NDArray[Any]]) -> Meaning:
        """Take over what an earlier `fit` learned, as `groups` and `figures` gave it."""
        self.lexicon.rarity_, self.everyday.rarity_ = figures["rarity"], figures["common"]
        if "means" in figures:
            self.centring.overall_ = figures["overall"]
            self.centring.n_features_in_ = self.encoded_width = len(figures["overall"])
            self.centring.means_ = dict(zip(groups, figures["means"], strict=True))
        return self


def _weighed(view: Matrix, weight: float) -> Matrix:
    return np.asarray(np.sqrt(weight) * view, dtype=np.float32)


def _stacked(statements: Sequence[ReadyStatement], encodings: Encodings) -> Matrix:
    return np.stack([encodings[s.text] for s in statements])


def _groups(statements: Sequence[ReadyStatement]) -> list[str]:
    return [f"{s.language}/{s.direction}" for s in statements]
