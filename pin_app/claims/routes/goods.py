"""Staff: the table of goods at risk."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.claims import queries, services
from pin_app.claims.forms.goods import GoodForm, RetireForm
from pin_app.claims.models import RiskGood
from pin_app.claims.routes.blueprint import NUMBER, bp
from pin_app.db import db
from pin_app.errors import PinError


@bp.get("/risks")
@policy(is_staff)
def risks() -> str:
    """List goods at risk, those in force first."""
    goods = sorted(queries.goods_at_risk(retired=True), key=lambda good: good.retired_at is not None)
    return render_template("claims/risks.html", goods=goods)


@bp.route("/risks/new", methods=["GET", "POST"])
@policy(is_staff)
def new_risk() -> ResponseReturnValue:
    """Add a good."""
    form = GoodForm()
    if form.validate_on_submit():
        try:
            services.add_good(me(), form.data)
        except PinError as refusal:
            return _again(form, refusal, None)
        return _kept(_("The good is added. It counts from now on."))
    return _page(form, None), 422 if form.is_submitted() else 200


@bp.route(f"/risks/{NUMBER}", methods=["GET", "POST"])
@policy(is_staff)
def risk(number: int) -> ResponseReturnValue:
    """Change a good."""
    good = _good(number)
    form = GoodForm(data=_known(good))
    if form.validate_on_submit():
        try:
            services.change_good(good, me(), form.data)
        except PinError as refusal:
            return _again(form, refusal, good)
        return _kept(_("The change is kept."))
    return _page(form, good), 422 if form.is_submitted() else 200


@bp.post(f"/risks/{NUMBER}/retire")
@policy(is_staff)
def retire_risk(number: int) -> ResponseReturnValue:
    """Take a good out of force."""
    good, form = _good(number), RetireForm(prefix="retire-")
    if not form.validate_on_submit():
        return _page(GoodForm(data=_known(good), formdata=None), good, form), 422
    services.retire_good(good, me(), form.why.data)
    return _kept(_("The good no longer counts. Its row stays in the table."))


@bp.post(f"/risks/{NUMBER}/restore")
@policy(is_staff)
def restore_risk(number: int) -> ResponseReturnValue:
    """Put a good in force again."""
    services.restore_good(_good(number), me())
    return _kept(_("The good counts again."))


def _good(number: int) -> RiskGood:
    return db.session.get(RiskGood, number) or abort(404)


def _known(good: RiskGood) -> dict[str, Any]:
    names = ("country", "name_en", "name_it", "name_ur", "hazards", "source", "year")
    return {name: getattr(good, name) for name in names} | {"sectors": ", ".join(good.sectors)}


def _page(form: GoodForm, good: RiskGood | None, retiring: RetireForm | None = None) -> str:
    shown = retiring or RetireForm(prefix="retire-", formdata=None)
    return render_template("claims/risk.html", form=form, good=good, retiring=shown)


def _again(form: GoodForm, refusal: PinError, good: RiskGood | None) -> ResponseReturnValue:
    db.session.rollback()
    form.form_errors.append(str(refusal))
    return _page(form, good), 422


def _kept(told: str) -> ResponseReturnValue:
    db.session.commit()
    flash(told, "success")
    return redirect(url_for("claims.risks"))
