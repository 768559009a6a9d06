"""An invented network of parties in Italy and Pakistan: rows in the import columns, any number of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from pin_app.demo import naming
from pin_app.demo.trades import Role, Text, fill, roles

COLUMNS = (
    "external_id", "kind", "name", "legal_name", "contact_name", "email", "phone", "preferred_language",
    "country", "region", "city", "home_district", "sectors", "offers", "needs", "about", "website",
    "languages", "employees", "founded", "women_led", "invest_min_eur", "invest_max_eur",
    "invest_instruments", "seeks_eur", "use_of_funds", "jobs_expected", "consent_directory",
    "consent_matching",
)  # fmt: skip
SHARES = {
    "diaspora_entrepreneur": 30, "pakistani_firm": 33, "italian_firm": 22, "investor": 8, "association": 5,
    "institution": 2,
}  # fmt: skip
_SIZES = {"pakistani_firm": (8, 160), "italian_firm": (4, 70), "diaspora_entrepreneur": (2, 9)}
_BANDS = ((5_000, 20_000), (15_000, 50_000), (40_000, 120_000))
_ABOUT = {
    "it": "{city}: in attività dal {founded}, oggi {people} persone.",
    "en": "In business in {city} since {founded}, {people} people today.",
    "ur": "سن {founded} سے کام کر رہے ہیں، ٹیم میں {people} لوگ ہیں۔",
    "ur-Latn": "{founded} se {city} mein kaam kr rahe hain, {people} log hain",
}
Row = dict[str, str]


def invent(size: int = 400, seed: int = 7) -> Iterator[Row]:
    """Yield `size` parties as import rows of strings, the same for the same seed; holds no row back."""
    casts = {kind: _cast(kind, seed) for kind in SHARES}
    turns: Counter[str] = Counter()
    for index in range(1, size + 1):
        kind = _kinds(seed, (index - 1) // 100)[(index - 1) % 100]
        turn, place = divmod(turns[kind], len(casts[kind]))
        turns[kind] += 1
        yield _row(casts[kind][place], index, place, turn, _dice(seed, index))


def _cast(kind: str, seed: int) -> list[Role]:
    """Return the roles of a kind; trades come in one order for all kinds, so that few rows match too."""
    crowd = Counter(role.trade for role in roles())
    luck = {trade: _dice(seed, trade).random() for trade in crowd}
    # Trades with few roles first: at 400 rows not every Italian role has its turn.
    return sorted(_of(kind), key=lambda role: (crowd[role.trade], luck[role.trade]))


def _of(kind: str) -> list[Role]:
    return [role for role in roles() if role.kind == kind]


def _dice(*parts: object) -> Random:
    """Return chance that is the same on every machine for the same parts."""
    return Random(":".join(map(str, parts)))  # noqa: S311 - invents parties, keeps no secret


@cache
def _kinds(seed: int, block: int) -> tuple[str, ...]:
    """Return the kinds of a hundred parties in their exact shares, in random order."""
    hundred = [kind for kind, share in SHARES.items() for _ in range(share)]
    _dice(seed, "kinds", block).shuffle(hundred)
    return tuple(hundred)


@cache
def _places() -> dict[str, list[Any]]:
    return dict(json.loads((files(__package__) / "data" / "places.json").read_text("utf-8")))


def _row(role: Role, index: int, place: int, turn: int, draw: Random) -> Row:
    row = dict.fromkeys(COLUMNS, "")
    row |= {"external_id": f"demo-{index:05d}", "kind": role.kind, "country": role.country}
    row["sectors"] = "|".join(role.sectors)
    row |= _where(role, draw)
    row |= _who(role, place, turn, draw)
    row |= _how_to_reach(role, row, index, draw)
    row |= _money(role, draw)
    offers, needs = _statements(role, row, turn, draw)
    row |= _languages(role, [writing for writing, _ in (*offers, *needs)], draw)
    row |= {"offers": _joined(offers), "needs": _joined(needs)}
    row["about"] = _about(role, row, offers[0][0]) if draw.random() < 0.6 else ""
    return row


def _where(role: Role, draw: Random) -> Row:
    """Draw a city with its region, and a home district for people from Pakistan."""
    known = _places()[role.country]
    fitting = [place for place in known if place[0] in role.cities] or known
    city, region, _ = draw.choices(fitting, [place[2] + bool(role.cities) for place in fitting])[0]
    row = {"city": city, "region": region}
    if role.kind in {"diaspora_entrepreneur", "investor"}:
        row["home_district"] = draw.choice(role.districts) if role.districts else _district(draw)
    return row


def _district(draw: Random) -> str:
    districts = _places()["districts"]
    return str(draw.choices([name for name, _, _ in districts], [weight for *_, weight in districts])[0])


def _who(role: Role, place: int, turn: int, draw: Random) -> Row:
    """Draw a name, a contact person, a size and a year that go together."""
    led = draw.random() < role.women
    people = "IT" if role.country == "IT" and role.kind in {"italian_firm", "institution"} else "PK"
    contact = naming.person(people, led, draw, given=2 if role.kind == "investor" else 1)
    name = contact if role.kind == "investor" else naming.organisation(role, place, turn)
    row = {"name": name, "contact_name": contact, "women_led": "yes" if led else "no"}
    low, high = role.size or _SIZES.get(role.kind, (0, 0))
    employees = round(low + (high - low) * draw.random() ** 2)
    if role.kind != "investor":
        row["founded"] = str(draw.randint(1998 if people == "PK" else 1968, 2022))
    if employees:
        row["employees"] = str(employees)
    row["legal_name"] = naming.legal_name(role.kind, name, contact, employees)
    return row


def _how_to_reach(role: Role, row: Row, index: int, draw: Random) -> Row:
    """Return ways to reach nobody, and the consents; most rows have no telephone."""
    site = draw.random() < (0.55 if role.kind == "italian_firm" else 0.3)
    return {
        "email": naming.email(row["name"], index),
        "phone": naming.phone(index) if draw.random() < 0.3 else "",
        "website": naming.website(row["name"], index) if site and role.kind != "investor" else "",
        "consent_directory": "yes" if draw.random() < 0.9 else "no",
        "consent_matching": "yes" if draw.random() < 0.94 else "no",
    }


def _money(role: Role, draw: Random) -> Row:
    """Return the terms of an investor, or of somebody who seeks money."""
    if role.kind == "investor":
        low, high = draw.choice(_BANDS)
        forms = "|".join(role.instruments)
        return {"invest_min_eur": str(low), "invest_max_eur": str(high), "invest_instruments": forms}
    if role.funding is None or draw.random() < 0.15:
        return {}
    low, high = role.funding.eur
    return {
        "seeks_eur": str(draw.randrange(low, high + 1, 5000 if low >= 20_000 else 1000)),
        "use_of_funds": fill(role.funding.use, draw),
        "jobs_expected": str(draw.randint(*role.funding.jobs)),
        "invest_instruments": "|".join(role.funding.instruments),
    }


def _statements(role: Role, row: Row, turn: int, draw: Random) -> tuple[list[Text], list[Text]]:
    """Draw offers and needs of a role: all or some of them, never none."""
    needs = _some(role.needs, turn, draw)
    if row["seeks_eur"] and role.funding:
        needs.append(role.funding.need)
    offers, slots = _some(role.offers, turn, draw), _slots(row)
    said = [
        [(writing, _said(writing, text, slots, draw)) for writing, text in side] for side in (offers, needs)
    ]
    return said[0], said[1]


def _some(texts: Sequence[Text], turn: int, draw: Random) -> list[Text]:
    """Return one text or more, beginning at another one each turn, so that parties of one role differ."""
    start = turn % len(texts)
    return [*texts[start:], *texts[:start]][: draw.randint(1, len(texts))]


def _slots(row: Row) -> dict[str, str]:
    return {"district": row["home_district"], "low": row["invest_min_eur"], "high": row["invest_max_eur"]}


def _said(writing: str, text: str, slots: Row, draw: Random) -> str:
    """Return a text with its choices made and its slots filled as its writing has it."""
    mark = {"it": ".", "en": ","}.get(writing, "")
    said = {
        key: f"{int(value):,}".replace(",", mark) if value.isdigit() else value
        for key, value in slots.items()
    }
    if writing == "ur":
        said["district"] = {name: urdu for name, urdu, _ in _places()["districts"]}.get(said["district"], "")
    return fill(text, draw).format(**said)


def _languages(role: Role, writings: Sequence[str], draw: Random) -> Row:
    """Return the language that a party prefers and those that it knows (ISO 639-1)."""
    written = [writing.removesuffix("-Latn") for writing in writings]
    home = {"italian_firm": ["it"], "pakistani_firm": ["ur", "en"]}.get(role.kind, ["it"])
    if role.kind in {"diaspora_entrepreneur", "investor"}:
        home = ["it", "ur", "pa"] if draw.random() < 0.4 else ["it", "ur"]
    if role.country == "PK":
        home = ["ur", "en"]
    return {"preferred_language": written[0], "languages": "|".join(dict.fromkeys([*written, *home]))}


def _about(role: Role, row: Row, writing: str) -> str:
    if not row["employees"] or not row["founded"]:
        return ""
    return _ABOUT[writing].format(city=row["city"], founded=row["founded"], people=row["employees"])


def _joined(texts: Sequence[Text]) -> str:
    return "|".join(text for _, text in texts)
