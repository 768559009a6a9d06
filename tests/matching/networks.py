"""Small hand-made networks in four writings for the tests of the engine."""

import itertools
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching import InvestmentTerms, Party, Statement

HOSPITAL = Party(
    "hospital-dealer", "italian_firm", "IT", region="IT-25", languages=("it", "en"), sectors=("46.46",),
    statements=(Statement("need", "Cerchiamo ferri chirurgici e pinze per ospedali", "buy", language="it"),),
)  # fmt: skip
INSTRUMENTS = Party(
    "instrument-maker", "pakistani_firm", "PK", region="PK-PB", languages=("ur", "en"), sectors=("32.50",),
    statements=(Statement("offer", "ہم جراحی کے آلات بناتے ہیں", "sell", language="ur"),),
)  # fmt: skip
RIVAL = Party(
    "instrument-rival", "italian_firm", "IT", languages=("it",),
    statements=(Statement("offer", "Vendiamo strumenti chirurgici", "sell", language="it"),),
)  # fmt: skip
GROCER = Party(
    "grocer", "diaspora_entrepreneur", "IT", region="IT-25", home_district="Gujrat", languages=("it", "ur"),
    statements=(Statement("need", "Mujhe basmati chawal aur masalay mangwane hain", language="ur-Latn"),),
)  # fmt: skip
RICE_MILL = Party(
    "rice-mill", "pakistani_firm", "PK", home_district="Gujrat", languages=("en", "ur"),
    statements=(
        Statement("offer", "Basmati rice in bags, and spices", "sell"),
        Statement("need", "We need a sorting line for our rice mill", "technology"),
    ),
)  # fmt: skip
INVESTOR = Party(
    "investor", "investor", "IT", home_district="Gujrat", languages=("it", "ur"),
    investment=InvestmentTerms("invest", 5_000, 40_000, ("qard_hasan", "equity")),
)  # fmt: skip
KILN = Party(
    "kiln", "pakistani_firm", "PK", languages=("ur",), sectors=("23.32",),
    investment=InvestmentTerms(
        "seek", 20_000, 60_000, ("qard_hasan",), districts=("Gujrat",), jobs_expected=18
    ),
    statements=(Statement("need", "بھٹے کے لیے بلا سود سرمایہ چاہیے", "seek_investment", language="ur"),),
)  # fmt: skip
NETWORK = (HOSPITAL, INSTRUMENTS, RIVAL, GROCER, RICE_MILL, INVESTOR, KILN)


class LetterEncoder:
    """A stand-in for a sentence encoder: counts of letter pairs; notes what it is asked."""

    name = "letters-1"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of 64 counts per text."""
        self.asked.append(list(texts))
        rows = np.full((len(texts), 64), 0.01, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for pair in itertools.pairwise(text):
                row[zlib.crc32("".join(pair).encode("utf-8", "ignore")) % 64] += 1.0
        return rows


class BrokenEncoder:
    """An encoder that answers with something else than vectors."""

    name = "broken-1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Too few rows."""
        return np.zeros((0, 3), dtype=np.float32)
