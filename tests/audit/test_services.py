"""The trail keeps every act once, in order, and shows when somebody has been at it."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import delete, text, update

from pin_app.audit.models import AuditEntry
from pin_app.audit.services import END, check_chain, digest, record
from pin_app.db import db
from pin_app.site import state


@pytest.fixture
def rows(app: Flask) -> list[int]:
    """Five rows of a trail, committed."""
    numbers = [record("profile.published", None, reason=f"reason {n}").id for n in range(5)]
    db.session.commit()
    return numbers


def test_an_empty_trail_is_whole(app: Flask) -> None:
    assert (check_chain().rows, check_chain().is_whole) == (0, True)


def test_an_untouched_trail_is_whole(rows: list[int]) -> None:
    assert (check_chain().rows, check_chain().is_whole) == (5, True)


@pytest.mark.parametrize(
    "change",
    [
        {"action": "profile.withdrawn"}, {"actor_id": 7}, {"subject_type": "User"}, {"subject_id": "9"},
        {"facts": {"reason": "another"}}, {"address": "10.0.0.1"}, {"previous": "f" * 64},
        {"digest": "e" * 64}, {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_a_changed_row_is_seen(rows: list[int], change: dict[str, object]) -> None:
    db.session.execute(update(AuditEntry).where(AuditEntry.id == rows[2]).values(**change))
    db.session.commit()
    assert check_chain().broken_at == rows[2]


@pytest.mark.parametrize(("place", "seen_at"), [(0, 1), (2, 3), (3, 4)])
def test_a_removed_row_is_seen_at_its_follower(rows: list[int], place: int, seen_at: int) -> None:
    db.session.execute(delete(AuditEntry).where(AuditEntry.id == rows[place]))
    db.session.commit()
    assert check_chain().broken_at == rows[seen_at]


def test_a_removed_end_is_seen(rows: list[int]) -> None:
    db.session.execute(delete(AuditEntry).where(AuditEntry.id >= rows[3]))
    db.session.commit()
    assert (check_chain().broken_at, check_chain().end_is_missing) == (None, True)


def test_an_emptied_trail_is_seen(rows: list[int]) -> None:
    db.session.execute(delete(AuditEntry))
    db.session.commit()
    assert check_chain().is_whole is False


def test_an_added_row_with_its_own_good_digest_is_seen(rows: list[int]) -> None:
    last = db.session.get(AuditEntry, rows[1])
    forged = AuditEntry(
        at=last.at,
        action="forged",
        previous=last.digest,
        facts={},
        subject_type="",
        subject_id="",
        address="",
    )
    forged.digest = digest(forged)
    db.session.add(forged)
    db.session.commit()
    assert check_chain().broken_at == forged.id


def test_the_noted_end_alone_cannot_be_moved(rows: list[int]) -> None:
    state(END, "f" * 64)
    db.session.commit()
    assert check_chain().end_is_missing is True


def test_an_act_that_was_rolled_back_leaves_no_row_and_no_break(rows: list[int]) -> None:
    record("profile.withdrawn")
    db.session.rollback()
    record("profile.withdrawn")
    db.session.commit()
    assert (check_chain().rows, check_chain().is_whole) == (6, True)


def test_concurrent_writers_make_one_chain(app: Flask) -> None:
    failures: list[BaseException] = []

    def write(name: int) -> None:
        try:
            with app.app_context():
                for number in range(10):
                    record("event.joined", None, writer=name, number=number)
                    db.session.commit()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (check_chain().rows, check_chain().is_whole) == (60, True)


@pytest.mark.parametrize(
    "odd", ["a\r\nb", "a\x00b", "a\x1b[31mb", "a\u2028b", "a\x85b", "\ud800", "a\u202eb", "x" * 100_000]
)
def test_odd_text_is_kept_as_one_short_clean_line(app: Flask, odd: str) -> None:
    number = record("profile.published", None, note=odd, nested=[{odd: odd}]).id
    db.session.commit()
    kept = db.session.get(AuditEntry, number).facts
    told = [kept["note"], *kept["nested"][0].keys(), *kept["nested"][0].values()]
    assert all(line.isprintable() and len(line) <= 500 for line in told)
    assert (check_chain().rows, check_chain().is_whole) == (1, True)


def test_moments_amounts_and_sets_are_kept_in_plain_form(app: Flask) -> None:
    number = record(
        "profile.changed", None,
        at=datetime(2026, 3, 29, 1, 30, tzinfo=UTC), day=date(2026, 3, 29), amount=Decimal("10.50"),
        codes={"b", "a"}, pair=("x", 1), ratio=0.1, endless=float("inf"), big=2**63, nothing=None, yes=True,
    ).id  # fmt: skip
    db.session.commit()
    db.session.expire_all()
    assert db.session.get(AuditEntry, number).facts == {
        "at": "2026-03-29T01:30:00+00:00", "day": "2026-03-29", "amount": "10.50", "codes": ["a", "b"],
        "pair": ["x", 1], "ratio": 0.1, "endless": "inf", "big": 2**63, "nothing": None, "yes": True,
    }  # fmt: skip
    assert check_chain().is_whole


def test_a_forged_visitors_address_is_cut_and_cleaned(app: Flask) -> None:
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "1.2.3.4\r\nx" + "y" * 500}):
        entry = record("profile.published")
        assert entry.address.startswith("1.2.3.4 xy")
        assert len(entry.address) == 64
        db.session.rollback()


def test_a_row_holds_who_what_to_whom_when_and_from_where(app: Flask) -> None:
    subject = db.session.get(AuditEntry, record("first").id)
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "10.1.2.3"}):
        entry = record("second", subject, actor=subject, reason="because")
    kept = (entry.action, entry.subject_type, entry.subject_id, entry.actor_id, entry.address, entry.facts)
    assert kept == (
        "second", "AuditEntry", str(subject.id), subject.id, "10.1.2.3", {"reason": "because"},
    )  # fmt: skip
    assert entry.at.tzinfo is UTC
    db.session.rollback()


def test_what_the_database_gives_back_has_the_same_digest(rows: list[int]) -> None:
    db.session.expire_all()
    kept = db.session.execute(text("SELECT digest FROM audit_entries ORDER BY id")).scalars().all()
    assert [digest(db.session.get(AuditEntry, number)) for number in rows] == kept
