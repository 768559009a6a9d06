"""What the directory keeps of a profile: the words by which it is found and the values that narrow a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from pin_app import places, search
from pin_app.i18n import LANGUAGES
from pin_app.profiles.models import Profile, Statement

Row = dict[str, Any]
FACETS = ("kind", "country", "region", "sector", "intent", "language", "claim")


def entry(profile: Profile, statements: Sequence[Statement]) -> Row:
    """Return the row of `directory_entries` by which a profile is found and ordered."""
    return {
        "profile_id": profile.id,
        "name_key": search.indexed([profile.name])[:200],
        "words": search.indexed(_texts(profile, statements), *_known_words(profile, statements)),
        "published_at": profile.published_at or profile.created_at,
    }


def facets(profile: Profile, statements: Sequence[Statement], level: int = 0) -> list[Row]:
    """Return the rows of `directory_facets`: one for each value that a profile has.

    `level` is the highest of its claims; who asks for level 2 also finds those above.
    """
    reached = [("claim", str(rung)) for rung in range(1, level + 1)]
    pairs = dict.fromkeys([*_values(profile, statements), *reached])
    return [{"facet": facet, "value": value, "profile_id": profile.id} for facet, value in pairs if value]


def topics(profile: Profile, statements: Sequence[Statement]) -> list[Row]:
    """Return the rows of `directory_topics`: each thing of which some text of the profile speaks."""
    said = [(statement.text, statement.language) for statement in statements]
    found: dict[str, float] = {}
    for text, language in (*said, (profile.about, None)):
        for topic, weight in search.topics_of(text, language).items():
            found[topic] = max(weight, found.get(topic, 0.0))
    return [{"topic": topic, "profile_id": profile.id, "weight": weight} for topic, weight in found.items()]


def _texts(profile: Profile, statements: Sequence[Statement]) -> Iterator[str]:
    yield from (profile.name, profile.legal_name, profile.city)
    yield from (statement.text for statement in statements)
    yield profile.about


def _values(profile: Profile, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    yield from (("kind", profile.kind), ("country", profile.country), ("region", profile.region))
    for code in _sectors(profile, statements):
        yield from (("sector", part) for part in search.sector_branch(code))
    for statement in statements:
        if statement.intent:
            yield "intent", f"{statement.direction}:{statement.intent}"
    yield from (("language", code[:30]) for code in profile.languages)


def _sectors(profile: Profile, statements: Iterable[Statement]) -> list[str]:
    stated = (code for statement in statements for code in statement.sectors)
    return list(dict.fromkeys([*profile.sectors, *stated]))


def _known_words(profile: Profile, statements: Sequence[Statement]) -> Iterator[tuple[str, ...]]:
    yield _place_words(profile.region, profile.home_district)
    yield from (search.sector_words(code) for code in _sectors(profile, statements))


@cache
def _place_words(region: str, district: str) -> tuple[str, ...]:
    """Return the names of a region, and of a home district and its province, in every language."""
    named = [place for place in (region, district, places.region_of(district)) if place]
    return search.folded_once(*(places.label(place, language) for place in named for language in LANGUAGES))
