"""What staff decide on one pair; after each decision the next pair opens."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.desk import forms
from pin_app.desk.models import Decision
from pin_app.desk.queries import figures, lists, one
from pin_app.desk.routes import blueprint, previewing
from pin_app.desk.routes import pair as pairs
from pin_app.desk.routes.blueprint import PAIR, address_of, both_of, bp, today
from pin_app.desk.services import decisions, proposing
from pin_app.desk.services.decisions import Both
from pin_app.errors import PinError
from pin_app.forms import Form


@bp.post(f"{PAIR}/propose")
@policy(is_staff)
def propose(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Ask the first side, with the messages as they were edited."""
    both = both_of(purpose, low, high)
    form = pairs.with_sides(forms.ProposeForm(), both)
    if not form.validate():
        return _again(both, form)
    said = proposing.Proposal(
        form.first.data, form.low_reads.data, form.high_reads.data, form.override.data or ""
    )
    after = _next(both)
    try:
        proposing.propose(both, said, me(), form.version.data)
    except PinError as refusal:
        return _refused(both, form, refusal)
    db.session.commit()
    flash(_("Proposed: %(low)s and %(high)s.", low=both.low.name, high=both.high.name), "success")
    return redirect(after)


@bp.post(f"{PAIR}/preview")
@policy(is_staff)
def preview(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Show both mails as they would arrive; nothing is decided yet."""
    both = both_of(purpose, low, high)
    form = pairs.with_sides(forms.ProposeForm(), both)
    if not form.validate():
        return _again(both, form)
    return render_template(
        "desk/preview.html", both=both, form=form, wanted=blueprint.wanted(purpose),
        arguments=blueprint.wanted(purpose).arguments(), mails=previewing.mails(both, form),
    )  # fmt: skip


@bp.post(f"{PAIR}/edit")
@policy(is_staff)
def edit(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Go back from the preview to the messages as they were edited."""
    both = both_of(purpose, low, high)
    form = pairs.with_sides(forms.ProposeForm(), both)
    form.validate()
    return pairs.page(both, blueprint.wanted(purpose), form)


@bp.post(f"{PAIR}/assign")
@policy(is_staff)
def assign(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Give it to a colleague; the page stays."""
    both, form = both_of(purpose, low, high), forms.AssignForm()
    if not form.validate():
        return _again(both, form)
    try:
        decisions.assign(both, colleague(form.to.data), me(), form.version.data)
    except PinError as refusal:
        return _refused(both, form, refusal)
    db.session.commit()
    flash(_("The assignment is noted."), "success")
    return redirect(_here(both))


@bp.post(f"{PAIR}/postpone")
@policy(is_staff)
def postpone(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Offer it again from a day on."""
    both, form = both_of(purpose, low, high), forms.PostponeForm()
    if not form.validate():
        return _again(both, form)
    return _decided(both, form, lambda: decisions.postpone(both, form.until.data, me(), form.version.data))


@bp.post(f"{PAIR}/reject")
@policy(is_staff)
def reject(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Offer it no more."""
    both, form = both_of(purpose, low, high), forms.RejectForm()
    if not form.validate():
        return _again(both, form)
    return _decided(both, form, lambda: decisions.reject(both, form.reason.data, me(), form.version.data))


@bp.post(f"{PAIR}/undo")
@policy(is_staff)
def undo(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Take the last decision back, and open the pair again."""
    both, form = both_of(purpose, low, high), forms.UndoForm()
    if not form.validate():
        return _again(both, form)
    try:
        decisions.undo(both, me(), form.version.data)
    except PinError as refusal:
        return _refused(both, form, refusal)
    db.session.commit()
    flash(_("Taken back."), "success")
    return redirect(_here(both))


def colleague(typed: str | None) -> User | None:
    """Return the colleague of a number; refuses one that nobody has."""
    if not typed:
        return None
    found = next((user for user in figures.colleagues() if str(user.id) == typed), None)
    if found is None:
        raise PinError("desk.not_a_colleague")
    return found


def _decided(both: Both, form: Form, deed: Any) -> ResponseReturnValue:
    """Do it, and open the next pair with a way to take this decision back."""
    after = _next(both)
    try:
        decision: Decision = deed()
    except PinError as refusal:
        return _refused(both, form, refusal)
    last = one.last_event(decision)
    number = last.id if last else 0
    db.session.commit()
    return redirect(f"{after}{'&' if '?' in after else '?'}done={number}")


def _next(both: Both) -> str:
    """Address of the pair that follows in the list, of the list where none does."""
    wanted = blueprint.wanted(both.purpose)
    here = one.pair(both.purpose, both.low.id, both.high.id)
    found = lists.first_after(forms.behind(wanted, here), today())
    if found is None:
        return url_for("desk.index", **wanted.arguments())
    return address_of(found.pair.purpose, found.low.public_id, found.high.public_id, wanted)


def _here(both: Both) -> str:
    wanted = blueprint.wanted(both.purpose)
    return address_of(both.purpose, both.low.public_id, both.high.public_id, wanted)


def _again(both: Both, form: Form) -> ResponseReturnValue:
    return pairs.page(both, blueprint.wanted(both.purpose), form), 422


def _refused(both: Both, form: Form, refusal: PinError) -> ResponseReturnValue:
    """Show the pair as it stands now, with what was typed and why it was not done."""
    db.session.rollback()
    form.form_errors = [str(refusal)]
    return pairs.page(both, blueprint.wanted(both.purpose), form), refusal.status
