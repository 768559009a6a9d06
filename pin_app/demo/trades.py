"""What invented parties say: trades, their roles and the texts of each role, from `data/trades_*.json`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

Text = tuple[str, str]
_CHOICE = re.compile(r"\[([^\[\]|]+(?:\|[^\[\]|]+)+)\]")


@dataclass(frozen=True, slots=True)
class Funding:
    """What a role seeks: amounts in EUR, jobs, forms of finance, the use, and the need as a text."""

    eur: tuple[int, int]
    jobs: tuple[int, int]
    instruments: tuple[str, ...]
    use: str
    need: Text


@dataclass(frozen=True, slots=True)
class Role:
    """One kind of party in one trade, with its own offers and needs as (writing, text)."""

    trade: str
    kind: str
    country: str
    sectors: tuple[str, ...]
    offers: tuple[Text, ...]
    needs: tuple[Text, ...]
    names: tuple[str, ...] = ()
    urdu: str = ""
    cities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    size: tuple[int, int] | None = None
    women: float = 0.12
    instruments: tuple[str, ...] = ()
    funding: Funding | None = None


@cache
def roles() -> tuple[Role, ...]:
    """Return every role of every trade, in the order of the files and inside them."""
    folder = files(__package__) / "data"
    names = sorted(item.name for item in folder.iterdir() if item.name.startswith("trades_"))
    trades = [trade for name in names for trade in json.loads((folder / name).read_text("utf-8"))]
    return tuple(_role(trade["trade"], entry) for trade in trades for entry in trade["roles"])


def fill(text: str, draw: Random) -> str:
    """Replace each `[a|b|c]` in a text by one of its choices."""
    return _CHOICE.sub(lambda found: draw.choice(found[1].split("|")), text)


def _role(trade: str, entry: dict[str, Any]) -> Role:
    given = {key: _frozen(value) for key, value in entry.items() if key != "funding"}
    asked = entry.get("funding")
    funding = Funding(**{key: _frozen(value) for key, value in asked.items()}) if asked else None
    return Role(trade=trade, funding=funding, **given)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
