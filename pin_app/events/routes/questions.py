"""The questions of the form, as organisers write them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pin_app.access import is_organiser, policy
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import asking, queries, services
from pin_app.events.forms import QuestionForm
from pin_app.events.models import QUESTION_KINDS, Event, Question
from pin_app.events.routes.blueprint import bp, event_or_404

QUESTIONS = "/events/<public_id>/manage/questions"
ONE = f"{QUESTIONS}/<question_id>"


@bp.get(QUESTIONS)
@policy(is_organiser)
def questions(public_id: str) -> str:
    """Show the questions in their order, and the kinds that can be added."""
    event = event_or_404(public_id)
    found = queries.questions_of(event, retired=True)
    asked = [question for question in found if question.retired_at is None]
    retired = [question for question in found if question.retired_at is not None]
    return render_template("events/questions.html", event=event, asked=asked, retired=retired)


@bp.route(f"{QUESTIONS}/new/<kind>", methods=["GET", "POST"])
@policy(is_organiser)
def new_question(public_id: str, kind: str) -> ResponseReturnValue:
    """Put a question of a kind on the form."""
    event = event_or_404(public_id)
    if kind not in QUESTION_KINDS:
        abort(404)
    form = QuestionForm(event, kind)
    if request.method == "POST" and form.validate():
        try:
            services.add_question(event, kind, form.values())
            db.session.commit()
            flash(_("The question is on the form."), "success")
            return _back(event)
        except PinError as refusal:
            db.session.rollback()
            form.refuse(refusal)
    return _page(event, form)


@bp.route(ONE, methods=["GET", "POST"])
@policy(is_organiser)
def change_question(public_id: str, question_id: str) -> ResponseReturnValue:
    """Change one question."""
    event, question = _one(public_id, question_id)
    form = QuestionForm(event, question.kind, question)
    if request.method == "POST" and form.validate():
        try:
            after = services.change_question(event, question, form.values())
            db.session.commit()
            flash(_("Saved.") if after is question else _succeeded(), "success")
            return _back(event)
        except PinError as refusal:
            db.session.rollback()
            form.refuse(refusal)
    return _page(event, form, question)


@bp.post(f"{ONE}/move")
@policy(is_organiser)
def move_question(public_id: str, question_id: str) -> ResponseReturnValue:
    """Move a question up or down."""
    event, question = _one(public_id, question_id)
    services.move_question(event, question, -1 if request.form.get("way") == "up" else 1)
    db.session.commit()
    return redirect(url_for("events.questions", public_id=event.public_id, _anchor=f"q-{question_id}"))


@bp.post(f"{ONE}/remove")
@policy(is_organiser)
def remove_question(public_id: str, question_id: str) -> ResponseReturnValue:
    """Ask a question no longer."""
    event, question = _one(public_id, question_id)
    kept = services.remove_question(event, question)
    db.session.commit()
    flash(_("It is no longer asked. Answers stay in the list.") if kept else _("Removed."), "success")
    return _back(event)


def _one(public_id: str, question_id: str) -> tuple[Event, Question]:
    event = event_or_404(public_id)
    question = queries.question_of(event, question_id)
    if question is None:
        abort(404)
    return event, question


def _page(event: Event, form: QuestionForm, question: Question | None = None) -> ResponseReturnValue:
    """Show the form, with status 422 where something is wrong with what was sent."""
    agreed = question is not None and asking.is_agreed(question)
    page = render_template("events/question.html", event=event, form=form, question=question, agreed=agreed)
    return (page, 422) if request.method == "POST" else page


def _succeeded() -> str:
    return str(_("Saved as a new question. The old words stay with those who agreed to them."))


def _back(event: Event) -> Response:
    return redirect(url_for("events.questions", public_id=event.public_id))
