"""What was learned about an encoder beforehand: its means, where concepts and sectors lie.

`data/anchors.npz` and `data/sector_anchors.npz` were made by `python -m benchmarks.learn_anchors`, from
sentences of our own about every concept of the trade lexicon and from the labels and keywords of the sectors;
`data/paraphrase.npz` from our own trades in four writings. They serve only the encoder whose name they carry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from matching.centring import Matrix, unit
from matching.concepts import concepts
from matching.paraphrase import Paraphrase


@dataclass(frozen=True, slots=True)
class Anchors:
    """Means by group "language/role", each (d,), and a unit row per concept of the lexicon, (concepts, d), in
    the space that `paraphrase` makes of centred vectors."""

    encoder: str
    means: dict[str, Matrix] = field(default_factory=dict)
    places: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    paraphrase: Paraphrase | None = None


@cache
def packaged_anchors() -> Anchors:
    """The anchors that come with the engine; a concept that they do not know yet has a row of zeros."""
    source = files("matching").joinpath("data/anchors.npz")
    with as_file(source) as path, np.load(path, allow_pickle=False) as kept:
        means = dict(zip(kept["groups"].tolist(), kept["means"].astype(np.float32), strict=True))
        known = dict(zip(kept["codes"].tolist(), kept["places"].astype(np.float32), strict=True))
        nowhere = np.zeros(kept["places"].shape[1], dtype=np.float32)
        places = np.stack([known.get(concept.code, nowhere) for concept in concepts()])
        paraphrase = paraphrase_for(str(kept["encoder"]))
        return Anchors(str(kept["encoder"]), means, _seen(places, paraphrase), paraphrase)


def anchors_for(encoder: str | None) -> Anchors | None:
    """The packaged anchors if they were learned with this encoder, else None."""
    kept = packaged_anchors() if encoder is not None else None
    return kept if kept is not None and kept.encoder == encoder else None


@cache
def paraphrase_for(encoder: str) -> Paraphrase | None:
    """The measure that overlooks how things are said, if it was learned with this encoder."""
    source = files("matching").joinpath("data/paraphrase.npz")
    with as_file(source) as path, np.load(path, allow_pickle=False) as kept:
        known = str(kept["encoder"]) == encoder
        return Paraphrase.of(kept["metric"].astype(np.float32)) if known else None


def _seen(places: Matrix, paraphrase: Paraphrase | None) -> Matrix:
    return places if paraphrase is None else paraphrase.transform(places)


@cache
def sector_places(encoder: str | None) -> Matrix | None:
    """A unit row per NACE class, in the order of their codes, if they were learned with this encoder."""
    source = files("matching").joinpath("data/sector_anchors.npz")
    with as_file(source) as path, np.load(path, allow_pickle=False) as kept:
        if encoder is None or str(kept["encoder"]) != encoder:
            return None
        return _seen(unit(kept["places"].astype(np.float32)), paraphrase_for(encoder))
