"""Find sectors from what a person types: a code, a trade word, a sentence, in any of four writings."""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from matching.folding import fold, words
from matching.sectors.sources import common_words
from matching.sectors.stemming import spelling, stem
from matching.sectors.table import Sector, all_sectors, get

_CODE = re.compile(r"[a-u]|[a-u]? ?\d[\d.]*")
_PREFIX = 0.6  # an unfinished word counts this much of a whole one
_READ_WORDS = 200  # of a long text
_TYPED_WORDS = 4  # up to here somebody is typing a search, and every word may be unfinished


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One label or keyword of a sector as the set of its stems; `gain` is more for keywords."""

    code: str
    stems: frozenset[str]
    gain: float


@dataclass(frozen=True, slots=True)
class _Index:
    phrases: tuple[_Phrase, ...]
    where: dict[str, tuple[int, ...]]
    sorted_stems: tuple[str, ...]
    weight: dict[str, float]
    total: tuple[float, ...]


def search(text: str, limit: int = 12) -> list[Sector]:
    """Return at most `limit` sectors for a typed text, best first, or the branch of a typed code."""
    folded = fold(text)
    if _CODE.fullmatch(folded):
        return _by_code(folded)[:limit]
    scores = _scores(_asked(folded))
    ranked = sorted(scores, key=lambda code: (-scores[code], code in _only_groups(), code))
    return [all_sectors()[code] for code in ranked[:limit]]


def named_in(text: str) -> dict[str, float]:
    """Return code -> how strongly the words of a text name the sector; only sectors that are named at all."""
    return _scores(_asked(fold(text)))


@cache
def _only_groups() -> frozenset[str]:
    """Return the groups that hold one class, which then says the same more exactly."""
    children = Counter(sector.parent for sector in all_sectors().values())
    return frozenset(
        code for code, sector in all_sectors().items() if sector.level == 3 and children[code] == 1
    )


def _by_code(folded: str) -> list[Sector]:
    named = get(folded)
    prefix = named.code if named else folded.lstrip("abcdefghijklmnopqrstu ")
    below = [sector for sector in all_sectors().values() if sector.code.startswith(prefix)]
    if named and named.level == 1:
        below = [named, *(sector for sector in all_sectors().values() if sector.parent == named.code)]
    return below


def _asked(folded: str) -> list[dict[str, float]]:
    """Return for each meaningful word the stems of the index that it may stand for, and how surely."""
    common = common_words()
    typed = [word for word in words(folded) if word not in common][:_READ_WORDS]
    unfinished = len(typed) <= _TYPED_WORDS
    return [_meanings(word) if unfinished else {stem(word): 1.0} for word in typed]


def _meanings(word: str) -> dict[str, float]:
    return dict.fromkeys(_starting_with(spelling(word)), _PREFIX) | {stem(word): 1.0}


def _starting_with(start: str) -> Iterator[str]:
    stems = _index().sorted_stems
    if len(start) > 1:
        yield from takewhile(lambda found: found.startswith(start), stems[bisect_left(stems, start) :])


def _scores(asked: list[dict[str, float]]) -> dict[str, float]:
    """Return code -> score: matched weight of the best phrase, more where the phrase is matched whole."""
    index = _index()
    scores: dict[str, float] = {}
    matched: dict[int, float] = defaultdict(float)
    covered: Counter[int] = Counter()
    for stems in asked:
        for number, gained in _hits(index, stems).items():
            matched[number] += gained
            covered[number] += 1
    for number, weight in matched.items():
        phrase = index.phrases[number]
        whole = 0.25 + 0.75 * min(weight / index.total[number], 1.0)
        score = weight * phrase.gain * whole * covered[number] / len(asked) ** 0.5
        scores[phrase.code] = max(score, scores.get(phrase.code, 0.0))
    return scores


def _hits(index: _Index, stems: dict[str, float]) -> dict[int, float]:
    """Return phrase number -> weight of the best of `stems` in it."""
    best: dict[int, float] = {}
    for stem_, sure in stems.items():
        weight = sure * index.weight.get(stem_, 0.0)
        for number in index.where.get(stem_, ()):
            best[number] = max(weight, best.get(number, 0.0))
    return best


@cache
def _index() -> _Index:
    phrases = tuple(_phrases())
    where: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        for stem_ in phrase.stems:
            where.setdefault(stem_, []).append(number)
    weight = {stem_: math.log(1 + len(phrases) / len(numbers)) for stem_, numbers in where.items()}
    total = tuple(math.fsum(weight[stem_] for stem_ in phrase.stems) for phrase in phrases)
    frozen = {stem_: tuple(numbers) for stem_, numbers in where.items()}
    return _Index(phrases, frozen, tuple(sorted(where)), weight, total)


def _phrases() -> Iterator[_Phrase]:
    for code, sector in all_sectors().items():
        for gain, texts in ((1.0, sector.labels.values()), (2.0, _flat(sector.keywords.values()))):
            for text in texts:
                if stems := frozenset(stem(word) for word in words(text) if word not in common_words()):
                    yield _Phrase(code, stems, gain)


def _flat(groups: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (text for group in groups for text in group)
