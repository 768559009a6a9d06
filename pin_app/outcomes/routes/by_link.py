"""The page behind a mailed link: opening it decides nothing, a button does, and nobody need sign in."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.db import db
from pin_app.i18n import speak
from pin_app.introductions.contacts import language_of
from pin_app.introductions.policies import partner_of
from pin_app.outcomes import services
from pin_app.outcomes.forms import DetailsForm, TapForm, told
from pin_app.outcomes.models import FollowUp
from pin_app.outcomes.routes.blueprint import bp
from pin_app.outcomes.services import links
from pin_app.security import client_network, limit

PLACE = "300 per hour"  # of one network: a chamber or a café may stand behind it


@bp.get("/f/<token>")
@policy(is_anyone)
def by_link(token: str) -> ResponseReturnValue:
    """Show the question and its buttons, or the answer and what else one may tell."""
    follow_up = _found(token)
    return _over() if follow_up is None else _page(follow_up, token)


@bp.post("/f/<token>")
@policy(is_anyone)
def answer_by_link(token: str) -> ResponseReturnValue:
    """Take the answer of one tap; the same button pressed again shows the same page."""
    follow_up, form = _found(token), TapForm()
    if follow_up is None:
        return _over()
    if not form.validate():
        abort(400)
    services.answer(follow_up, form.result.data, "link")
    db.session.commit()
    return redirect(url_for("outcomes.by_link", token=token))


@bp.post("/f/<token>/more")
@policy(is_anyone)
def more_by_link(token: str) -> ResponseReturnValue:
    """Keep what else one tells."""
    follow_up, form = _found(token), DetailsForm()
    if follow_up is None:
        return _over()
    if not form.validate():
        return _page(follow_up, token, form), 422
    services.add_details(follow_up, form.values())
    db.session.commit()
    return redirect(url_for("outcomes.by_link", token=token, thanks="1"))


def _page(follow_up: FollowUp, token: str, form: DetailsForm | None = None) -> str:
    partner = partner_of(follow_up.introduction, follow_up.side)
    return render_template(
        "outcomes/by_link.html",
        follow_up=follow_up,
        partner=partner,
        token=token,
        form=form or DetailsForm(data=told(follow_up)),
        thanks="thanks" in request.args,
    )


def _found(token: str) -> FollowUp | None:
    """Return what a link is about, and speak the language of its side unless another is asked for."""
    limit("outcomes.link", client_network(), PLACE)
    follow_up = links.find(token)
    if follow_up is not None:
        speak(language_of(follow_up.profile))
    return follow_up


def _over() -> ResponseReturnValue:
    return render_template("outcomes/link_over.html"), 410
