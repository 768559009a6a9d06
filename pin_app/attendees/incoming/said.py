"""What single cells say in any of our languages: yes and no, a state, a kind, a country, a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import Locale
from flask_babel import force_locale

from pin_app.attendees.incoming.headings import fold
from pin_app.events.models import Question
from pin_app.i18n import LANGUAGES
from pin_app.profiles import words as of_profiles
from pin_app.registrations import words as of_registrations
from pin_app.registrations.services.people import NO_COUNTRY, TERRITORIES
from pin_app.spreadsheets import values

Codes = Mapping[str, str]
SIGNS_IN_ANSWER = 9  # of those that stand between two answers
TICKS = frozenset("✓✔☑✅")
YES = {fold(word) for word in (*values.YES, "ha", "han", "haan", "ji", "jee", "ji haan", "ok", "s")}
NO = {fold(word) for word in (*values.NO, "na", "nahi", "nahin", "non", "jee nahi")}
STATUS = {
    "registered": (
        "registered, has a place, confirmed, confirmed place, attending, coming, will attend, accepted,"
        " confermato, confermata, conferma, iscritto, iscritta, presente, partecipa, viene, accettato,"
        " تصدیق شدہ, رجسٹرڈ, confirm, aa rahe hain"
    ),
    "waiting": (
        "waiting, waiting list, on the waiting list, waitlist, waitlisted, in attesa, attesa, lista d attesa,"
        " lista di attesa, in lista d attesa, riserva, انتظار, انتظار میں, انتظار کی فہرست, intezar"
    ),
    "cancelled": (
        "cancelled, canceled, declined, not coming, not attending, withdrawn, annullato, annullata,"
        " cancellato, cancellata, disdetto, disdetta, rinuncia, rinunciato, ritirato, ritirata, non viene,"
        " non partecipa, منسوخ, نہیں آ رہے, mansookh"
    ),
}


def yes_or_no(cell: str) -> bool | None:
    """Yes, no, or None for anything else; words in brackets behind it, such as a day, change nothing."""
    if cell.strip() and set(cell.strip()) <= TICKS:
        return True
    word = fold(cell.partition("(")[0])
    return True if word in YES else False if word in NO else None


def statuses() -> Codes:
    """How a registration stands, by the words for it; an offered place waits for its answer."""
    found = {fold(word): code for code, words in STATUS.items() for word in words.split(",")}
    found |= dict.fromkeys(YES, "registered") | dict.fromkeys(NO, "cancelled")
    ours = codes_of(of_registrations.STATES)
    return found | {word: "waiting" if code == "offered" else code for word, code in ours.items()}


def kinds() -> Codes:
    """What somebody comes as, by the words for it."""
    return codes_of(of_profiles.KINDS)


def countries() -> Codes:
    """Countries by their codes and names."""
    found: dict[str, str] = {"pak": "PK", "ita": "IT", "uk": "GB", "usa": "US"}
    for code in LANGUAGES:
        names = Locale(code).territories
        found |= {fold(str(names[one])): one for one in TERRITORIES - NO_COUNTRY if one in names}
    return found | {one.casefold(): one for one in TERRITORIES - NO_COUNTRY}


def languages() -> Codes:
    """The languages in which PIN writes, by their codes and names."""
    found = {fold(name): code for code, name in LANGUAGES.items()} | {code: code for code in LANGUAGES}
    for spoken in LANGUAGES:
        found |= {fold(str(Locale(spoken).languages[code])): code for code in LANGUAGES}
    return found


def options_of(question: Question) -> Codes:
    """The answers of a question by their words in every language, and by their keys.

    Words that only differ by signs, as "< 10" and "> 10", name nothing without these signs.
    """
    found = {str(option["key"]).casefold(): str(option["key"]) for option in question.options}
    exact = {
        _as_written(label): str(option["key"])
        for option in question.options
        for label in option.get("labels", {}).values()
        if label
    }
    meant: dict[str, set[str]] = {}
    for label, key in exact.items():
        meant.setdefault(fold(label), set()).add(key)
    sure = {words: min(keys) for words, keys in meant.items() if words and len(keys) == 1}
    return found | sure | exact


def codes_of(named: Mapping[str, Any]) -> dict[str, str]:
    """Codes by their words in every language, and by themselves."""
    found = {fold(code): code for code in named}
    for spoken in LANGUAGES:
        with force_locale(spoken):
            found |= {fold(str(label)): code for code, label in named.items()}
    return found


def several(cell: str, known: Codes) -> tuple[list[str], list[str]]:
    """The answers that a cell names, and what of it is none; an answer may hold the sign that parts them."""
    if whole := _code_of(cell, known):
        return [whole], []
    sign = next((sign for sign in (";", "|", "\n", ",", "/") if sign in cell), "")
    parts, found, others = (cell.split(sign) if sign else [cell]), [], []
    while parts:
        starts = [sign.join(parts[:count]) for count in range(min(len(parts), SIGNS_IN_ANSWER + 1), 1, -1)]
        longer = next((start for start in starts if _as_written(start) in known), "")
        first = longer or parts[0]
        if code := _code_of(first, known):
            found.append(code)
        elif first.strip():
            others.append(first.strip())
        parts = parts[first.count(sign) + 1 if longer else 1 :]
    return list(dict.fromkeys(found)), others


def _as_written(words: str) -> str:
    return " ".join(words.casefold().split())


def _code_of(words: str, known: Codes) -> str:
    """What words mean: with their signs if that is an answer, else without; empty for nothing we know."""
    return known.get(_as_written(words)) or known.get(fold(words)) or ""
