"""A real list of 910 companies that nobody here wrote; it is not part of the repository."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.db import db
from pin_app.exchange import reports, services
from pin_app.exchange.reading import Table, read
from pin_app.profiles.models import Profile


@pytest.fixture
def table(repository: Path) -> Table:
    file = repository.parent / "shared" / "data" / "real_import.csv"
    if not file.is_file():
        pytest.skip("the real list of companies is not on this machine")
    return read(file.read_bytes())


def test_it_comes_in_with_a_full_report_and_twice_is_once(app: Flask, table: Table) -> None:
    report = services.import_table(table)
    db.session.commit()
    assert (len(report.rows), report.created, report.refused) == (910, 910, 0)
    assert len(list(reports.lines(report.rows))) == 911
    assert {doubt.told.code for row in report.rows for doubt in row.doubts} == {"exchange.same_name_as_row"}
    assert services.import_table(table).count("unchanged") == 910


def test_its_firms_are_matched_and_stand_in_no_directory(app: Flask, table: Table) -> None:
    services.import_table(table)
    found = db.session.execute(select(Profile.country, Profile.matchable, Profile.listed))
    assert Counter(map(tuple, found)) == {("PK", True, False): 542, ("IT", True, False): 368}
