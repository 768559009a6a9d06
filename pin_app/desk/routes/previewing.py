"""Both mails of a proposal as they would arrive, before anything is written."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale

from pin_app.db import now
from pin_app.desk.forms import ProposeForm
from pin_app.desk.services.decisions import Both
from pin_app.introductions.contacts import address_of, language_of
from pin_app.introductions.limits import ANSWER_WITHIN
from pin_app.mail.wording import word
from pin_app.matches import queries as matches
from pin_app.matches import words
from pin_app.profiles.models import Profile
from pin_app.profiles.words import KINDS

MOST_REASONS = 4


def mails(both: Both, form: ProposeForm) -> list[dict[str, Any]]:
    """Return what each side would read, who is asked first at the top."""
    sides = [(both.low, both.high, form.low_reads.data), (both.high, both.low, form.high_reads.data)]
    ordered = sides if form.first.data == "low" else sides[::-1]
    return [_mail(both.purpose, *side) for side in ordered]


def _mail(purpose: str, reader: Profile, partner: Profile, message: str) -> dict[str, Any]:
    code = language_of(reader)
    with force_locale(code):
        facts: dict[str, Any] = {
            "kind": str(KINDS[partner.kind]),
            "reasons": _reasons(purpose, reader, partner),
        }
    facts |= {"profile": reader.name, "partner": partner.name, "message": message, "link": "/"}
    wording = word("introduction_asked", code, {**facts, "until": now() + ANSWER_WITHIN})
    return {
        "name": reader.name, "language": code, "subject": wording.subject, "text": wording.text,
        "reached": bool(address_of(reader)),
    }  # fmt: skip


def _reasons(purpose: str, reader: Profile, partner: Profile) -> list[str]:
    found = matches.suggestion(reader, partner, purpose)
    known = [one for one in (found.reasons if found else []) if one["code"] in words.SENTENCES]
    told = [words.sentence(one).striptags() for one in known if words.side(one)]
    return list(dict.fromkeys(told))[:MOST_REASONS]
