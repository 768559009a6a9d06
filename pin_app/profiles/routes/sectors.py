"""Finding a sector: suggestions while one types, and the classification as a tree."""

from __future__ import annotations

from flask import abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from pin_app import sectors
from pin_app.access import is_anyone, policy
from pin_app.profiles.routes.blueprint import bp
from pin_app.security import client_network, limit


@bp.get("/sectors")
@policy(is_anyone)
def find_sectors() -> ResponseReturnValue:
    """Answer words or a code, or a whole statement as `text`, with sectors in the reader's language."""
    limit("sectors", client_network(), "240 per minute")
    said = request.args.get("text", "")
    found = sectors.suggest(said) if said else sectors.find(request.args.get("q", ""))
    return jsonify([option._asdict() for option in found])


@bp.get("/sectors/tree")
@policy(is_anyone)
def sector_tree() -> str:
    """Show the sections, or what lies under one sector."""
    code = request.args.get("of", "")
    known = sectors.canonical(code) if code else ""
    if code and not known:
        abort(404)
    return render_template(
        "profiles/sector_tree.html", above=sectors.trail(known), below=sectors.below(known)
    )
