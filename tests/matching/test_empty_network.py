"""A network that was learned while nobody was in it takes the first parties, encoder or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching import Matcher, Party, Statement


class Lengths:
    """An encoder that knows how long a text is, and which letters it begins with."""

    name = "lengths"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [[len(text), *(ord(letter) for letter in f"{text:<3}"[:3])] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 4)


def test_the_first_parties_of_an_empty_network_find_each_other() -> None:
    matcher = Matcher(encoder=Lengths()).fit([])
    seller = Party(
        id="s",
        kind="pakistani_firm",
        country="PK",
        statements=(Statement("offer", "leather gloves", "sell"),),
    )
    buyer = Party(
        id="b", kind="italian_firm", country="IT", statements=(Statement("need", "leather gloves", "buy"),)
    )
    matcher.update([seller, buyer])
    assert [one.party_id for one in matcher.suggest("b")] == ["s"]
