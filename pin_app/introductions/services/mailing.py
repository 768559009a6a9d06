"""What the sides are written: asked, reminded, introduced, came to nothing, ended."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale

from pin_app.db import db
from pin_app.introductions import policies, queries
from pin_app.introductions.contacts import address_of, contact_of, language_of
from pin_app.introductions.models import Introduction, IntroductionMail
from pin_app.introductions.services.links import path_afterwards, path_to_answer
from pin_app.mail.services import path_to, queue, take_back
from pin_app.matches.words import SENTENCES, sentence
from pin_app.profiles.words import KINDS

MADE = "introduction_made"
MOST_REASONS = 4


def ask(introduction: Introduction, side: str, template: str = "introduction_asked") -> None:
    """Ask one side, or remind it, with a link that opens the page with the buttons."""
    profile, partner = policies.profile_of(introduction, side), policies.partner_of(introduction, side)
    if profile is None or partner is None:
        return
    with force_locale(language_of(profile)):
        kind, reasons = str(KINDS[partner.kind]), _said(getattr(introduction, f"reasons_{side}"))
    _write(
        introduction, side, template,
        kind=kind, reasons=reasons, message=getattr(introduction, f"message_{side}"),
        until=introduction.expires_at, link=path_to_answer(introduction, side),
    )  # fmt: skip


def tell_made(introduction: Introduction) -> None:
    """Tell both how to reach each other."""
    for side in policies.OTHER:
        partner = policies.partner_of(introduction, side)
        if partner is not None:
            contact = contact_of(partner)
            _write(
                introduction, side, MADE,
                name=contact.name, email=contact.email, phone=contact.phone, whatsapp=contact.whatsapp,
                link=path_afterwards(introduction, side),
            )  # fmt: skip


def tell_not_made(introduction: Introduction, side: str) -> None:
    """Tell one side that the introduction did not come about; whoever said no, and why, is not in it."""
    if policies.knows(introduction, side):
        _write(introduction, side, "introduction_not_made", link=path_to("matches.index"))


def tell_withdrawn(introduction: Introduction, side: str) -> None:
    """Tell one side that the introduction has ended and that contacts are not to be used any more."""
    _write(introduction, side, "introduction_withdrawn", link=path_to("matches.index"))


def hold_back(introduction: Introduction) -> None:
    """Keep the mails with contacts from going out that have not gone yet, and forget what stood in them."""
    for sent in queries.mails_of(introduction, MADE):
        take_back(sent.mail)


def _write(introduction: Introduction, side: str, template: str, **facts: Any) -> None:
    profile, partner = policies.profile_of(introduction, side), policies.partner_of(introduction, side)
    address = address_of(profile) if profile else ""
    if profile is None or not address:
        return  # nobody to write to: staff reach this side in other ways, and act on its behalf
    named = partner.name if partner else ""
    mail = queue(
        template, to=address, language=language_of(profile), profile=profile.name, partner=named, **facts
    )
    db.session.add(IntroductionMail(introduction_id=introduction.id, mail_id=mail.id, side=side))


def _said(reasons: list[dict[str, Any]]) -> list[str]:
    known = [reason for reason in reasons if reason["code"] in SENTENCES]
    told = [sentence(reason).striptags() for reason in known if not reason["code"].startswith("missing_")]
    return list(dict.fromkeys(told))[:MOST_REASONS]
