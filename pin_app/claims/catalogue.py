"""What a firm can claim: for whom, on which numbers, up to which level, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

FIRMS = ("pakistani_firm", "italian_firm", "diaspora_entrepreneur")
EVERYBODY = (*FIRMS, "investor", "association", "institution")
BRICKS = "23.3"  # NACE: clay building materials


class Level(IntEnum):
    """Rungs of the ladder; X, under review or withdrawn, stands below all of them."""

    X = -1
    NONE = 0
    PLEDGE = 1
    NUMBER = 2
    DOCUMENT = 3
    CONFIRMED = 4

    @property
    def sign(self) -> str:
        """The level as it is written: 0 to 4, or X."""
        return "X" if self is Level.X else str(int(self))


@dataclass(frozen=True, slots=True)
class Definition:
    """One claim; `schemes` go by country, `months` by level: how long a proof counts unless it says so."""

    code: str
    levels: tuple[Level, ...]
    schemes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: Mapping[Level, int] = field(default_factory=dict)
    kinds: tuple[str, ...] = FIRMS
    countries: tuple[str, ...] = ("PK", "IT")
    facts: tuple[str, ...] = ()
    special: bool = False  # special-category data: own consent, see GDPR article 9
    sector: str = ""  # only for firms of this sector

    def is_for(self, kind: str, country: str, sectors: tuple[str, ...] | list[str]) -> bool:
        """Whether a party of this kind, country and trade can state it."""
        fits = kind in self.kinds and country in self.countries
        return fits and (not self.sector or any(code.startswith(self.sector) for code in sectors))

    def schemes_in(self, country: str) -> tuple[str, ...]:
        """Registration numbers that prove it in a country."""
        return self.schemes.get(country, ())


P, N, D, C = Level.PLEDGE, Level.NUMBER, Level.DOCUMENT, Level.CONFIRMED
YEARLY = {P: 24, N: 24, D: 12, C: 24}
UNION = {"PK": ("pk.union",), "IT": ("it.agreement",)}
INSPECTION = {"PK": ("pk.labour",), "IT": ("it.labour",)}
SOCIAL_PK = ("pk.eobi", "pk.pessi", "pk.sessi", "pk.essi", "pk.bessi")

CLAIMS: dict[str, Definition] = {
    claim.code: claim
    for claim in (
        Definition(
            "identity",
            (N, D, C),
            {"PK": ("pk.ntn", "pk.secp", "pk.chamber"), "IT": ("it.vat", "it.rea", "it.cf")},
            YEARLY,
            kinds=EVERYBODY,
        ),
        Definition("contributions", (N, D), {"IT": ("it.durc",)}, {N: 4, D: 4}, countries=("IT",)),
        Definition(
            "social_security", (P, N, D, C), {"PK": SOCIAL_PK, "IT": ("it.inps", "it.inail")}, YEARLY
        ),
        Definition("workforce", (P, D, C), {}, {P: 12, D: 12, C: 24}, facts=("workforce",)),
        Definition("minimum_age", (P, N, D, C), INSPECTION, YEARLY, facts=("age",)),
        Definition("contracts", (P, D, C), {}, YEARLY),
        Definition("advances", (P, D, C), {}, YEARLY),
        Definition("wages", (P, D, C), {}, YEARLY, facts=("paid",)),
        Definition("union", (P, N, D, C), UNION, YEARLY, special=True),
        Definition("safety", (P, N, D, C), INSPECTION, YEARLY, facts=("inspected",)),
        Definition("score", (N, D, C), {"PK": ("score",), "IT": ("score",)}, {N: 36, D: 36, C: 36}),
        Definition("audits", (N, D, C), {"PK": ("audit",), "IT": ("audit",)}, {N: 12, D: 12, C: 24}),
        Definition(
            "kiln", (P, D, C), {}, YEARLY, countries=("PK",), facts=("kiln",), sector=BRICKS
        ),
    )
}  # fmt: skip

# What an introduction asks of a firm whose goods are on the list: always these, and more for each hazard.
GATE_LEVEL = Level.NUMBER
GATE_ALWAYS = ("identity", "social_security")
GATE_BY_HAZARD = {"child_labour": ("minimum_age",), "forced_labour": ("advances",)}


def for_party(kind: str, country: str, sectors: list[str]) -> list[Definition]:
    """Return what a party can state, in order."""
    return [claim for claim in CLAIMS.values() if claim.is_for(kind, country, sectors)]
