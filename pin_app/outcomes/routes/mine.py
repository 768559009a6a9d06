"""The question on the page of an introduction, for those who are signed in."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app import slots
from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.introductions import policies as introduction_policies
from pin_app.introductions import queries as introductions
from pin_app.introductions.models import Introduction
from pin_app.outcomes import policies, queries, services, words
from pin_app.outcomes.forms import DetailsForm, TapForm, told
from pin_app.outcomes.models import FollowUp
from pin_app.outcomes.routes.blueprint import bp


@bp.post("/introductions/<public_id>/follow-up")
@policy(is_signed_in)
def answer(public_id: str) -> ResponseReturnValue:
    """Take the answer of one tap."""
    follow_up, form = _mine(public_id), TapForm()
    if not form.validate():
        abort(400)
    services.answer(follow_up, form.result.data, "page", me())
    db.session.commit()
    flash(_("Thank you for your answer."), "success")
    return redirect(url_for("introductions.show", public_id=public_id))


@bp.route("/introductions/<public_id>/follow-up/more", methods=["GET", "POST"])
@policy(is_signed_in)
def more(public_id: str) -> ResponseReturnValue:
    """Ask for more about an answer, or keep it."""
    follow_up = _mine(public_id)
    if not follow_up.result:
        return redirect(url_for("introductions.show", public_id=public_id))
    form = DetailsForm(data=told(follow_up))
    if not form.is_submitted():
        return _page(follow_up, form)
    if not form.validate():
        return _page(follow_up, form), 422
    services.add_details(follow_up, form.values())
    db.session.commit()
    flash(_("Thank you. It is noted."), "success")
    return redirect(url_for("introductions.show", public_id=public_id))


def on_introduction(introduction: Introduction, side: str) -> dict[str, Any] | None:
    """Return what the page of an introduction shows to a side: its open question, or its answer."""
    follow_up = queries.standing(introduction, side)
    if follow_up is None or not policies.may_answer(follow_up):
        return None
    partner = introduction_policies.partner_of(introduction, side)
    return {"follow_up": follow_up, "partner": partner, "results": words}


def _mine(public_id: str) -> FollowUp:
    """Return the question to the side for which the person acts; for others there is no such page."""
    introduction = introductions.by_public_id(public_id)
    side = introduction_policies.side_of(me(), introduction) if introduction else ""
    follow_up = queries.standing(introduction, side) if introduction and side else None
    if follow_up is None or not policies.may_answer(follow_up):
        abort(404)
    return follow_up


def _page(follow_up: FollowUp, form: DetailsForm) -> str:
    partner = introduction_policies.partner_of(follow_up.introduction, follow_up.side)
    return render_template("outcomes/more.html", follow_up=follow_up, partner=partner, form=form)


slots.fill(bp, "introduction", "outcomes/_on_introduction.html", on_introduction)
