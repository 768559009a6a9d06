"""A pair: both sides beside each other, what is known, and what can be decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import render_template

from pin_app.access import is_staff, policy
from pin_app.claims import queries as claims
from pin_app.claims import words as claim_words
from pin_app.claims.services import flags_of
from pin_app.desk import forms
from pin_app.desk.queries import figures, lists, obstacles, one
from pin_app.desk.queries.wanted import Wanted
from pin_app.desk.routes import blueprint, undoing
from pin_app.desk.routes.blueprint import PAIR, address_of, both_of, bp, today
from pin_app.desk.services.decisions import Both
from pin_app.forms import Form
from pin_app.introductions import gates
from pin_app.introductions.contacts import language_of
from pin_app.introductions.services.drafting import draft
from pin_app.profiles import queries as profiles
from pin_app.profiles.forms.parts import choices

FORTNIGHT = timedelta(days=14)


@bp.get(PAIR)
@policy(is_staff)
def pair(purpose: str, low: str, high: str) -> str:
    """Show two profiles beside each other."""
    return page(both_of(purpose, low, high), blueprint.wanted(purpose))


def page(both: Both, wanted: Wanted, form: Form | None = None) -> str:
    """Return the page of a pair; `form` is one that was refused, with what was typed."""
    known = one.known(both.purpose, both.low, both.high)
    rooms = {side.id: obstacles.room_of(side) for side in (both.low, both.high)}
    ids = [both.low.id, both.high.id]
    following = lists.first_after(forms.behind(wanted, known.pair), today())
    return render_template(
        "desk/pair.html",
        both=both, known=known, rooms=rooms, wanted=wanted, arguments=wanted.arguments(),
        stated=profiles.statements_of_many(ids), terms=profiles.terms_of_many(ids),
        against=obstacles.found(known, (both.low, both.high), rooms, today()),
        rungs=claims.rungs_of_many(ids), flags=flags_of([both.low, both.high]), claim_words=claim_words,
        problems=gates.problems(both.low, both.high, both.purpose),
        version=known.decision.version if known.decision else 0,
        following=following, next_url=_address(following, wanted), undo=undoing.just_decided(),
        colleagues=figures.colleagues(), keys=blueprint.has_shortcuts(), language_of=language_of,
        form=form, forms=_forms(both, known, form),
    )  # fmt: skip


def _forms(both: Both, known: one.Known, refused: Form | None) -> dict[str, Any]:
    """The forms of the page, each as it would be filled by default; the refused one as it was typed."""
    found: dict[str, Any] = {
        "propose": proposal(both, known),
        "postpone": forms.PostponeForm(formdata=None, until=today() + FORTNIGHT),
        "reject": forms.RejectForm(formdata=None),
        "note": forms.NoteForm(formdata=None),
    }
    for name, one_form in found.items():
        if type(refused) is type(one_form):
            found[name] = refused
    return found


def proposal(both: Both, known: one.Known) -> forms.ProposeForm:
    """Return the form to propose with drafts in each side's language, and the side to ask first."""
    return with_sides(
        forms.ProposeForm(
            formdata=None,
            first=_who_first(both, known),
            low_reads=draft(both.low, both.high),
            high_reads=draft(both.high, both.low),
        ),
        both,
    )


def with_sides(form: forms.ProposeForm, both: Both) -> forms.ProposeForm:
    """Name the two sides in the form."""
    form.first.choices = choices({"low": both.low.name, "high": both.high.name})
    return form


def _who_first(both: Both, known: one.Known) -> str:
    """Ask who is interested first: the other is not bothered for nothing; else who was asked less often."""
    said = {number: word.verdict == "interested" for number, word in known.verdicts.items()}
    low, high = said.get(both.low.id, False), said.get(both.high.id, False)
    if low != high:
        return "low" if low else "high"
    return "high" if len(known.others[both.high.id]) < len(known.others[both.low.id]) else "low"


def _address(listed: lists.Listed | None, wanted: Wanted) -> str:
    if listed is None:
        return ""
    return address_of(listed.pair.purpose, listed.low.public_id, listed.high.public_id, wanted)
