"""Which of the four writings a text is in: English, Italian, Urdu, or Urdu in Latin letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from matching.folding import words_of
from matching.skeleton import is_urdu_letter
from matching.vocabulary import LANGUAGES

_ENGLISH = """the of and to in for with our we is are from by on at your you need needs want wants looking
make makes made who that this can have has which or as an be not it i my us they their also any all more than
new into per supply supplies seeking wanted services provide providing company quality"""
_ITALIAN = """il lo la gli le di del della dei delle dello degli da dal dalla per con su sul sulla in nel
nella un una uno che chi e ed o non ci si noi nostro nostra nostri nostre cerco cerca cerchiamo cercano siamo
abbiamo vendiamo produciamo offriamo facciamo realizziamo servono serve serviamo vogliamo vorremmo anche piu
come sono alla al ai agli dai dalle nostre azienda ditta produzione di qualita lavorazione vendita servizi"""
_ROMAN = """hai hain ka ki ke ko se mein men main hum ham mera meri mere hamara hamari hamare aur ya bhi nahi
nahin chahiye chahie chahye chahiyen chaheye chahte chahta chahti wala wali walay wale liye liay lye karte
karta karti karna karne kar kr k ki koi jo kisi kuch sab apna apni apne ap aap par pe tak sath saath ye yeh
wo woh ho hota hoti hote raha rahe rahi banate banata banati banane bnate dete deta deti dena lena bechte
talash zaroorat zarurat darkar mil sakta sakte sakti gaya gaye tha thi the hy hn ne kay ke liye mangwana
mangwani mangwate tayyar tayar"""

_MARKS = {
    "en": frozenset(_ENGLISH.split()),
    "it": frozenset(_ITALIAN.split()),
    "ur-Latn": frozenset(_ROMAN.split()),
}
_ENDINGS = {
    "it": (
        "zione",
        "zioni",
        "mento",
        "menti",
        "iamo",
        "ivo",
        "ggio",
        "eria",
        "ista",
        "ale",
        "are",
        "ato",
        "ata",
        "oso",
    ),
    "en": ("ing", "tion", "ness", "ment", "ed", "ly", "ers", "ware", "ship"),
    "ur-Latn": ("aat", "iyan", "iyon", "ein", "on", "wala", "khana", "kari", "ana"),
}
_OPEN_ENDED = 0.6  # Italian words end in a vowel; what has no other mark and does so is taken for Italian
_ORDER = ("en", "it", "ur-Latn")


@lru_cache(maxsize=30_000)
def _speaks_for(token: str) -> tuple[float, ...]:
    """How much a word speaks for each writing of `_ORDER`: by being one of its marks, and by its ending."""
    return tuple(
        (token in _MARKS[language]) + 0.25 * (len(token) > 4 and token.endswith(_ENDINGS[language]))
        for language in _ORDER
    )


def _evidence(tokens: Sequence[str]) -> dict[str, float]:
    evidence = [sum(spoken) for spoken in zip(*map(_speaks_for, tokens), strict=True)]
    scores = dict(zip(_ORDER, evidence, strict=True))
    open_ended = sum(token[-1] in "aeio" for token in tokens) / len(tokens)
    scores["it"] += 0.2 * open_ended if open_ended > _OPEN_ENDED else 0.0
    return scores


def _is_mostly_urdu(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and 2 * sum(map(is_urdu_letter, letters)) >= len(letters)


def find_language(text: str, hint: str | None = None) -> str:
    """The writing of `text`, one of `LANGUAGES`; `hint` is believed where the script does not speak against
    it."""
    if not text.isascii() and _is_mostly_urdu(text[:1000]):
        return "ur"
    if hint in LANGUAGES and hint != "ur":
        return str(hint)
    tokens = words_of(text[:1000])
    if not tokens:
        return "ur" if hint == "ur" else "en"
    scores = _evidence(tokens)
    best = max(_ORDER, key=lambda language: scores[language])
    return best if scores[best] > 0 or hint != "ur" else "ur-Latn"
