"""What parties are beside what they say: traits and investment terms, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.investing import Terms
from matching.parties import Party
from matching.traits import Traits


@dataclass(slots=True)
class Nature:
    """One entry per party in every array of both."""

    traits: Traits
    terms: Terms

    @classmethod
    def of(cls, parties: Sequence[Party]) -> Nature:
        """Read traits and terms of the parties, in their order."""
        return cls(Traits.of(parties), Terms.of(parties))

    def take(self, rows: NDArray[np.int64] | slice) -> Nature:
        """The nature of some parties."""
        return Nature(self.traits.take(rows), self.terms.take(rows))

    def upright(self) -> Nature:
        """The same as columns, to be compared with each of a row of others."""
        return Nature(self.traits.upright(), self.terms.upright())

    @classmethod
    def chained(cls, parts: Sequence[Nature]) -> Nature:
        """Natures one after the other."""
        return cls(Traits.chained([p.traits for p in parts]), Terms.chained([p.terms for p in parts]))
