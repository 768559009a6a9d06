"""What a profile may hold: pure functions that return a cleaned value or refuse it with a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from pin_app import places
from pin_app import sectors as sector_table
from pin_app.db import now
from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text, is_readable
from pin_app.i18n import LANGUAGES
from pin_app.profiles.models import (
    ANSWERS,
    HORIZONS,
    INSTRUMENTS,
    KINDS,
    NEED_INTENTS,
    OFFER_INTENTS,
    STAGES,
    TEXT_LANGUAGES,
)
from pin_app.profiles.reasons import REASONS

TEXT_MOST = 2_000
ABOUT_MOST = 4_000
SECTORS_MOST = 8
LANGUAGES_MOST = 12
DISTRICTS_MOST = 20
STATEMENTS_MOST = 20
EUR_MOST = 1_000_000_000
PEOPLE_MOST = 10_000_000
CAPACITY_MOST = 100
FOUNDED_FIRST = 1800
EXPIRY_YEARS = 10

_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\.?")
_LANGUAGE = re.compile(r"[a-z]{2}")
_ABROAD = re.compile("^[0\u0660\u06f0]{2}")  # in any digits
Guard = Callable[[Any], Any]


def kind(value: str) -> str:
    """One of the six kinds."""
    return _one_of(value, KINDS, "profile.unknown_kind")


def line(value: str | None, most: int = 200) -> str:
    """One line of text, possibly empty; text without a letter or digit that can be seen is refused."""
    found = _bounded(clean_line(value), most)
    if found and not is_readable(found):
        raise PinError("profile.not_readable")
    return found


def city(value: str | None) -> str:
    """The name of a town."""
    return line(value, 120)


def about(value: str | None) -> str:
    """What a party says of itself."""
    return _bounded(clean_text(value).strip(), ABOUT_MOST)


def statement_text(value: str | None) -> str:
    """The words of an offer or a need."""
    found = _bounded(clean_text(value).strip(), TEXT_MOST)
    if not is_readable(found):
        raise PinError("profile.statement_empty")
    return found


def purpose(value: str | None) -> str:
    """What money is for."""
    return _bounded(clean_text(value).strip(), TEXT_MOST)


def website(value: str | None) -> str:
    """An address on the web: http or https and a host name; https is put before a bare host."""
    typed = _bounded(clean_line(value), 300)
    if not typed:
        return ""
    if "://" not in typed and ":" not in typed.split("/")[0]:
        typed = _bounded(f"https://{typed}", 300)
    try:
        parts = urlsplit(typed)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise PinError("profile.not_a_website") from None
    odd = parts.scheme not in ("http", "https") or " " in typed or "\\" in typed or "@" in parts.netloc
    if odd or not _HOST.fullmatch(host):
        raise PinError("profile.not_a_website")
    return typed


def email(value: str | None) -> str:
    """An e-mail address, or nothing."""
    typed = clean_line(value)
    if not typed:
        return ""
    try:
        return str(validate_email(typed[:400], check_deliverability=False, test_environment=True).normalized)[
            :320
        ]
    except EmailNotValidError:
        raise PinError("profile.not_an_email") from None


def wanted_email(value: str | None) -> str:
    """An e-mail address."""
    found = email(value)
    if not found:
        raise PinError("profile.not_an_email")
    return found


def phone(value: str | None, country: str = "") -> str:
    """A phone number in E.164; without an international prefix it is read as one of the country.

    Where no country is named, 00 stands for the plus, as people in Italy and Pakistan dial it.
    """
    typed = clean_line(value)
    if not typed:
        return ""
    try:
        dialled = typed if country else _ABROAD.sub("+", typed)
        parsed = phonenumbers.parse(dialled[:60], country or None)
    except phonenumbers.NumberParseException:
        raise PinError("profile.not_a_phone") from None
    if len(typed) > 60 or not phonenumbers.is_possible_number(parsed):
        raise PinError("profile.not_a_phone")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def site_language(value: str) -> str:
    """A language in which PIN speaks."""
    return _one_of(value, LANGUAGES, "profile.unknown_language")


def languages(values: Iterable[str] | None) -> list[str]:
    """ISO 639-1 codes, each once, in the order given."""
    found = _each_once(values, LANGUAGES_MOST)
    if not all(_LANGUAGE.fullmatch(code) for code in found):
        raise PinError("profile.unknown_language")
    return found


def country(value: str | None) -> str:
    """IT, PK or nothing yet."""
    return _one_of((value or "").upper(), ("", *places.COUNTRIES), "profile.unknown_country")


def region(value: str | None, of_country: str = "") -> str:
    """A region of Italy or province of Pakistan (ISO 3166-2), of that country where one is named."""
    code = (value or "").upper()
    countries = (of_country,) if of_country else places.COUNTRIES
    if code and not any(places.is_subdivision(code, country) for country in countries):
        raise PinError("profile.unknown_region")
    return code


def district(value: str | None) -> str:
    """A Pakistani district under its own name where it is recognised, else as typed."""
    typed = line(value, 80)
    return (places.find_district(typed) or typed) if typed else ""


def districts(values: Iterable[str] | None) -> list[str]:
    """Several districts, each once."""
    return list(dict.fromkeys(district(value) for value in _each_once(values, DISTRICTS_MOST)))


def sectors(values: Iterable[str] | None, most: int = SECTORS_MOST) -> list[str]:
    """NACE Rev. 2 codes as the table writes them, each once, most important first."""
    known = [sector_table.canonical(code) for code in _each_once(values, most)]
    if not all(known):
        raise PinError("profile.unknown_sector")
    return list(dict.fromkeys(known))


def whole_number(value: Any, least: int, most: int) -> int | None:
    """A whole number within bounds, None where nothing is said."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise PinError("profile.not_a_number")
    if not least <= value <= most:
        raise PinError("profile.out_of_range", least=least, most=most)
    return value


