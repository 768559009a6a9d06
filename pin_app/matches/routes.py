"""The page of matches, and the words that people say on a partner."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app import jobs
from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.directory import words as directory_words
from pin_app.errors import PinError
from pin_app.matches import cards, queries, services, words
from pin_app.matches.forms import WordForm
from pin_app.matches.learning.tasks import note_list
from pin_app.matches.models import PURPOSES
from pin_app.matches.tasks import rematch
from pin_app.profiles import policies
from pin_app.profiles import queries as profiles
from pin_app.profiles.models import Profile
from pin_app.security import limit

bp = Blueprint("matches", __name__)
NUDGE_SECONDS = 30
NOTED_SECONDS, MOST_NOTED = 3_600, 10_000


@bp.get("/matches")
@policy(is_signed_in)
def index() -> str:
    """Show the matches of one of the person's profiles for one purpose."""
    mine = profiles.of(current_user)
    if not mine:
        return render_template("matches/none.html")
    profile = _chosen(mine)
    purpose = _one_of("purpose", PURPOSES, "investment" if profile.kind == "investor" else "business")
    view = _one_of("view", tuple(words.VIEWS), "suggested")
    spoken = queries.spoken(profile, purpose)
    found = _cards(profile, purpose, view, spoken.own)
    if view == "suggested":
        _note_shown(profile, purpose, found)
    standing = queries.standing(profile, purpose)
    ready = profile.matchable and profile.state in queries.LOOKING_ON and standing.comparable
    if ready and standing.run is None and standing.working:
        _nudge(profile)
    return render_template(
        "matches/index.html",
        mine=mine, profile=profile, purpose=purpose, view=view, shown=cards.present(found),
        missing=cards.missing(found), counts=spoken.counts, standing=standing, ready=ready, words=words,
        directory_words=directory_words,
    )  # fmt: skip


@bp.post("/matches/word")
@policy(is_signed_in)
def word() -> ResponseReturnValue:
    """Keep what the person says of a partner, or take it back."""
    form = WordForm()
    if not form.validate():
        abort(400)
    profile, partner = profiles.by_public_id(form.profile.data), profiles.by_public_id(form.partner.data)
    if profile is None or partner is None or not policies.may_act_for(current_user, profile):
        abort(404)
    limit("matches.word", str(current_user.id), "300 per hour")
    try:
        told = _keep_word(profile, partner, form)
    except PinError:
        db.session.rollback()
        abort(404)  # as for a partner that does not exist
    db.session.commit()
    flash(told, "success")
    view = form.view.data if form.view.data in words.VIEWS else "suggested"
    return redirect(url_for("matches.index", profile=form.profile.data, purpose=form.purpose.data, view=view))


def _keep_word(profile: Profile, partner: Profile, form: WordForm) -> str:
    purpose, verdict = form.purpose.data, form.verdict.data
    if not verdict:
        services.take_back(profile, partner, purpose)
        return str(_("Taken back: %(name)s stands where it stood before.", name=partner.name))
    reason = form.reason.data if verdict == "not_for_me" else ""
    services.say(profile, partner, purpose, verdict, me(), reason)
    if verdict in queries.HIDDEN:
        return str(_("%(name)s is put aside. You find it under “Put aside”.", name=partner.name))
    return str(_("Noted for %(name)s. You find it under “Saved”.", name=partner.name))


def _chosen(mine: Any) -> Profile:
    asked = request.args.get("profile", "")[:20]
    found: Profile = next((profile for profile in mine if profile.public_id == asked), mine[0])
    return found


def _one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    asked = request.args.get(name, "")
    return asked if asked in allowed else default


def _cards(profile: Profile, purpose: str, view: str, own: dict[int, str]) -> list[queries.Card]:
    if view == "suggested":
        return queries.suggested(profile, purpose, own)
    if view == "interested":
        return queries.interested_in(profile, purpose, own)
    return queries.said(profile, purpose, queries.HIDDEN if view == "hidden" else queries.KEPT_BY)


def _note_shown(profile: Profile, purpose: str, found: list[queries.Card]) -> None:
    """Let a job note which list was looked at: in this process once an hour for the same list."""
    noted: dict[Any, Any] = current_app.extensions.setdefault("pin.matches.shown", {})
    ids = [card.partner.id for card in found]
    standing, at = noted.get((profile.id, purpose), ([], float("-inf")))
    if ids and (ids != standing or time.monotonic() - at > NOTED_SECONDS):
        if len(noted) >= MOST_NOTED:
            noted.clear()
        noted[profile.id, purpose] = ids, time.monotonic()
        jobs.enqueue(note_list, profile.id, purpose, ids)


def _nudge(profile: Profile) -> None:
    """Ask for comparing that was not done: a draft tells nobody of its changes, and jobs can be lost."""
    asked: dict[int, float] = current_app.extensions.setdefault("pin.matches.asked", {})
    if time.monotonic() - asked.get(profile.id, float("-inf")) > NUDGE_SECONDS:
        asked[profile.id] = time.monotonic()
        jobs.enqueue(rematch, profile.id, priority=jobs.URGENT)
