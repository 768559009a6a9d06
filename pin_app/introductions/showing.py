"""What a page tells one side of an introduction: the partner, why the two fit, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pin_app.introductions import policies, queries, words
from pin_app.introductions.contacts import Contact, contact_of
from pin_app.introductions.models import Introduction, IntroductionStep
from pin_app.introductions.reasons import EVENTS
from pin_app.matches import words as match_words
from pin_app.profiles import queries as profiles
from pin_app.profiles.models import Profile

SHARED = ("introduce", "meet")  # steps that both sides may read


@dataclass(frozen=True, slots=True)
class Seen:
    """An introduction as one side sees it; `contact` is None as long as it is hidden."""

    introduction: Introduction
    side: str
    profile: Profile | None
    partner: Profile | None
    standing: tuple[Any, str]
    answer: str
    is_asked: bool
    contact: Contact | None


def seen(introduction: Introduction, side: str) -> Seen:
    """Return an introduction as one side sees it."""
    partner = policies.partner_of(introduction, side)
    shown = partner is not None and policies.shows_contact(introduction)
    return Seen(
        introduction=introduction,
        side=side,
        profile=policies.profile_of(introduction, side),
        partner=partner,
        standing=words.standing_for(introduction, side),
        answer=getattr(introduction, f"{side}_answer"),
        is_asked=policies.waits_for(introduction) == side,
        contact=contact_of(partner) if partner and shown else None,
    )


def details(view: Seen, with_terms: bool) -> dict[str, Any]:
    """Return what else a page shows of the partner: statements, terms, reasons and the message of staff."""
    partner = view.partner
    return {
        "statements": profiles.statements_of(partner) if partner else [],
        "terms": profiles.terms_of(partner) if partner and with_terms else None,
        "reasons": reasons_of(view.introduction, view.side),
        "message": getattr(view.introduction, f"message_{view.side}"),
    }


def reasons_of(introduction: Introduction, side: str) -> list[Markup]:
    """Return why the two fit, as one side reads it; what is only missing is left out."""
    kept = getattr(introduction, f"reasons_{side}")
    known = [one for one in kept if one["code"] in match_words.SENTENCES and match_words.side(one)]
    return list(dict.fromkeys(match_words.sentence(one) for one in known))


def own_steps(introduction: Introduction, side: str) -> list[IntroductionStep]:
    """Return the steps that one side may read: its own, and those that concern both."""
    asked = f"ask_{side}"
    steps = queries.steps_of(introduction)
    return [one for one in steps if one.actor == side or one.event in (asked, *SHARED)]


def step_words(step: IntroductionStep, side: str) -> Any:
    """Return what a step says to the side whose it is."""
    return words.OWN_STEPS.get(step.event.replace(side, "own"), EVENTS[step.event])
