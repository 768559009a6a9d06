"""Names, addresses and telephone numbers that belong to nobody."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from pin_app.demo.trades import Role

# RFC 2606 keeps these domains for examples: no mail can reach a person.
_DOMAINS = ("example.org", "example.com", "example.net")
# Neither Italy nor Pakistan keeps numbers free for fiction. Ofcom does in the United Kingdom ("telephone
# numbers for use in TV and radio drama programmes"): 1,000 numbers for each of these beginnings.
_DRAMA_NUMBERS = (
    "+441134960", "+441144960", "+441174960", "+441184960", "+441214960", "+441314960",
    "+441414960", "+441514960", "+441614960", "+442079460", "+441914980", "+442920180",
)  # fmt: skip


@cache
def words() -> dict[str, Any]:
    """Return the parts that names are made of."""
    return dict(json.loads((files(__package__) / "data" / "names.json").read_text("utf-8")))


def person(country: str, woman: bool, draw: Random, given: int = 1) -> str:
    """Return so many given names and a family name as they are usual in a country (IT or PK)."""
    parts = words()[country]
    return " ".join([*draw.sample(parts["women" if woman else "men"], given), draw.choice(parts["families"])])


def root(country: str, place: int, turn: int) -> tuple[str, str]:
    """Return the invented proper name of a firm in Latin letters and, where it has one, in Urdu script."""
    step = 37 * place + turn
    if country == "IT":
        heads, tails = words()["italian_heads"], words()["italian_tails"]
        return heads[step % len(heads)] + tails[step // len(heads) % len(tails)], ""
    roots, seconds = words()["roots"], words()["seconds"]
    latin, urdu = roots[step % len(roots)]
    second = seconds[(turn // len(roots) + (0 if place % 3 else place)) % len(seconds)]
    return f"{latin} {second}".strip(), "" if second else urdu


def organisation(role: Role, place: int, turn: int) -> str:
    """Return the name of the turn-th party with the role that stands at a place among its kind."""
    language = "IT" if role.kind != "diaspora_entrepreneur" and role.country == "IT" else "PK"
    latin, urdu = root(language, place, turn)
    word = role.names[turn % len(role.names)]
    name = f"{word} {latin}" if language == "IT" else f"{latin} {word}"
    return f"{name} ({urdu} {role.urdu})" if urdu and role.urdu else name


def legal_name(kind: str, name: str, contact: str, employees: int) -> str:
    """Return the registered name that goes with a kind and a size, or nothing."""
    plain = name.partition(" (")[0]
    if kind == "pakistani_firm":
        return f"{plain} (Private) Limited" if employees > 40 else ""
    if kind == "italian_firm":
        return f"{plain} {'S.r.l.' if employees > 15 else 'S.n.c.'}"
    return f"{plain} di {contact}" if kind == "diaspora_entrepreneur" else ""


def email(name: str, index: int) -> str:
    """Return an address at a reserved domain, different for each index."""
    return f"{_slug(name)}.{index}@{_DOMAINS[index % len(_DOMAINS)]}"


def website(name: str, index: int) -> str:
    """Return a page address at a reserved domain, different for each index."""
    return f"https://{_slug(name)}-{index}.{_DOMAINS[index % len(_DOMAINS)]}"


def phone(index: int) -> str:
    """Return a valid number that is reserved for fiction, or nothing once all 12,000 are given."""
    block = index // 1000
    return f"{_DRAMA_NUMBERS[block]}{index % 1000:03d}" if block < len(_DRAMA_NUMBERS) else ""


def _slug(name: str) -> str:
    letters = (
        unicodedata.normalize("NFKD", name.partition(" (")[0]).encode("ascii", "ignore").decode().lower()
    )
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:30].strip("-")
