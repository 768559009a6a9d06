"""Staff: what came of an introduction, from the two answers, with documents."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app import slots
from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.documents.filing import Received, throw_away
from pin_app.errors import PinError
from pin_app.introductions import queries as introductions
from pin_app.introductions.models import Introduction
from pin_app.outcomes import queries, services, words
from pin_app.outcomes.comparing import differences
from pin_app.outcomes.forms import OutcomeForm, agreed, months_of, told
from pin_app.outcomes.models import MONTHS, FollowUp
from pin_app.outcomes.routes.blueprint import bp

Answers = dict[int, dict[str, FollowUp]]


@bp.route("/introductions/<public_id>/outcome", methods=["GET", "POST"])
@policy(is_staff)
def outcome(public_id: str) -> ResponseReturnValue:
    """Show the two answers beside the form, or keep what staff hold to have come of it."""
    if request.method == "GET":
        introduction = _found(public_id)
        return _page(introduction, _empty(introduction))
    form = OutcomeForm()
    received, problem = _received(form)
    introduction = _found(public_id)
    if problem is not None:
        form.validate()
        form.document.refuse(problem)
        return _page(introduction, form), 422
    if not form.validate():
        if received is not None:
            throw_away(received)
        return _page(introduction, form), 422
    months = months_of(form.months.data) or MONTHS[0]
    kept = services.record_outcome(introduction, months, me(), form.result.data, form.values())
    if received is not None:
        services.attach(kept, received, form.document.data.filename or "", me())
    db.session.commit()
    flash(_("The outcome is recorded."), "success")
    return redirect(url_for("introductions.for_staff", public_id=public_id))


def on_introduction(introduction: Introduction) -> dict[str, Any] | None:
    """Return what the page for staff shows: both answers by months, and what was recorded."""
    if introduction.introduced_at is None:
        return None
    answers, kept = _answers(introduction), queries.outcomes_of(introduction)
    rows = [
        (months, answers.get(months, {}), kept.get(months), _differ(answers.get(months, {})))
        for months in MONTHS
        if months in answers or months in kept
    ]
    documents = {months: services.documents_of(row) for months, row in kept.items()}
    return {"introduction": introduction, "rows": rows, "documents": documents, "results": words}


def _found(public_id: str) -> Introduction:
    found = introductions.by_public_id(public_id)
    if found is None or found.introduced_at is None:
        abort(404)
    return found


def _received(form: OutcomeForm) -> tuple[Received | None, PinError | None]:
    """Check the document before the store is asked for its lock: it takes a second."""
    file = form.document.data
    if not file or not file.filename:
        return None, None
    db.session.rollback()
    try:
        return services.receive(file.stream), None
    except PinError as refusal:
        return None, refusal


def _empty(introduction: Introduction) -> OutcomeForm:
    """Return the form as the answers, or what was recorded before, would fill it."""
    months = months_of(request.args.get("months")) or _newest(introduction)
    kept, answers = queries.outcomes_of(introduction).get(months), _answers(introduction).get(months, {})
    data = told(kept) if kept else agreed(answers.get("first"), answers.get("second"))
    return OutcomeForm(data=data | {"months": str(months)})


def _newest(introduction: Introduction) -> int:
    return max(_answers(introduction), default=MONTHS[0])


def _answers(introduction: Introduction) -> Answers:
    found: Answers = {}
    for row in queries.of_introduction(introduction):
        found.setdefault(row.months, {})[row.side] = row
    return found


def _differ(answers: dict[str, FollowUp]) -> list[str]:
    return differences(answers.get("first"), answers.get("second"))


def _page(introduction: Introduction, form: OutcomeForm) -> str:
    months = months_of(form.months.data) or MONTHS[0]
    answers = _answers(introduction).get(months, {})
    kept = queries.outcomes_of(introduction).get(months)
    return render_template(
        "outcomes/outcome.html",
        introduction=introduction,
        months=months,
        every=MONTHS,
        answers=answers,
        differ=_differ(answers),
        kept=kept,
        documents=services.documents_of(kept) if kept else [],
        form=form,
    )


slots.fill(bp, "introduction_staff", "outcomes/_for_staff.html", on_introduction)
