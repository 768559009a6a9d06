"""Pages behind the links of mails: opening one decides nothing, a button does, and nobody need sign in."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.i18n import speak
from pin_app.introductions import actors, services, showing
from pin_app.introductions.contacts import language_of
from pin_app.introductions.forms import AnswerForm, ReportForm, WithdrawForm
from pin_app.introductions.models import Introduction
from pin_app.introductions.routes.blueprint import bp
from pin_app.introductions.services import links
from pin_app.introductions.states import CLOSED, CONTACT
from pin_app.profiles import words as profile_words
from pin_app.security import client_network, limit

PLACE = "300 per hour"  # of one network: a chamber or a café may stand behind it


@bp.get("/i/<token>")
@policy(is_anyone)
def by_link(token: str) -> ResponseReturnValue:
    """Show the question and its two buttons, or how it was answered."""
    found = _found(links.ANSWER, token)
    if found is None:
        return _over()
    view = showing.seen(*found)
    if not view.is_asked and not view.answer:
        return _over()
    return render_template(
        "introductions/by_link.html",
        view=view,
        token=token,
        both=found[0].state in CONTACT,
        closed=found[0].state in CLOSED,
        words=profile_words,
        **showing.details(view, False),
    )


@bp.post("/i/<token>")
@policy(is_anyone)
def answer_by_link(token: str) -> ResponseReturnValue:
    """Take the answer; the same button pressed again shows the same page."""
    found, form = _found(links.ANSWER, token), AnswerForm()
    if found is None:
        return _over()
    if not form.validate():
        abort(400)
    introduction, side = found
    try:
        services.answer(introduction, form.answer.data, actors.by_link(side))
        db.session.commit()
    except PinError:
        db.session.rollback()  # answered before or over by now: the page says how it stands
    return redirect(url_for("introductions.by_link", token=token))


@bp.get("/i/after/<token>")
@policy(is_anyone)
def afterwards_by_link(token: str) -> ResponseReturnValue:
    """Show what one can tell after an introduction; contacts are in the mail and not here."""
    found = _found(links.AFTERWARDS, token)
    return _over() if found is None else _afterwards(found, token)


@bp.post("/i/after/<token>/met")
@policy(is_anyone)
def met_by_link(token: str) -> ResponseReturnValue:
    """Say that they have met."""
    found = _alive(token)
    if found is None:
        return _over()
    services.record_met(found[0], actors.by_link(found[1]))
    db.session.commit()
    return redirect(url_for("introductions.afterwards_by_link", token=token))


@bp.post("/i/after/<token>/withdraw")
@policy(is_anyone)
def withdraw_by_link(token: str) -> ResponseReturnValue:
    """End it; contacts are hidden at once."""
    found, form = _alive(token), WithdrawForm(prefix="withdraw-")
    if found is None:
        return _over()
    if not form.validate():
        return _afterwards(found, token, withdrawing=form), 422
    services.withdraw(found[0], actors.by_link(found[1]), form.reason.data)
    db.session.commit()
    return redirect(url_for("introductions.afterwards_by_link", token=token))


@bp.post("/i/after/<token>/report")
@policy(is_anyone)
def report_by_link(token: str) -> ResponseReturnValue:
    """Tell staff of a problem, which ends it."""
    found, form = _alive(token), ReportForm(prefix="report-")
    if found is None:
        return _over()
    if not form.validate():
        return _afterwards(found, token, reporting=form), 422
    services.report(found[0], actors.by_link(found[1]), form.reason.data, form.note.data or "")
    db.session.commit()
    return redirect(url_for("introductions.afterwards_by_link", token=token))


def _found(purpose: str, token: str) -> tuple[Introduction, str] | None:
    """Return what a link is about, and speak the language of its side unless another is asked for."""
    limit("introductions.link", client_network(), PLACE)
    found = links.find(purpose, token)
    profile = showing.seen(*found).profile if found else None
    if profile is not None:
        speak(language_of(profile))
    return found


def _alive(token: str) -> tuple[Introduction, str] | None:
    found = _found(links.AFTERWARDS, token)
    return found if found and links.is_alive(links.AFTERWARDS, *found) else None


def _afterwards(found: tuple[Introduction, str], token: str, **forms: Any) -> str:
    return render_template(
        "introductions/afterwards.html",
        view=showing.seen(*found),
        token=token,
        alive=links.is_alive(links.AFTERWARDS, *found),
        withdrawing=forms.get("withdrawing") or WithdrawForm(prefix="withdraw-"),
        reporting=forms.get("reporting") or ReportForm(prefix="report-"),
    )


def _over() -> ResponseReturnValue:
    return render_template("introductions/link_over.html"), 410
