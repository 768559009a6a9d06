"""Consents: what is asked in which words, given and withdrawn, each with its text, language, way and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from pin_app.accounts import queries
from pin_app.accounts.models import Consent, User
from pin_app.accounts.signals import consent_changed
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that we ask consent for; a changed sentence is a new version."""

    name: str
    version: int
    title: Any
    text: Any
    asked_of_all: bool = True  # special-category data is asked only where somebody wants to state it


PURPOSES = {
    purpose.name: purpose
    for purpose in (
        Purpose(
            "directory",
            1,
            _l("Show my profile in the directory"),
            _l(
                "ISCOS may show my published profile in the directory of PIN, where everybody can read it. "
                "My e-mail address and my phone number are never shown there."
            ),
        ),
        Purpose(
            "matching",
            1,
            _l("Suggest partners to me"),
            _l(
                "ISCOS may compare my profile with others, suggest partners to me, "
                "and suggest me to partners who fit. "
                "My contact details are passed on only after both sides have said yes."
            ),
        ),
        Purpose(
            "news",
            1,
            _l("Write to me about events"),
            _l("ISCOS may write to me about seminars, training and business days of PIN."),
        ),
        Purpose(
            "union",
            1,
            _l("Keep and show what I say about trade unions"),
            _l(
                "ISCOS may keep what I state about trade unions and collective agreements in my firms, and "
                "show it as a claim on their profiles. It is never needed, and matching does not use it "
                "against anybody."
            ),
            asked_of_all=False,
        ),
    )
}


def give_consent(user: User, purpose: str, *, language: str, way: str, actor: User | None = None) -> Consent:
    """Keep a consent with the very text that was shown; one that stands in the same words stays as it is."""
    asked = _purpose(purpose)
    hold(user)
    standing = queries.standing_consents(user).get(purpose)
    if standing is not None and standing.version == asked.version:
        return standing
    if standing is not None:
        standing.withdrawn_at = now()
    with force_locale(language):
        text = str(asked.text)
    given = Consent(
        user=user,
        purpose=purpose,
        version=asked.version,
        language=language,
        text=text,
        way=way,
        given_at=now(),
    )
    db.session.add(given)
    record("consent.given", user, actor=actor, purpose=purpose, version=asked.version, way=way)
    consent_changed.send(Consent, user=user)
    return given


def withdraw_consent(user: User, purpose: str, *, actor: User | None = None) -> None:
    """Take a consent back; what rests on it stops at once."""
    asked = _purpose(purpose)
    hold(user)
    standing = queries.standing_consents(user).get(asked.name)
    if standing is None:
        return
    standing.withdrawn_at = now()
    record("consent.withdrawn", user, actor=actor, purpose=purpose, version=standing.version)
    consent_changed.send(Consent, user=user)


def _purpose(name: str) -> Purpose:
    found = PURPOSES.get(name)
    if found is None:
        raise PinError("account.unknown_purpose")
    return found
