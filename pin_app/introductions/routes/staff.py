"""What staff see of one introduction: both sides, every step, and acting on behalf of somebody."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db, writing
from pin_app.introductions import actors, policies, queries, services, showing
from pin_app.introductions.contacts import contact_of
from pin_app.introductions.forms import BehalfForm, EndForm, SettleForm
from pin_app.introductions.models import Introduction
from pin_app.introductions.routes.blueprint import bp
from pin_app.introductions.services import links
from pin_app.typed import page_number


@bp.get("/introductions/<public_id>/staff")
@policy(is_staff)
def for_staff(public_id: str) -> str:
    """Show everything of an introduction; that staff read the contacts is in the trail."""
    with writing():
        introduction = _found(public_id)
        for side in policies.OTHER:
            services.note_contact_read(introduction, me(), side)
        shown = _page(introduction)
        db.session.commit()
    return shown


@bp.post("/introductions/<public_id>/behalf")
@policy(is_staff)
def on_behalf(public_id: str) -> ResponseReturnValue:
    """Note what a side told staff by phone, in person, in writing or by message."""
    introduction = _found(public_id)
    asked = next((side for side in policies.OTHER if f"{side}-side" in request.form), "first")
    form = BehalfForm(prefix=f"{asked}-")
    if not form.validate():
        return _page(introduction, behalf={asked: form}), 422
    actor = actors.on_behalf(form.side.data, me(), form.way.data, form.note.data)
    services.answer(introduction, form.answer.data, actor, _version(form.version.data))
    db.session.commit()
    flash(_("The answer is noted, with the way in which you were told."), "success")
    return redirect(url_for("introductions.for_staff", public_id=public_id))


@bp.post("/introductions/<public_id>/met/staff")
@policy(is_staff)
def met_for_staff(public_id: str) -> ResponseReturnValue:
    """Note that the two have met."""
    expected = _version(request.form.get("version"))
    services.record_met(_found(public_id), actors.staff(me()), expected=expected)
    db.session.commit()
    flash(_("It is noted that they have met."), "success")
    return redirect(url_for("introductions.for_staff", public_id=public_id))


@bp.post("/introductions/<public_id>/end")
@policy(is_staff)
def end(public_id: str) -> ResponseReturnValue:
    """End an introduction; contacts are hidden on both sides at once."""
    introduction = _found(public_id)
    form = EndForm(prefix="end-")
    if not form.validate():
        return _page(introduction, ending=form), 422
    expected = _version(form.version.data)
    services.withdraw(introduction, actors.staff(me()), form.reason.data, expected=expected)
    db.session.commit()
    flash(_("The introduction has ended. Contact details are hidden on both sides."), "success")
    return redirect(url_for("introductions.for_staff", public_id=public_id))


@bp.get("/introductions/problems")
@policy(is_staff)
def problems() -> str:
    """List the problems that somebody reported and staff have not looked into."""
    found = queries.reported(page_number())
    return render_template("introductions/problems.html", found=found)


@bp.post("/introductions/<public_id>/settle")
@policy(is_staff)
def settle(public_id: str) -> ResponseReturnValue:
    """Close a reported problem with what came of it."""
    introduction, form = _found(public_id), SettleForm(prefix="settle-")
    if not form.validate():
        return _page(introduction, settling=form), 422
    services.settle(introduction, me(), form.note.data, _version(form.version.data))
    db.session.commit()
    flash(_("Noted. The problem is off the list."), "success")
    return redirect(url_for("introductions.problems"))


def _found(public_id: str) -> Introduction:
    return queries.by_public_id(public_id) or abort(404)


def _version(typed: str | None) -> int | None:
    """The version that a page showed; one that is no number fits none."""
    text = typed or ""
    return None if not text else int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _behalf(introduction: Introduction, side: str) -> BehalfForm:
    return BehalfForm(formdata=None, prefix=f"{side}-", side=side, version=introduction.version)


def _page(introduction: Introduction, **forms: Any) -> str:
    sides = {side: policies.profile_of(introduction, side) for side in policies.OTHER}
    given = forms.get("behalf", {})
    return render_template(
        "introductions/staff.html",
        introduction=introduction,
        sides=sides,
        contacts={side: contact_of(profile) for side, profile in sides.items() if profile},
        chats={side: links.chat_with(introduction, side) for side in sides},
        reasons={side: showing.reasons_of(introduction, side) for side in sides},
        waits_for=policies.waits_for(introduction),
        behalf={side: given.get(side) or _behalf(introduction, side) for side in sides},
        settling=forms.get("settling") or SettleForm(None, prefix="settle-", version=introduction.version),
        ending=forms.get("ending") or EndForm(formdata=None, prefix="end-", version=introduction.version),
        steps=queries.steps_of(introduction),
        mails=queries.mails_of(introduction),
    )
