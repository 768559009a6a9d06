"""Saving a fitted matcher to a folder and reading it again: JSON for words, npy for figures, never pickle.

The figures lie in a folder of their own that is named in the JSON and is written first: whoever reads
meanwhile has the old state or the new one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.board import Board
from matching.catalogue import Catalogue, restored
from matching.cells import Cells
from matching.investing import TermWeights
from matching.meaning import Meaning
from matching.nature import Nature
from matching.parties import InvestmentTerms, Party, Statement, check_party
from matching.scoring import Blend
from matching.sides import Columns, Side
from matching.traits import group_of

FORMAT = 6
_WORDS = "parties.json"
_SEARCH = "search."
_SIDES = ("needs", "offers")
_LISTED = ("data", "indices", "indptr")
_PARTS = ("full", "starts", "stated", "spoken")


@dataclass(frozen=True, slots=True)
class Extras:
    """What only some matchers have: an approximate index by purpose, and what free-text search reads."""

    cells: Mapping[str, Cells]
    catalogue: Catalogue | None


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
    folder: Path,
    parties: Iterable[Party],
    meaning: Meaning,
    boards: Mapping[str, Board],
    extras: Extras,
    settings: Mapping[str, Any],
) -> None:
    """Write a matcher's state into `folder`, which is made where it is missing."""
    figures = folder / f"figures-{uuid4().hex}"
    figures.mkdir(parents=True)
    files = {}
    for name, array in _figures(meaning, boards, extras):
        np.save(figures / f"{name}.npy", array, allow_pickle=False)
        files[name] = _outline(array)
    words = {
        "format": FORMAT,
        "figures": figures.name,
        "files": files,
        "encoder": None if meaning.encoder is None else meaning.encoder.name,
        **settings,
        "groups": meaning.groups(),
        "boards": {purpose: [p.id for p in board.parties] for purpose, board in boards.items()},
        "parties": [asdict(party) for party in parties],
    }
    draft = figures / _WORDS
    draft.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    draft.replace(folder / _WORDS)
    for old in folder.glob("figures-*"):
        if old != figures:
            shutil.rmtree(old)


def _figures(
    meaning: Meaning, boards: Mapping[str, Board], extras: Extras
) -> Iterator[tuple[str, NDArray[Any]]]:
    yield from ((f"meaning.{name}", array) for name, array in meaning.figures().items())
    yield from ((f"cells.{purpose}", learned.middles) for purpose, learned in extras.cells.items())
    if extras.catalogue is not None:
        yield from ((f"{_SEARCH}{name}", array) for name, array in extras.catalogue.figures())
    for purpose, board in boards.items():
        yield from ((f"{purpose}.{name}", getattr(board.columns, name)) for name in ("full", "listed"))
        for name in _SIDES:
            side = getattr(board, name)
            yield from ((f"{purpose}.{name}.{part}", getattr(side, part)) for part in _PARTS)
            yield from ((f"{purpose}.{name}.{part}", getattr(side.listed, part)) for part in _LISTED)
            if side.cells is not None:
                yield f"{purpose}.{name}.cells", side.cells


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Turn whatever goes wrong with what stands in a folder into a StoreError that names it."""
    try:
        yield
    except StoreError:
        raise
    except (OSError, EOFError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise StoreError(f"{folder}: no saved matcher ({type(error).__name__}: {error})") from error


def read(folder: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The words and figures of a folder that `write` made; StoreError where there are none of this format.

    Vectors stay on the disk until they are looked at.
    """
    with reading(folder):
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8", errors="surrogatepass"))
        if words.get("format") != FORMAT:
            raise ValueError(f"saved in format {words.get('format')}, this version reads {FORMAT}")
        arrays = {file.stem: _array(file) for file in (folder / words["figures"]).glob("*.npy")}
        if "files" in words and words["files"] != {name: _outline(array) for name, array in arrays.items()}:
            raise ValueError("its files are not those that were written")
        return words, arrays


def _outline(array: NDArray[Any]) -> list[Any]:
    return [array.dtype.str, *array.shape]


def _array(file: Path) -> NDArray[Any]:
    on_disk: NDArray[Any] = np.load(file, mmap_mode="r", allow_pickle=False)
    is_large = file.stem.endswith(("needs.full", "offers.full"))
    return on_disk if is_large else np.array(on_disk)


def blends_from(words: Mapping[str, Any]) -> dict[str, Blend] | None:
    """The weights that a matcher was made with, None where they were not written."""
    kept = words.get("blends")
    if kept is None:
        return None
    return {p: Blend(**{**given, "terms": TermWeights(**given["terms"])}) for p, given in kept.items()}


def board_from(parties: list[Party], purpose: str, figures: Mapping[str, NDArray[Any]]) -> Board:
    """The board of one purpose; traits and terms are read from the parties again."""
    columns = Columns(figures[f"{purpose}.full"], figures[f"{purpose}.listed"])
    needs, offers = (_side_from(f"{purpose}.{name}", figures, len(columns.listed)) for name in _SIDES)
    groups = np.array([group_of(party) for party in parties], dtype=np.int64)
    return Board(parties, purpose, columns, needs, offers, Nature.of(parties), groups)


def _side_from(name: str, figures: Mapping[str, NDArray[Any]], width: int) -> Side:
    full, starts, stated, spoken = (figures[f"{name}.{part}"] for part in _PARTS)
    listed = tuple(figures[f"{name}.{part}"] for part in _LISTED)
    rows = sparse.csr_array(listed, (len(full), width))
    return Side(full, rows, starts, stated, spoken, figures.get(f"{name}.cells"))


def cells_from(figures: Mapping[str, NDArray[Any]]) -> dict[str, Cells]:
    """The cells of each purpose whose index is approximate."""
    names = [name for name in figures if name.startswith("cells.")]
    return {name.removeprefix("cells."): Cells(figures[name]) for name in names}


def catalogue_from(
    boards: Mapping[str, Board], encoder: str | None, figures: Mapping[str, NDArray[Any]]
) -> Catalogue | None:
    """What free-text search had read, if it was saved."""
    kept = {name.removeprefix(_SEARCH): array for name, array in figures.items() if name.startswith(_SEARCH)}
    ids = sorted({party.id for board in boards.values() for party in board.parties})
    return restored(kept, ids, encoder) if kept else None
