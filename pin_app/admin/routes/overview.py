"""How PIN is doing."""

from flask import current_app, render_template

from pin_app.access import is_administrator, policy
from pin_app.admin import queries
from pin_app.admin.routes.blueprint import bp


@bp.get("/")
@policy(is_administrator)
def index() -> str:
    """Counts, queue, mails, last computations of matches, store and disk."""
    return render_template(
        "admin/index.html",
        figures=queries.figures(),
        runs=queries.last_match_runs(),
        machine=queries.machine(current_app._get_current_object()),  # type: ignore[attr-defined]
    )
