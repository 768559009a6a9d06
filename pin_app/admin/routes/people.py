"""Accounts: who may what, and who may nothing any more."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app.access import is_administrator, policy
from pin_app.accounts.models import User
from pin_app.admin import queries, services
from pin_app.admin.forms import DeactivateForm, PeopleFilter, RoleForm
from pin_app.admin.routes.blueprint import NUMBER, bp, found_or_404, page_of
from pin_app.audit.services import record
from pin_app.db import db, writing
from pin_app.mail.queries import bouncing_address


@bp.get("/people")
@policy(is_administrator)
def people() -> str:
    """List accounts, the newest first; what was shown is noted in the trail."""
    form = PeopleFilter(request.args)
    with writing():
        found = page_of(queries.people(form.search.data, form.role.data, form.state.data))
        record("people.listed", search=form.search.data, shown=[person.id for person in found.items])
        page = render_template("admin/people.html", form=form, people=found)
        db.session.commit()
    return page


@bp.get(f"/people/{NUMBER}")
@policy(is_administrator)
def person(number: int) -> str:
    """Show one account with what can be done to it."""
    with writing():
        found = found_or_404(User, number)
        record("person.read", found)
        page = _person(found, RoleForm(role=found.role))
        db.session.commit()
    return page


@bp.post(f"/people/{NUMBER}/role")
@policy(is_administrator)
def change_role(number: int) -> ResponseReturnValue:
    """Give somebody else another role."""
    found, form = found_or_404(User, number), RoleForm()
    if not form.validate_on_submit():
        return _person(found, form), 422
    services.change_role(found, form.role.data, by=current_user)
    db.session.commit()
    flash(_("The role is changed and counts at once."), "success")
    return redirect(url_for("admin.person", number=number))


@bp.route(f"/people/{NUMBER}/deactivate", methods=["GET", "POST"])
@policy(is_administrator)
def deactivate(number: int) -> ResponseReturnValue:
    """Ask first, then close somebody else's account."""
    found, form = found_or_404(User, number), DeactivateForm()
    if form.validate_on_submit():
        services.deactivate(found, by=current_user, reason=form.reason.data)
        db.session.commit()
        flash(_("The account is closed. The person is signed out everywhere."), "success")
        return redirect(url_for("admin.person", number=number))
    page = render_template("admin/deactivate.html", found=found, form=form)
    return page, 422 if form.errors else 200


@bp.post(f"/people/{NUMBER}/reactivate")
@policy(is_administrator)
def reactivate(number: int) -> ResponseReturnValue:
    """Open a closed account again."""
    services.reactivate(found_or_404(User, number), by=current_user)
    db.session.commit()
    flash(_("The account is open again. The person can sign in."), "success")
    return redirect(url_for("admin.person", number=number))


def _person(found: User, form: RoleForm) -> str:
    return render_template(
        "admin/person.html",
        found=found,
        form=form,
        oneself=found.id == current_user.id,
        bounced=bouncing_address(found.email),
    )
