"""The table of goods at risk, kept by staff."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.claims.models import RiskGood
from pin_app.db import db
from pin_app.profiles.models import Profile
from tests.claims.test_gating import good
from tests.factories.people import signed_in
from tests.inspector import Inspector

TYPED = {
    "country": "PK", "name_en": "Footballs", "hazards": ["child_labour"], "sectors": "32.30, 3240",
    "source": "A report of a union", "year": "2024",
}  # fmt: skip


def test_staff_add_change_retire_and_restore_a_good(client: Inspector, staff: User) -> None:
    signed_in(client, staff)
    client.get("/risks/new")
    client.post("/risks/new", TYPED)
    made = db.session.scalars(select(RiskGood)).one()
    assert (made.sectors, made.year) == (["32.30", "32.40"], 2024)
    client.get(f"/risks/{made.id}")
    client.post(f"/risks/{made.id}", TYPED | {"year": "2025"})
    client.post(f"/risks/{made.id}/retire", {"retire-why": "No longer on the list"})
    client.get("/risks")
    assert "no longer counts" in client.words
    client.post(f"/risks/{made.id}/restore")
    acts = select(AuditEntry.action).where(AuditEntry.action.startswith("risk.")).order_by(AuditEntry.id)
    assert db.session.scalars(acts).all() == ["risk.added", "risk.changed", "risk.retired", "risk.restored"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"sectors": "99.99"}, {"sectors": "C"}, {"sectors": ""}, {"year": "1999"}, {"year": "9" * 20},
        {"hazards": ["none"]}, {"country": "XX"}, {"name_en": ""}, {"source": "\x00"}, {"name_en": "x" * 121},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(client: Inspector, staff: User, wrong: dict[str, Any]) -> None:
    signed_in(client, staff)
    client.get("/risks/new")
    client.post("/risks/new", TYPED | wrong, status=422)
    assert db.session.scalars(select(RiskGood)).all() == []


def test_the_same_good_twice_is_refused(client: Inspector, staff: User) -> None:
    good(name_en="Footballs", source="A report of a union", year=2024)
    signed_in(client, staff)
    client.get("/risks/new")
    client.post("/risks/new", TYPED, status=422)
    assert "in the table already" in client.words


def test_the_migration_brings_the_nine_goods_of_2016(tmp_path: Any) -> None:
    from sqlalchemy import create_engine, text  # noqa: PLC0415

    from pin_app import schema  # noqa: PLC0415

    url = f"sqlite:///{tmp_path / 'goods.sqlite3'}"
    schema.upgrade(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name_en, year, country FROM risk_goods ORDER BY 1")).all()
    engine.dispose()
    assert [row[0] for row in rows] == [
        "Bricks", "Carpets", "Coal", "Cotton", "Glass bangles", "Leather", "Sugarcane",
        "Surgical instruments", "Wheat",
    ]  # fmt: skip
    assert {row[1:] for row in rows} == {(2016, "PK")}


def test_staff_see_goods_at_risk_and_visitors_do_not(client: Inspector, staff: User, firm: Profile) -> None:
    good()
    client.get(f"/p/{firm.public_id}")
    assert "Surgical instruments:" not in client.words
    signed_in(client, staff)
    client.get(f"/p/{firm.public_id}")
    assert "Only staff see this: goods at risk" in client.words
    assert "Source: A list, 2016" in client.words
