"""What invented investors and projects say of money beside the columns of the table."""

from __future__ import annotations

from random import Random

from sqlalchemy import select

from pin_app.db import db
from pin_app.profiles.models import ANSWERS, HORIZONS, STAGES, InvestmentTerms, Profile


def fill() -> None:
    """Let them say for how long, with whom, and how far the project is; some leave an answer out."""
    stated = select(InvestmentTerms).join(Profile).where(Profile.demo).order_by(InvestmentTerms.profile_id)
    for place, terms in enumerate(db.session.scalars(stated)):
        dice = Random(place)  # noqa: S311 -- an invented network, the same each time
        terms.horizon = dice.choice(("", *HORIZONS))
        terms.co_invest = dice.choice(("", *ANSWERS))
        if terms.direction == "seek":
            terms.stage = dice.choice(STAGES)
    db.session.flush()
