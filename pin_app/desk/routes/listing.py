"""The list of pairs, and what waits today."""

from __future__ import annotations

from dataclasses import replace

from flask import get_template_attribute, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from pin_app import memory
from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.desk import forms, words
from pin_app.desk.queries import figures, lists, own
from pin_app.desk.queries.wanted import FACETS, Wanted
from pin_app.desk.routes import blueprint, undoing
from pin_app.desk.routes.blueprint import bp, today
from pin_app.i18n import language

OPTIONS, OPTIONS_SECONDS = "pin.desk.options", 60


@bp.get("/desk")
@policy(is_staff)
def index() -> str:
    """Show the pairs that were asked for, the best or the least served first."""
    wanted = blueprint.wanted()
    found = lists.page(wanted, today())
    return render_template(
        "desk/index.html",
        wanted=wanted,
        found=found,
        after=forms.told(found.next),
        arguments=wanted.arguments(),
        options=_options(wanted),
        views=own.views(me()),
        waiting=figures.waiting(),
        built=bool(found.pairs) or lists.is_built(),
        undo=undoing.just_decided(),
        keys=blueprint.has_shortcuts(),
    )


@bp.get("/desk/first")
@policy(is_staff)
def first() -> ResponseReturnValue:
    """Open the first pair of what was asked for, the list where there is none."""
    wanted = replace(blueprint.wanted(), after=None)
    found = lists.first_after(wanted, today())
    if found is None:
        return redirect(url_for("desk.index", **wanted.arguments()))
    return redirect(
        blueprint.address_of(found.pair.purpose, found.low.public_id, found.high.public_id, wanted)
    )


def _options(wanted: Wanted) -> dict[str, Markup]:
    """The values that can be chosen, as HTML made once a minute, with the chosen one marked."""
    made = memory.kept(OPTIONS, language(), OPTIONS_SECONDS, _made)
    return {facet: _chosen(html, wanted.facets.get(facet)) for facet, html in made.items()}


def _made() -> dict[str, Markup]:
    make = get_template_attribute("directory/_options.html", "options")
    groups = words.choices(lists.counts())
    return {facet: make(groups[facet]) for facet in FACETS if groups.get(facet)}


def _chosen(html: Markup, value: str | None) -> Markup:
    mark = Markup('value="{}"').format(value)
    return html.replace(mark, mark + Markup(" selected"), 1) if value else html
