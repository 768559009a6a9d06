"""How near two sectors stand in NACE Rev. 2: the code they share and its level."""

from __future__ import annotations

from collections.abc import Sequence

_SECTION_STARTS = {
    "A": 1,
    "B": 5,
    "C": 10,
    "D": 35,
    "E": 36,
    "F": 41,
    "G": 45,
    "H": 49,
    "I": 55,
    "J": 58,
    "K": 64,
    "L": 68,
    "M": 69,
    "N": 77,
    "O": 84,
    "P": 85,
    "Q": 86,
    "R": 90,
    "S": 94,
    "T": 97,
    "U": 99,
}


def section_of(code: str) -> str | None:
    """Section letter of a NACE Rev. 2 code ("13.92" -> "C"), None for what is no code."""
    if code[:1].isalpha():
        return code[0].upper() if code[0].upper() in _SECTION_STARTS else None
    if not code[:2].isdigit():
        return None
    division = int(code[:2])
    return next((letter for letter, start in reversed(_SECTION_STARTS.items()) if division >= start), None)


def path(code: str) -> tuple[str, ...]:
    """The code and what stands above it, from section to class: ("C", "13", "13.9", "13.92")."""
    section = section_of(code)
    if section is None:
        return ()
    digits = "".join(c for c in code if c.isdigit())[:4]
    levels = (digits[:2], f"{digits[:2]}.{digits[2:3]}", f"{digits[:2]}.{digits[2:4]}")
    return (section, *(level for level, size in zip(levels, (2, 3, 4), strict=True) if len(digits) >= size))


def closest(mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, int] | None:
    """The deepest code that two lists of codes share, with its level 1 to 4; None where they share
    nothing."""
    their_paths = {step for code in theirs for step in path(code)}
    shared = [
        (level, step) for code in mine for level, step in enumerate(path(code), 1) if step in their_paths
    ]
    if not shared:
        return None
    level, step = min(shared, key=lambda item: (-item[0], item[1]))
    return step, level
