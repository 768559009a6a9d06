"""Certificates that rooms above have issued: one page checks the numbers of all of them."""

from __future__ import annotations

from collections.abc import Callable

Finder = Callable[[str], str]
"""Takes a number as somebody typed it, returns the path of the page about it, empty where there is none."""

_FINDERS: list[Finder] = []


def knows_numbers(finder: Finder) -> Finder:
    """Have a room say where the page about one of its numbers is; called when the room is imported."""
    _FINDERS.append(finder)
    return finder


def path_of(number: str) -> str:
    """Return the path of the page about a number of a room above, empty where no room knows it."""
    return next((path for finder in _FINDERS if (path := finder(number))), "")
