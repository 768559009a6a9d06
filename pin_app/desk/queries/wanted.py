"""What somebody asks the desk for: a purpose, a view, an order, filters and a place in the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

ORDERS = ("fair", "worth")
VIEWS = ("offered", "postponed", "rejected")
FACETS = ("kind", "country", "region", "sector", "language", "risk")
ASSIGNED = ("me", "nobody")


class Place(NamedTuple):
    """Where a pair stands in an order: its key, then its numbers."""

    key: float
    low_id: int
    high_id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """One question to the desk; `facets` must all hold for one side, whichever."""

    purpose: str = "business"
    view: str = "offered"
    order: str = "fair"
    facets: dict[str, str] = field(default_factory=dict)
    assigned: str = ""
    interest: bool = False
    never: bool = False
    after: Place | None = None
    person_id: int = 0

    def arguments(self) -> dict[str, Any]:
        """Return what of it stands in an address, without the place."""
        said: dict[str, Any] = {"purpose": self.purpose, "view": self.view, "order": self.order}
        said |= {**self.facets, "assigned": self.assigned}
        said |= {"interest": "1" if self.interest else "", "never": "1" if self.never else ""}
        plain = {"view": "offered", "order": "fair"}
        return {name: value for name, value in said.items() if value and plain.get(name) != value}
