"""The board of introductions in progress."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.desk.queries import board as boards
from pin_app.desk.queries import figures
from pin_app.desk.queries.board import Asked
from pin_app.desk.routes.blueprint import bp
from pin_app.matches.models import PURPOSES
from pin_app.typed import whole_number


@bp.get("/desk/board")
@policy(is_staff)
def board() -> str:
    """Show introductions by what they wait for; requests by members come first."""
    asked = _asked()
    rows, found = boards.page(asked)
    return render_template(
        "desk/board.html",
        asked=asked,
        rows=rows,
        found=found,
        counts=boards.counts(asked),
        waiting=figures.waiting(),
        arguments=asked.arguments(),
    )


def _asked() -> Asked:
    given: Any = request.args
    view, purpose, page = (given.get(name, "")[:20] for name in ("view", "purpose", "page"))
    number = whole_number(page, 4) or 1
    return Asked(
        view=view if view in boards.VIEWS else "requests",
        mine=given.get("mine") == "1",
        purpose=purpose if purpose in PURPOSES else "",
        person_id=me().id,
        page=min(max(number, 1), boards.MOST_PAGES),
    )
