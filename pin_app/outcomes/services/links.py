"""Links by which a side answers without signing in: for one question to one side, dead when it is closed."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app.introductions.contacts import click_to_chat, language_of
from pin_app.introductions.policies import partner_of
from pin_app.mail.services import path_to
from pin_app.outcomes import policies, queries
from pin_app.outcomes.calendar import LINK_LASTS
from pin_app.outcomes.models import FollowUp
from pin_app.security import external, sign, unsign

PURPOSE = "outcomes.answer"


def path_to_answer(follow_up: FollowUp) -> str:
    """Return the path of the page on which one side answers one question."""
    token = sign(PURPOSE, [follow_up.id, follow_up.link_secret])
    return path_to("outcomes.by_link", token=token)


def find(token: str) -> FollowUp | None:
    """Return the question of a link; None when it is forged, too old, or the question is closed."""
    facts = unsign(PURPOSE, token, int(LINK_LASTS.total_seconds()))
    if not (isinstance(facts, list) and len(facts) == 2 and isinstance(facts[0], int)):
        return None
    follow_up = queries.by_number(facts[0]) if 0 < facts[0] < 2**31 else None
    if follow_up is None or follow_up.link_secret != facts[1]:
        return None
    return follow_up if policies.may_answer(follow_up) else None


def chat_with(follow_up: FollowUp) -> str:
    """Return a WhatsApp address with the question and its link, for staff to send; empty where not agreed."""
    profile, partner = follow_up.profile, partner_of(follow_up.introduction, follow_up.side)
    with force_locale(language_of(profile)):
        text = _(
            "This is ISCOS, for PIN, the Pakistan-Italy Network. How does it go with %(partner)s? "
            "Here you can tell us with one tap: %(link)s",
            partner=partner.name if partner else "",
            link=external(path_to_answer(follow_up)),
        )
    return click_to_chat(profile, str(text))
