"""Who somebody is at an event: the contact as it was typed, checked and brought into one form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from babel import Locale

from pin_app import search
from pin_app.accounts.models import User
from pin_app.accounts.services import canonical
from pin_app.errors import PinError
from pin_app.forms import clean_line, is_readable
from pin_app.profiles import guards
from pin_app.profiles.models import KINDS, Profile
from pin_app.profiles.policies import may_act_for
from pin_app.registrations.limits import NAME_MOST, ORGANISATION_MOST
from pin_app.registrations.models import Registration
from pin_app.sectors import canonical as sector_code

_KNOWN = map(str, Locale("en").territories)
TERRITORIES = frozenset(code for code in _KNOWN if len(code) == 2 and code.isalpha())
# A name goes into a mail, perhaps to somebody who never asked for it, and many programs make links of these.
_NO_NAME = re.compile(
    r"://|www\.|@|[.\uff0e\u3002][^\W\d_]{2,24}[/\uff0f]|[^\W_]{3}[.\uff0e\u3002](?:com|net|org|info|biz|xyz|top|site"
    r"|online|shop|club|click|link|live|app|dev|it|eu|pk|uk|ru|cn|io)\b",
    re.IGNORECASE,
)
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"})


@dataclass(frozen=True, slots=True)
class Person:
    """What was typed about somebody; needed are the names and, unless an organiser writes, the address."""

    surname: str
    given_name: str
    email: str = ""
    phone: str = ""
    whatsapp_ok: bool = False
    organisation: str = ""
    role: str = ""
    kind: str = ""
    sector: str = ""
    city: str = ""
    country: str = ""
    language: str = "en"
    user: User | None = None
    profile: Profile | None = None


def columns_of(person: Person, needs_email: bool = True) -> dict[str, Any]:
    """Return the checked columns of a registration; raises PinError for what cannot be kept."""
    surname, given = name(person.surname), name(person.given_name)
    place = country(person.country)
    return {
        "surname": surname,
        "given_name": given,
        "name_key": name_key(surname, given),
        "email": address(person.email, needs_email),
        "typed_email": clean_line(person.email)[:320],
        "phone": guards.phone(person.phone, place),
        "whatsapp_ok": bool(person.whatsapp_ok),
        "organisation": guards.line(person.organisation, ORGANISATION_MOST),
        "role": guards.line(person.role, NAME_MOST),
        "kind": kind(person.kind),
        "sector": sector(person.sector),
        "city": guards.city(person.city),
        "country": place,
        "language": guards.site_language(person.language),
        "profile": _own_profile(person),
    }


def name(value: str | None) -> str:
    """A surname or given name that can be read."""
    found = guards.line(value, NAME_MOST)
    if not is_readable(found):
        raise PinError("registration.name_missing")
    if _NO_NAME.search(found):
        raise PinError("registration.name_link")
    return found


def name_key(surname: str, given_name: str) -> str:
    """Return the folded words of a name, by which it is found and doubles are seen."""
    return (search.indexed([surname, given_name]) or f"{surname} {given_name}".casefold())[:250]


def is_name_of(typed: str, registration: Registration) -> bool:
    """Whether a typed name is that of somebody, whatever the order, accents or capitals."""
    known = "" if registration.forgotten_at else registration.name_key
    return bool(known) and sorted(name_key(typed, "").split()) == sorted(known.split())


def address(value: str | None, needed: bool = True) -> str:
    """The canonical form of an e-mail address; empty only where none is needed."""
    return canonical(value) if needed or clean_line(value) else ""


def kind(value: str | None) -> str:
    """One of the kinds of parties, or nothing."""
    if value and value not in KINDS:
        raise PinError("profile.unknown_kind")
    return value or ""


def sector(value: str | None) -> str:
    """A NACE Rev. 2 code as the table writes it, or nothing."""
    found = sector_code(value or "")
    if value and not found:
        raise PinError("profile.unknown_sector")
    return found


def country(value: str | None) -> str:
    """An ISO 3166-1 code of two letters, or nothing."""
    code = (value or "").upper()
    if code and (code not in TERRITORIES or code in NO_COUNTRY):
        raise PinError("profile.unknown_country")
    return code


def _own_profile(person: Person) -> Profile | None:
    """The profile that a member represents; one that is not theirs to speak for is refused."""
    if person.profile is None:
        return None
    if person.user is None or not may_act_for(person.user, person.profile):
        raise PinError("registration.not_your_profile")
    return person.profile
