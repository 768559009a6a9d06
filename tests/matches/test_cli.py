"""`pin match`: everybody at once, with figures and a file."""

from __future__ import annotations

import csv
from pathlib import Path

from click.testing import CliRunner
from flask import Flask

from pin_app.db import db
from pin_app.matches.cli import match
from tests.directory.network import profile


def run(app: Flask, *arguments: str) -> str:
    """What the command prints; it must end well."""
    db.session.commit()
    answer = CliRunner().invoke(match, arguments, obj=app)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_figures_and_a_row_for_each_suggestion_and_for_who_has_none(app: Flask, tmp_path: Path) -> None:
    profile("Milan Clinic", needs=[("buy", "surgical instruments")])
    profile("=Sialkot", "pakistani_firm", offers=[("sell", "surgical instruments")], external_id="PK-1")
    profile("Alone", "investor", offers=[("invest", "money")])
    told = run(app, "--out", str(tmp_path / "all.csv"))
    assert "business: 3 parties" in told and "2 with suggestions, 1 without" in told
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not (tmp_path / "all.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    business = {row["profile_name"]: row for row in rows if row["purpose"] == "business"}
    assert business["Milan Clinic"]["partner"] == "PK-1"
    assert business["Milan Clinic"]["partner_name"] == "'=Sialkot"  # a spreadsheet would calculate it
    assert "They offer something that you look for." in business["Milan Clinic"]["sentence"]
    assert business["Alone"]["sentence"] == "As an investor you find your partners under Investment."


def test_one_purpose_leaves_the_other_alone(app: Flask) -> None:
    profile("Milan Clinic", needs=[("buy", "surgical instruments")])
    assert "business" not in run(app, "--purpose", "investment")
