"""What a side that is signed in decides: yes or no, that they have met, withdrawing, reporting a problem."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.introductions import actors, services
from pin_app.introductions.forms import AnswerForm, ReportForm, WithdrawForm
from pin_app.introductions.routes.blueprint import bp, mine_or_404
from pin_app.introductions.routes.mine import page
from pin_app.security import limit


@bp.post("/introductions/<public_id>/answer")
@policy(is_signed_in)
def answer(public_id: str) -> ResponseReturnValue:
    """Say yes or no."""
    introduction, side = mine_or_404(public_id)
    form = AnswerForm()
    if not form.validate():
        abort(400)
    services.answer(introduction, form.answer.data, actors.on_page(side, me()))
    db.session.commit()
    flash(_("Thank you. Your answer is noted."), "success")
    return redirect(url_for("introductions.show", public_id=public_id))


@bp.post("/introductions/<public_id>/met")
@policy(is_signed_in)
def met(public_id: str) -> ResponseReturnValue:
    """Say that they have met."""
    introduction, side = mine_or_404(public_id)
    services.record_met(introduction, actors.on_page(side, me()))
    db.session.commit()
    flash(_("Good to hear. It is noted that you have met."), "success")
    return redirect(url_for("introductions.show", public_id=public_id))


@bp.post("/introductions/<public_id>/withdraw")
@policy(is_signed_in)
def withdraw(public_id: str) -> ResponseReturnValue:
    """End it; contacts are hidden at once."""
    introduction, side = mine_or_404(public_id)
    form = WithdrawForm(prefix="withdraw-")
    if not form.validate():
        return page(introduction, side, withdrawing=form), 422
    services.withdraw(introduction, actors.on_page(side, me()), form.reason.data)
    db.session.commit()
    flash(_("The introduction has ended. Contact details are hidden on both sides."), "success")
    return redirect(url_for("introductions.show", public_id=public_id))


@bp.post("/introductions/<public_id>/report")
@policy(is_signed_in)
def report(public_id: str) -> ResponseReturnValue:
    """Tell staff of a problem, which ends it."""
    introduction, side = mine_or_404(public_id)
    form = ReportForm(prefix="report-")
    if not form.validate():
        return page(introduction, side, reporting=form), 422
    limit("introductions.report", str(current_user.id), "20 per day")
    services.report(introduction, actors.on_page(side, me()), form.reason.data, form.note.data or "")
    db.session.commit()
    flash(_("Thank you for telling us. ISCOS staff look into it, and the introduction has ended."), "success")
    return redirect(url_for("introductions.show", public_id=public_id))
