"""Administrators read the trail and check it; nobody can change it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import delete

from pin_app.audit.models import AuditEntry
from pin_app.audit.services import record
from pin_app.db import db
from tests.admin.conftest import Enter, MakePerson


def test_rows_are_found_by_act_actor_subject_and_day(enter: Enter, make_person: MakePerson) -> None:
    visitor = enter()
    ann = make_person(name="Ann Rana", email="ann@x.example")
    record("profile.published", AuditEntry(id=77), actor=AuditEntry(id=ann), note="the-fact")
    db.session.commit()
    for query, shown in [
        ("", True), ("action=profile.published", True), ("action=other", False), ("actor=rana", True),
        ("actor=ann@x", True), ("actor=nobody", False), ("subject=AuditEntry 77", True),
        ("subject=AuditEntry", True),
        ("subject=AuditEntry 78", False), ("since=2020-01-01", True), ("until=2020-01-01", False),
        ("since=2020-01-01&until=9999-12-31", True),
    ]:  # fmt: skip
        visitor.get(f"/admin/audit?{query}")
        assert ("the-fact" in visitor.words) is shown, query


def test_line_breaks_and_escapes_in_facts_do_not_reach_the_page(enter: Enter) -> None:
    record("profile.published", None, note="a\r\nb\x1b[31m\x00<script>alert(1)</script>")
    db.session.commit()
    answer = enter().get("/admin/audit").get_data(as_text=True)
    assert "a b[31m&lt;script&gt;" in answer


def test_the_check_says_whether_the_trail_is_whole(app: Flask, enter: Enter) -> None:
    visitor = enter()
    numbers = [record("profile.published").id for _ in range(3)]
    db.session.commit()
    visitor.get("/admin/audit/check")
    assert "Yes." in visitor.words
    db.session.execute(delete(AuditEntry).where(AuditEntry.id == numbers[1]))
    db.session.commit()
    visitor.get("/admin/audit/check")
    assert f"At row {numbers[2]}" in visitor.words
    db.session.execute(delete(AuditEntry).where(AuditEntry.id >= numbers[1]))
    db.session.commit()
    visitor.get("/admin/audit/check")
    assert "Rows are missing at the end" in visitor.words


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_page_changes_the_trail(app: Flask, enter: Enter, method: str) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin/audit")]
    assert rules
    assert not [rule for rule in rules if method in (rule.methods or ())]
