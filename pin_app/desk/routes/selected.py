"""One decision on several pairs: a page that lists them asks first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.desk import forms
from pin_app.desk.queries import figures, lists
from pin_app.desk.routes import blueprint
from pin_app.desk.routes.blueprint import bp, today
from pin_app.desk.routes.deciding import colleague
from pin_app.desk.routes.pair import FORTNIGHT
from pin_app.desk.services import decisions, selecting
from pin_app.errors import PinError

MOST = 100


@bp.get("/desk/selected")
@policy(is_staff)
def selected() -> ResponseReturnValue:
    """List the chosen pairs and ask what to do with them."""
    found = selecting.chosen(request.args.getlist("pair")[:MOST])
    if not found:
        flash(_("Choose at least one pair first."), "error")
        return redirect(url_for("desk.index", **blueprint.wanted().arguments()))
    act = request.args.get("act", "")
    form = forms.SelectedForm(formdata=None, act=act if act in selecting.ACTS else "assign")
    form.until.data = today() + FORTNIGHT
    return _page(found, form)


@bp.post("/desk/selected")
@policy(is_staff)
def decide_on_selected() -> ResponseReturnValue:
    """Decide on all of them, or on none where one was decided on meanwhile."""
    form, found = forms.SelectedForm(), selecting.chosen(request.form.getlist("pair")[:MOST])
    wanted = forms.read(request.args, me().id)
    if not found or not form.validate():
        return (_page(found, form), 422) if found else redirect(url_for("desk.index", **wanted.arguments()))
    refused = selecting.on_each(found, lambda: _deed(form))
    if refused:
        db.session.rollback()
        form.form_errors = [refused]
        return _page(selecting.chosen(one.token for one in found), form), 409
    db.session.commit()
    flash(_("Done for all the pairs that you chose."), "success")
    return redirect(url_for("desk.index", **wanted.arguments()))


def _deed(form: forms.SelectedForm) -> Callable[[decisions.Both, int], Any]:
    person = me()
    if form.act.data == "reject":
        return lambda both, version: decisions.reject(both, form.reason.data or "", person, version)
    if form.act.data == "postpone":
        if form.until.data is None:
            raise PinError("desk.odd_day")
        return lambda both, version: decisions.postpone(both, form.until.data, person, version)
    to = colleague(form.to.data)
    return lambda both, version: decisions.assign(both, to, person, version)


def _page(found: Sequence[selecting.Chosen], form: forms.SelectedForm) -> str:
    listed = lists.listed([(one.both.purpose, one.both.low.id, one.both.high.id) for one in found])
    return render_template(
        "desk/selected.html", found=found, listed=listed, form=form, colleagues=figures.colleagues(),
        arguments=blueprint.wanted().arguments(),
    )  # fmt: skip
