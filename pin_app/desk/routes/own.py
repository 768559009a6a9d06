"""Notes for colleagues, a colleague's own views, and whether single keys are shortcuts."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.desk import forms
from pin_app.desk.queries import one, own
from pin_app.desk.routes import blueprint
from pin_app.desk.routes import pair as pairs
from pin_app.desk.routes.blueprint import PAIR, address_of, both_of, bp
from pin_app.desk.services import keeping
from pin_app.security import safe_next

NUMBER = "<int(max=2147483647):number>"


@bp.post(f"{PAIR}/note")
@policy(is_staff)
def write_note(purpose: str, low: str, high: str) -> ResponseReturnValue:
    """Keep a note on the two."""
    both, form = both_of(purpose, low, high), forms.NoteForm()
    wanted = blueprint.wanted(purpose)
    if not form.validate():
        return pairs.page(both, wanted, form), 422
    keeping.write_note(both, form.text.data, me())
    db.session.commit()
    flash(_("The note is kept. Only ISCOS staff read it."), "success")
    return redirect(address_of(purpose, both.low.public_id, both.high.public_id, wanted))


@bp.post(f"/desk/notes/{NUMBER}/delete")
@policy(is_staff)
def delete_note(number: int) -> ResponseReturnValue:
    """Take one's own note away."""
    keeping.delete_note(one.note(number) or abort(404), me())
    db.session.commit()
    flash(_("The note is deleted."), "success")
    return redirect(safe_next(request.form.get("next"), url_for("desk.index")))


@bp.post("/desk/views")
@policy(is_staff)
def save_view() -> ResponseReturnValue:
    """Keep what the list asks for under a name."""
    form = forms.ViewForm()
    if not form.validate():
        flash(_("Give the view a name of up to 60 characters."), "error")
        return redirect(url_for("desk.index"))
    asked = forms.read(dict(parse_qsl(form.arguments.data or "")), me().id)
    keeping.save_view(me(), form.name.data, asked.arguments())
    db.session.commit()
    flash(_("The view is kept."), "success")
    return redirect(url_for("desk.index", **asked.arguments()))


@bp.post(f"/desk/views/{NUMBER}/delete")
@policy(is_staff)
def delete_view(number: int) -> ResponseReturnValue:
    """Forget one of one's own views."""
    keeping.delete_view(own.view(me(), number) or abort(404))
    db.session.commit()
    flash(_("The view is deleted."), "success")
    return redirect(url_for("desk.index"))


@bp.post("/desk/shortcuts")
@policy(is_staff)
def shortcuts() -> ResponseReturnValue:
    """Switch single keys on or off."""
    keeping.choose_shortcuts(me(), request.form.get("on") == "1")
    db.session.commit()
    return redirect(safe_next(request.form.get("next"), url_for("desk.index")))
