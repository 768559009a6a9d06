"""How the matching does, for staff: how evenly it shows people, what it learned, and the switch for it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app import jobs, slots
from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.matches.learning import engine, queries, services, words
from pin_app.matches.learning.forms import SwitchForm
from pin_app.matches.learning.tasks import learn_now
from pin_app.matches.models import PURPOSES
from pin_app.matches.tasks import rematch_all
from pin_app.matches.words import PURPOSES as PURPOSE_NAMES
from pin_app.security import limit

bp = Blueprint("learning", __name__)
slots.fill(
    bp, "dashboard", "learning/_dashboard.html", lambda **_facts: {} if is_staff(current_user) else None
)


@bp.get("/matches/learning")
@policy(is_staff)
def index() -> str:
    """Show the figures of the last runs, and what people's answers have taught."""
    return render_template(
        "learning/index.html",
        standing=queries.standing(),
        words=words,
        names=PURPOSE_NAMES,
        minimum=engine.MINIMUM,
    )


@bp.post("/matches/learning/<purpose>/compare")
@policy(is_staff)
def compare(purpose: str) -> ResponseReturnValue:
    """Learn and compare in the background."""
    if purpose not in PURPOSES:
        abort(404)
    limit("learning.compare", str(current_user.id), "20 per hour")
    jobs.enqueue(learn_now, purpose)
    flash(_("The comparison is being made. Reload this page in a minute."), "success")
    return redirect(url_for("learning.index"))


@bp.get("/matches/learning/<purpose>/switch")
@policy(is_staff)
def ask(purpose: str) -> str:
    """Ask once more before what serves is changed."""
    if purpose not in PURPOSES:
        abort(404)
    return _asked(purpose, SwitchForm())


@bp.post("/matches/learning/<purpose>/switch")
@policy(is_staff)
def switch(purpose: str) -> ResponseReturnValue:
    """Let the learned order serve, or the fixed one again; everybody is compared anew."""
    form = SwitchForm()
    if purpose not in PURPOSES or not form.validate():
        abort(404)
    try:
        told = _switched(purpose, form)
    except PinError as error:
        db.session.rollback()
        flash(str(error), "error")
        return redirect(url_for("learning.index"))
    db.session.commit()
    jobs.enqueue(rematch_all, True, priority=jobs.BULK)
    flash(told, "success")
    return redirect(url_for("learning.index"))


def _switched(purpose: str, form: SwitchForm) -> str:
    person = me()
    if form.wanted.data == "off":
        services.switch_off(purpose, person)
        return str(_("The fixed order serves again. The lists follow in some minutes."))
    order = queries.newest(purpose)
    if order is None or str(order.id) != form.order.data:
        raise PinError("learning.newer_order")
    services.switch_on(order, person)
    return str(_("The learned order serves now. The lists follow in some minutes."))


def _asked(purpose: str, form: SwitchForm) -> str:
    serves, order = queries.serving(purpose), queries.newest(purpose)
    if serves is None and (order is None or not order.figures.get("is_better")):
        abort(404)
    return render_template(
        "learning/switch.html", purpose=purpose, serves=serves, order=serves or order, form=form, words=words,
        names=PURPOSE_NAMES,
    )  # fmt: skip
