"""Taking a blank sheet and filling it in; no page here notes who comes, when, or from where."""

from __future__ import annotations

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.i18n import language, speak
from pin_app.trainings import services
from pin_app.trainings.forms import SheetForm
from pin_app.trainings.models import Evaluation
from pin_app.trainings.routes.blueprint import bp

UNNAMED = ("take", "do_take", "sheet", "do_sheet", "thanks")


@bp.before_request
def _leave_no_address() -> None:
    """Keep the sender out of the log, as the pages promise."""
    g.unnamed = (request.endpoint or "").removeprefix("trainings.") in UNNAMED


@bp.after_request
def _in_no_cache(answer: Response) -> Response:
    if g.get("unnamed"):
        answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/evaluations/take/<token>")
@policy(is_anyone)
def take(token: str) -> ResponseReturnValue:
    """Explain what happens, with the button that hands out a sheet; opening the page does nothing."""
    found = services.invited(token)
    if found is None:
        return _over()
    speak(found[1].language)
    return render_template("trainings/take.html", evaluation=found[0], token=token)


@bp.post("/evaluations/take/<token>")
@policy(is_anyone)
def do_take(token: str) -> ResponseReturnValue:
    """Hand out a blank sheet; its address is told here and kept nowhere."""
    found = services.invited(token)
    if found is None:
        return _over()
    sheet = services.hand_out(*found)
    speak(found[1].language)
    db.session.commit()
    return redirect(url_for("trainings.sheet", token=sheet, lang=language()))


@bp.get("/evaluations/<token>")
@policy(is_anyone)
def sheet(token: str) -> ResponseReturnValue:
    """Show the questions."""
    evaluation = services.evaluation_of_sheet(token)
    return _over() if evaluation is None else _page(evaluation, token, SheetForm())


@bp.post("/evaluations/<token>")
@policy(is_anyone)
def do_sheet(token: str) -> ResponseReturnValue:
    """Take the answers."""
    evaluation, form = services.evaluation_of_sheet(token), SheetForm()
    if evaluation is None:
        return _over()
    if not form.validate():
        return _page(evaluation, token, form), 422
    try:
        services.answer(token, form.values())
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return _over()
    return redirect(url_for("trainings.thanks"))


@bp.get("/evaluations/thanks")
@policy(is_anyone)
def thanks() -> str:
    """Thank for an answer, on a page that is the same for everybody."""
    return render_template("trainings/thanks.html")


def _page(evaluation: Evaluation, token: str, form: SheetForm) -> str:
    return render_template("trainings/sheet.html", evaluation=evaluation, token=token, form=form)


def _over() -> ResponseReturnValue:
    return render_template("trainings/sheet_over.html"), 410
