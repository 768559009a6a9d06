"""Rooms above fill places on the pages of rooms below."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Blueprint, Flask
from jinja2 import DictLoader

from pin_app import slots


@pytest.fixture
def house() -> Flask:
    app = Flask("house")
    app.jinja_loader = DictLoader({"part.html": "<b>{{ word }}</b>"})
    slots.init_app(app)
    return app


def part(word: str, shown: bool = True) -> dict[str, Any] | None:
    return {"word": word} if shown else None


def test_room_fills_a_place(house: Flask) -> None:
    bp = Blueprint("above", "above")
    slots.fill(bp, "profile", "part.html", part)
    house.register_blueprint(bp)
    with house.app_context():
        assert slots.slot("profile", word="<hi>") == "<b>&lt;hi&gt;</b>"


def test_part_that_knows_nothing_is_not_shown(house: Flask) -> None:
    bp = Blueprint("above", "above")
    slots.fill(bp, "profile", "part.html", part)
    house.register_blueprint(bp)
    with house.app_context():
        assert slots.slot("profile", word="hi", shown=False) == ""


def test_place_that_nobody_fills_is_empty(house: Flask) -> None:
    with house.app_context():
        assert slots.slot("profile", word="hi") == ""
