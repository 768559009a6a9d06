"""The rows of a linear programme, gathered block by block."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array

from matching.scheduling.board import Floats, Ints


class Rows:
    """Rows `values` @ x <= `most` over columns that are named by their number."""

    def __init__(self) -> None:
        self._rows: list[Ints] = []
        self._columns: list[Ints] = []
        self._values: list[Floats] = []
        self._most: list[Floats] = []
        self._sorts: list[Ints] = []
        self._height = 0

    def add(self, keys: Ints, columns: Ints, most: Floats, sort: int = 0) -> Ints:
        """One row for each key that occurs: the columns beside it together at most `most` of the key.

        The keys that have a row, in the order of the rows. `sort` is a number that goes with the rows.
        """
        present, rows = np.unique(keys, return_inverse=True)
        self._append(rows.astype(np.int64), columns, np.ones(len(columns)), most[present], sort)
        return present

    def add_where_many(self, keys: Ints, columns: Ints, most: Floats, sort: int = 0) -> Ints:
        """The same, without rows that have no more columns than they allow."""
        binding = np.bincount(keys, minlength=len(most)) > most
        return self.add(keys[binding[keys]], columns[binding[keys]], most, sort)

    def add_one(self, columns: Ints, values: Floats, most: float, sort: int = 0) -> None:
        """A single row."""
        self._append(np.zeros(len(columns), dtype=np.int64), columns, values, np.array([float(most)]), sort)

    def matrix(self, width: int) -> tuple[csr_array, Floats]:
        """All rows as one matrix of so many columns, and their limits."""
        if not self._height:
            return csr_array((0, width)), np.empty(0)
        rows, columns = np.concatenate(self._rows), np.concatenate(self._columns)
        made = coo_array((np.concatenate(self._values), (rows, columns)), shape=(self._height, width))
        return made.tocsr(), np.concatenate(self._most)

    def sorts(self) -> Ints:
        """The sort of each row."""
        return np.concatenate(self._sorts) if self._sorts else np.empty(0, dtype=np.int64)

    def _append(self, rows: Ints, columns: Ints, values: Floats, most: Floats, sort: int) -> None:
        self._rows.append(rows + self._height)
        self._columns.append(columns)
        self._values.append(values)
        self._most.append(most)
        self._sorts.append(np.full(len(most), sort))
        self._height += len(most)