def employees(value: Any) -> int | None:
    """How many people work there."""
    return whole_number(value, 0, PEOPLE_MOST)


def founded(value: Any) -> int | None:
    """The year in which it began."""
    return whole_number(value, FOUNDED_FIRST, now().year)


def capacity(value: Any) -> int | None:
    """How many introductions a month the party can answer."""
    return whole_number(value, 0, CAPACITY_MOST)


def euros(value: Any) -> int | None:
    """An amount in whole euros."""
    return whole_number(value, 0, EUR_MOST)


def yes_or_no(value: Any) -> bool | None:
    """True, False or not said."""
    if value is not None and not isinstance(value, bool):
        raise PinError("profile.not_a_number")
    return value


def flag(value: Any) -> bool:
    """True or False."""
    return bool(yes_or_no(value))


def direction(value: str) -> str:
    """Offer or need."""
    return _one_of(value, ("offer", "need"), "profile.unknown_direction")


def intent(value: str | None, of_direction: str) -> str | None:
    """An intent that goes with the direction, None where the owner has not said."""
    allowed = OFFER_INTENTS if of_direction == "offer" else NEED_INTENTS
    return _one_of(value, allowed, "profile.unknown_intent") if value else None


def text_language(value: str | None) -> str | None:
    """The language of a text, None for "find out"."""
    return _one_of(value, TEXT_LANGUAGES, "profile.unknown_language") if value else None


def expiry(value: date | None) -> date | None:
    """A day from today on, some years ahead at most; None stands for no end."""
    today = now().date()
    if value is not None and not 0 <= (value - today).days <= EXPIRY_YEARS * 366:
        raise PinError("profile.odd_expiry", years=EXPIRY_YEARS)
    return value


def instruments(values: Iterable[str] | None) -> list[str]:
    """Ways of investing, in the order of the list."""
    found = _each_once(values, len(INSTRUMENTS))
    if not set(found) <= set(INSTRUMENTS):
        raise PinError("profile.unknown_instrument")
    return [name for name in INSTRUMENTS if name in found]


def horizon(value: str | None) -> str:
    """For how long money is given, empty where nothing is said."""
    return _one_of(value or "", ("", *HORIZONS), "profile.unknown_choice")


def stage(value: str | None) -> str:
    """How far a project is, empty where nothing is said."""
    return _one_of(value or "", ("", *STAGES), "profile.unknown_choice")


def answer(value: str | None) -> str:
    """Yes, no, or empty where nothing is said."""
    return _one_of(value or "", ("", *ANSWERS), "profile.unknown_choice")


def review_reasons(values: Iterable[str] | None) -> list[str]:
    """Why changes are asked for, at least one code, in the order of the list."""
    found = list(values or ())
    if not found or not set(found) <= set(REASONS):
        raise PinError("profile.reason_missing")
    return [code for code in REASONS if code in found]


def _bounded(text: str, most: int) -> str:
    if len(text) > most:
        raise PinError("profile.too_long", most=most, length=len(text))
    return text


def _one_of(value: Any, allowed: Collection[str], code: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise PinError(code)
    return value


def _each_once(values: Iterable[str] | None, most: int) -> list[str]:
    found = list(dict.fromkeys(clean_line(value)[:80] for value in values or ()))
    found = [value for value in found if value]
    if len(found) > most:
        raise PinError("profile.too_many", most=most)
    return found
