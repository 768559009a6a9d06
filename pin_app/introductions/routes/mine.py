"""A person's introductions: the list, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_login import current_user

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db, writing
from pin_app.introductions import policies, queries, services, showing
from pin_app.introductions.forms import ReportForm, WithdrawForm
from pin_app.introductions.models import Introduction
from pin_app.introductions.routes.blueprint import bp, mine_or_404
from pin_app.introductions.states import CLOSED
from pin_app.profiles import queries as profiles
from pin_app.profiles import words as profile_words
from pin_app.typed import page_number


@bp.get("/introductions")
@policy(is_signed_in)
def index() -> str:
    """List what the person knows of: open, made or past."""
    asked = request.args.get("view", "")
    view = asked if asked in queries.VIEWS else "open"
    found = queries.of_user(me(), view, page_number())
    own = {profile.id for profile in profiles.of(me())}
    rows = [showing.seen(one, "first" if one.first_id in own else "second") for one in found.items]
    return render_template(
        "introductions/index.html",
        rows=rows, found=found, view=view, counts=queries.counts_of(me()), several=len(own) > 1,
    )  # fmt: skip


@bp.get("/introductions/<public_id>")
@policy(is_signed_in)
def show(public_id: str) -> str:
    """Show one introduction to one of its sides; who reads contacts is in the trail."""
    introduction, side = mine_or_404(public_id)
    if not policies.shows_contact(introduction):
        return page(introduction, side)
    with writing():
        introduction, side = mine_or_404(public_id)
        if policies.shows_contact(introduction):
            services.note_contact_read(introduction, me(), policies.OTHER[side])
        shown = page(introduction, side)
        db.session.commit()
    return shown


def page(introduction: Introduction, side: str, **forms: Any) -> str:
    """Return the page of an introduction as one side sees it."""
    view = showing.seen(introduction, side)
    return render_template(
        "introductions/show.html",
        view=view,
        steps=showing.own_steps(introduction, side),
        step_words=showing.step_words,
        closed=introduction.state in CLOSED,
        words=profile_words,
        withdrawing=forms.get("withdrawing") or WithdrawForm(prefix="withdraw-"),
        reporting=forms.get("reporting") or ReportForm(prefix="report-"),
        **showing.details(view, current_user.is_authenticated),
    )
