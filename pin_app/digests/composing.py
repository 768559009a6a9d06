"""What a digest tells: partners that are new for a member, each with reasons in the member's language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pin_app import places
from pin_app.accounts.models import User
from pin_app.digests import queries
from pin_app.i18n import language
from pin_app.matches import cards
from pin_app.matches import queries as matches
from pin_app.matches import words as match_words
from pin_app.matches.models import PURPOSES
from pin_app.profiles import queries as profiles
from pin_app.profiles.models import Profile
from pin_app.profiles.words import KINDS

MOST_PARTNERS = 5
MOST_REASONS = 2
OPENS = re.compile(r"<bdi[^>]*>")


@dataclass(frozen=True, slots=True)
class News:
    """One new partner as a mail tells of it."""

    profile_id: int
    partner_id: int
    score: float
    name: str
    about: str
    reasons: list[str]


def news_for(user: User) -> list[News]:
    """Return the best new partners of all profiles of a member, in the language now in use."""
    told = queries.told_to(user)
    found = sorted(_candidates(user), key=lambda pair: (-(pair[1].score or 0.0), pair[1].partner.id))
    chosen: dict[int, tuple[Profile, matches.Card]] = {}
    for profile, card in found:
        if (profile.id, card.partner.id) not in told and len(chosen) < MOST_PARTNERS:
            chosen.setdefault(card.partner.id, (profile, card))
    shown = cards.present([card for _, card in chosen.values()])
    return [_news(profile, one) for (profile, _), one in zip(chosen.values(), shown, strict=True)]


def plain(sentence: Markup) -> str:
    """Turn a sentence of a page into one of a mail: what keeps its own direction there does so here."""
    isolated = OPENS.sub("\u2068", str(sentence)).replace("</bdi>", "\u2069")
    return html.unescape(re.sub(r"<[^>]+>", "", isolated))


def _candidates(user: User) -> Iterator[tuple[Profile, matches.Card]]:
    """Suggestions on which nothing was said yet; only published partners who take part are among them."""
    for profile in profiles.of(user):
        if profile.state != "published" or not profile.matchable:
            continue
        for purpose in PURPOSES:
            own = matches.spoken(profile, purpose).own
            for card in matches.suggested(profile, purpose, own):
                if not card.verdict:
                    yield profile, card


def _news(profile: Profile, shown: cards.Shown) -> News:
    partner = shown.partner
    place = partner.city or (places.label(partner.region, language()) if partner.region else "")
    return News(
        profile_id=profile.id,
        partner_id=partner.id,
        score=shown.score or 0.0,
        name=f"\u2068{partner.name}\u2069",
        about=" · ".join(part for part in (str(KINDS[partner.kind]), place) if part),
        reasons=_reasons(shown),
    )


def _reasons(shown: cards.Shown) -> list[str]:
    """The first reason of each side, so that both are spoken of; what speaks against it is on the page."""
    against = str(match_words.SIDES["against"])
    sides = [points for label, points in shown.sides if str(label) != against]
    firsts = [points[0] for points in sides] + [point for points in sides for point in points[1:]]
    return [plain(point.sentence) for point in firsts[:MOST_REASONS]]
