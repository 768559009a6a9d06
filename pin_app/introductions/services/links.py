"""Links by which a side acts without signing in: signed for one purpose, dead once the state moved on."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app.introductions import policies, queries
from pin_app.introductions.contacts import click_to_chat, language_of
from pin_app.introductions.limits import LINK_LASTS
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import CONTACT, SIDES
from pin_app.mail.services import path_to
from pin_app.security import external, sign, unsign

ANSWER, AFTERWARDS = "introductions.answer", "introductions.afterwards"


def path_to_answer(introduction: Introduction, side: str) -> str:
    """Return the path of the page on which one side answers."""
    return path_to("introductions.by_link", token=_token(ANSWER, introduction, side))


def path_afterwards(introduction: Introduction, side: str) -> str:
    """Return the path of the page on which one side says that they met, withdraws or reports a problem."""
    return path_to("introductions.afterwards_by_link", token=_token(AFTERWARDS, introduction, side))


def find(purpose: str, token: str) -> tuple[Introduction, str] | None:
    """Return the introduction and the side of a link; None when it is forged, too old or for another use."""
    facts = unsign(purpose, token, int(LINK_LASTS.total_seconds()))
    if not (isinstance(facts, list) and len(facts) == 3 and facts[1] in SIDES):
        return None
    introduction = queries.by_public_id(str(facts[0]))
    if introduction is None or introduction.link_secret != facts[2]:
        return None
    return (introduction, facts[1]) if policies.profile_of(introduction, facts[1]) else None


def is_alive(purpose: str, introduction: Introduction, side: str) -> bool:
    """Whether a link of this purpose may still decide something."""
    if purpose == ANSWER:
        return policies.waits_for(introduction) == side
    return introduction.state in CONTACT


def chat_with(introduction: Introduction, side: str) -> str:
    """Return a WhatsApp address with the question and its link, for staff to send; empty where not agreed."""
    profile, partner = policies.profile_of(introduction, side), policies.partner_of(introduction, side)
    if profile is None or partner is None or policies.waits_for(introduction) != side:
        return ""
    with force_locale(language_of(profile)):
        text = _(
            "This is ISCOS, for PIN, the Pakistan-Italy Network. May we introduce you to %(partner)s? "
            "Here you can read more and say yes or no: %(link)s",
            partner=partner.name,
            link=external(path_to_answer(introduction, side)),
        )
    return click_to_chat(profile, str(text))


def _token(purpose: str, introduction: Introduction, side: str) -> str:
    return sign(purpose, [introduction.public_id, side, introduction.link_secret])
