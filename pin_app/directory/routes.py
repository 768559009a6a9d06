"""The directory's page."""

from __future__ import annotations

from flask import Blueprint, get_template_attribute, render_template, request
from markupsafe import Markup

from pin_app.access import is_anyone, policy
from pin_app.directory import forms, meaning, queries, words
from pin_app.i18n import language
from pin_app.security import client_network, limit

bp = Blueprint("directory", __name__)
MOST_SEARCHES = "240 per minute"  # a class behind one address searches undisturbed; a program does not


@bp.get("/directory")
@policy(is_anyone)
def index() -> str:
    """Show the profiles that fit some words and values, 25 on a page."""
    wanted = forms.read(request.args)
    if wanted.words:
        limit("directory.search", client_network(), MOST_SEARCHES)
    found = queries.find(wanted)
    close = meaning.close(wanted, found) if wanted.words else []
    options = {facet: _chosen(html, wanted.facets.get(facet)) for facet, html in _options().items()}
    return render_template(
        "directory/index.html", wanted=wanted, found=found, close=close, options=options, words=words
    )


def _options() -> dict[str, Markup]:
    """The lists of values as HTML, made once a minute for each language: they are long and seldom change."""
    return queries.kept(f"options.{language()}", _made_options)


def _made_options() -> dict[str, Markup]:
    make = get_template_attribute("directory/_options.html", "options")
    return {facet: make(groups) for facet, groups in words.choices(queries.counts()).items() if groups}


def _chosen(html: Markup, value: str | None) -> Markup:
    mark = Markup('value="{}"').format(value)
    return html.replace(mark, mark + Markup(" selected"), 1) if value else html
