"""The audit trail, to read and to check; nothing here changes it."""

from __future__ import annotations

from flask import render_template, request

from pin_app.access import is_administrator, policy
from pin_app.admin import queries
from pin_app.admin.forms import TrailFilter
from pin_app.admin.routes.blueprint import bp, page_of
from pin_app.audit import queries as trail
from pin_app.audit.services import check_chain


@bp.get("/audit")
@policy(is_administrator)
def audit() -> str:
    """List sensitive acts, the newest first."""
    form = TrailFilter(request.args)
    actors = queries.numbers_of(form.actor.data)
    entries = page_of(trail.newest(form.action.data, actors, form.subject_parts, form.starts, form.ends))
    names = queries.names_of({entry.actor_id for entry in entries.items if entry.actor_id})
    return render_template("admin/audit.html", form=form, entries=entries, names=names)


@bp.get("/audit/check")
@policy(is_administrator)
def check_audit() -> str:
    """Walk the whole chain and say whether it is whole; a read, so that nobody has to wait meanwhile."""
    return render_template("admin/audit_check.html", found=check_chain())
