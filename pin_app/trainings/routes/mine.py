"""A person's own trainings: the dates, at which sessions they were, and what is still missing."""

from __future__ import annotations

from flask import render_template

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import now
from pin_app.trainings import records
from pin_app.trainings.routes.blueprint import bp


@bp.get("/trainings/mine")
@policy(is_signed_in)
def mine() -> str:
    """List the series in which the person takes or took part."""
    return render_template("trainings/mine.html", records=records.of_user(me(), now()))
