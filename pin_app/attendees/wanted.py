"""Which people somebody asks for: words, values by facet to have or to leave out, and an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ORDERS = ("name", "registered", "newest", "organisation", "country")
NEGATED = "-how"  # the argument `country-how=but` leaves the countries out
Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: of each facet in `only` one of the values, of each in `but` none of them."""

    words: str = ""
    only: Values = field(default_factory=dict)
    but: Values = field(default_factory=dict)
    order: str = "name"

    @property
    def is_everybody(self) -> bool:
        """Whether nothing is filtered."""
        return not (self.words or self.only or self.but)

    def values_of(self, facet: str) -> tuple[str, ...]:
        """The values that are ticked in a facet."""
        return self.only.get(facet) or self.but.get(facet) or ()

    def arguments(self) -> dict[str, Any]:
        """Return what of it stands in an address."""
        said: dict[str, Any] = {"q": self.words} if self.words else {}
        said |= {facet: list(values) for facet, values in (*self.only.items(), *self.but.items())}
        said |= {f"{facet}{NEGATED}": "but" for facet in self.but}
        return said | ({"order": self.order} if self.order != ORDERS[0] else {})
