"""One page of a list that was put together in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Leaf(Generic[Item]):
    """The items of one page, and where it stands among the others."""

    items: Sequence[Item]
    page: int
    pages: int
    total: int


def leaf(items: Sequence[Item], page: int, per_page: int) -> Leaf[Item]:
    """Return one page of a list; a page behind the end is the last one."""
    pages = max(1, -(-len(items) // per_page))
    at = min(page, pages)
    return Leaf(items[(at - 1) * per_page : at * per_page], at, pages, len(items))
