"""Invented investors and projects say in full what they would do."""

from __future__ import annotations

from flask import Flask

from pin_app.db import db
from pin_app.demo import money, services
from pin_app.profiles.models import InvestmentTerms


def test_projects_say_how_far_they_are_and_it_is_the_same_each_time(app: Flask) -> None:
    services.fill(60)
    said = []
    for _ in range(2):
        money.fill()
        rows = db.session.query(InvestmentTerms).order_by(InvestmentTerms.profile_id).all()
        said.append([(row.direction, row.horizon, row.co_invest, row.stage) for row in rows])
    assert said[0] == said[1]
    assert {direction for direction, _, _, stage in said[0] if stage} == {"seek"}
