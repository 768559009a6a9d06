"""Saving a fitted matcher to a folder and reading it again: JSON for words, npz for figures, never pickle."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.board import Board, Side
from matching.implied import all_statements
from matching.investing import Terms
from matching.meaning import Meaning
from matching.parties import InvestmentTerms, Party, Statement, check_party
from matching.traits import Traits

FORMAT = 3
_WORDS = "parties.json"
_FIGURES = "figures.npz"


class StoreError(ValueError):
    """The folder holds no saved matcher, or one that this version cannot read."""


def party_from(values: dict[str, Any]) -> Party:
    """A party from what `dataclasses.asdict` made of it, after a passage through JSON."""
    statements = tuple(Statement(**_tuples(s)) for s in values["statements"])
    terms = values["investment"]
    investment = None if terms is None else InvestmentTerms(**_tuples(terms))
    return check_party(Party(**{**_tuples(values), "statements": statements, "investment": investment}))


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def write(
    folder: Path, parties: Iterable[Party], meaning: Meaning, boards: dict[str, Board], floor: float
) -> None:
    """Write a matcher's state into `folder`, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = None if meaning.encoder is None else meaning.encoder.name
    words = {
        "format": FORMAT,
        "encoder": encoder,
        "floor": floor,
        "groups": meaning.groups(),
        "boards": {purpose: [p.id for p in board.parties] for purpose, board in boards.items()},
        "parties": [asdict(party) for party in parties],
    }
    (folder / _WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    figures = {f"meaning.{name}": array for name, array in meaning.figures().items()}
    for purpose, board in boards.items():
        for name, side in (("needs", board.needs), ("offers", board.offers)):
            for part in ("vectors", "starts", "stated"):
                figures[f"{purpose}.{name}.{part}"] = getattr(side, part)
    with (folder / _FIGURES).open("wb") as sink:
        np.savez(sink, allow_pickle=False, **figures)


def read(folder: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The words and figures of a folder that `write` made; StoreError where there are none of this format."""
    try:
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        with np.load(folder / _FIGURES, allow_pickle=False) as archive:
            figures = {name: archive[name] for name in archive.files}
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(f"{folder}: no saved matcher ({error})") from error
    if words.get("format") != FORMAT:
        raise StoreError(f"{folder}: saved in format {words.get('format')}, this version reads {FORMAT}")
    return words, figures


def board_from(parties: list[Party], purpose: str, figures: dict[str, NDArray[Any]]) -> Board:
    """The board of one purpose; statements, traits and terms are read from the parties again."""
    sides = {
        name: Side(*(figures[f"{purpose}.{name}.{part}"] for part in ("vectors", "starts", "stated")))
        for name in ("needs", "offers")
    }
    said = [all_statements(party, purpose) for party in parties]
    return Board(parties, said, sides["needs"], sides["offers"], Traits.of(parties), Terms.of(parties))
