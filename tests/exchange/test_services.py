"""Importing: all or nothing, twice is once, and what was written out comes back unchanged."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.directory.models import DirectoryEntry
from pin_app.errors import PinError
from pin_app.exchange import services
from pin_app.exchange.reading import read
from pin_app.exchange.reports import OUTCOMES, Report
from pin_app.exports import csv_for_excel, csv_for_machines, write_xlsx
from pin_app.profiles.models import InvestmentTerms, Profile, Statement
from tests.exchange.tables import csv_of, row
from tests.factories.people import person

FULL = row(
    1, legal_name="Concia S.r.l.", contact_name="Léa D’Angelo", email="a@example.org",
    phone="+39 333 123 4567", preferred_language="it", region="Toscana", city="Santa Croce",
    sectors="15.11|15.20", languages="it|en",
    offers="=Pelle conciata|- Wet blue|a \\| b", needs="چمڑا خریدنا چاہتے ہیں",
    about="Prima riga\nseconda; \"terza\"",
    website="https://example.org", employees="1.200", founded="1987", women_led="sì", seeks_eur="50.000,00",
    invest_instruments="loan", use_of_funds="+macchine", jobs_expected="12",
    consent_directory="yes", consent_matching="yes",
)  # fmt: skip
INVESTOR = row(
    2, kind="investor", name="محمّد\u200cعلی", country="PK", home_district="Gujrat", invest_min_eur="5000",
    invest_max_eur="20000", consent_matching="yes", offers="@home|'=quoted",
)  # fmt: skip


def take_in(*rows: dict[str, str], dry_run: bool = False) -> Report:
    report = services.import_table(read(csv_of(*rows)), dry_run=dry_run)
    db.session.commit()
    return report


def counts(report: Report) -> list[int]:
    return [report.count(outcome) for outcome in OUTCOMES]


def only(model: Any, **where: Any) -> Any:
    return db.session.execute(select(model).filter_by(**where)).scalar_one()


def number_of(model: Any) -> int:
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def doubts(report: Report) -> list[tuple[int, str, str]]:
    return [(line.number, doubt.column, doubt.told.code) for line in report.rows for doubt in line.doubts]


def test_a_full_row_becomes_a_published_profile(app: Flask) -> None:
    assert counts(take_in(FULL)) == [1, 0, 0, 0]
    profile = only(Profile)
    assert (profile.phone, profile.region, profile.employees) == ("+393331234567", "IT-52", 1200)
    assert (profile.state, profile.listed, profile.matchable, profile.women_led) == (
        "published",
        True,
        True,
        True,
    )
    texts = db.session.execute(select(Statement.direction, Statement.text).order_by(Statement.id)).all()
    assert [tuple(told) for told in texts] == [
        ("offer", "=Pelle conciata"), ("offer", "- Wet blue"), ("offer", "a | b"),
        ("need", "چمڑا خریدنا چاہتے ہیں"),
    ]  # fmt: skip
    terms = only(InvestmentTerms)
    assert (terms.direction, terms.max_eur, terms.instruments) == ("seek", 50_000, ["loan"])


def test_who_agreed_stands_in_the_directory_at_once(app: Flask) -> None:
    take_in(FULL, INVESTOR)
    assert number_of(DirectoryEntry) == 1


def test_the_same_file_twice_changes_nothing(app: Flask) -> None:
    take_in(FULL, INVESTOR)
    before = [only(Profile, external_id=name).updated_at for name in ("x1", "x2")]
    assert counts(take_in(FULL, INVESTOR)) == [0, 0, 2, 0]
    assert [only(Profile, external_id=name).updated_at for name in ("x1", "x2")] == before
    assert (number_of(Statement), number_of(AuditEntry)) == (6, 1)


def test_a_dry_run_stores_nothing(app: Flask) -> None:
    report = take_in(FULL, dry_run=True)
    assert (counts(report), report.stored, number_of(Profile)) == ([1, 0, 0, 0], False, 0)


def test_one_refused_row_refuses_all(app: Flask) -> None:
    report = take_in(FULL, row(2, kind="martian", country="FR"))
    assert (report.created, report.refused, report.stored, number_of(Profile)) == (1, 1, False, 0)
    assert [(fault.column, fault.told.code) for fault in report.rows[1].faults] == [
        ("country", "profile.unknown_country"), ("kind", "profile.unknown_kind"),
    ]  # fmt: skip


def test_a_store_that_fails_midway_keeps_nothing(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the failing trigger is written for SQLite")
    db.session.execute(text(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON statements WHEN NEW.text = 'poison'"
        " BEGIN SELECT RAISE(ABORT, 'planted'); END"
    ))  # fmt: skip
    try:
        with pytest.raises(DBAPIError, match="planted"):
            services.import_table(read(csv_of(FULL, row(2, offers="poison"))))
        db.session.rollback()
    finally:
        db.session.execute(text("DROP TRIGGER IF EXISTS temp.fails"))
        db.session.commit()
    assert (number_of(Profile), number_of(Statement), number_of(AuditEntry)) == (0, 0, 0)


def test_only_what_differs_is_changed(app: Flask) -> None:
    take_in(FULL)
    kept = only(Statement, text="- Wet blue").id
    report = take_in(FULL | {"offers": "Nuova|- Wet blue", "city": "Pisa", "seeks_eur": ""})
    assert counts(report) == [0, 1, 0, 0]
    assert (only(Profile).city, only(Statement, text="- Wet blue").id, number_of(Statement)) == (
        "Pisa",
        kept,
        3,
    )
    assert only(InvestmentTerms).max_eur is None


def test_absent_columns_leave_alone_and_empty_cells_take_away(app: Flask) -> None:
    take_in(FULL)
    take_in(row(1, name="Altra", website=""))
    profile = only(Profile)
    assert (profile.name, profile.website, profile.city) == ("Altra", "", "Santa Croce")
    assert number_of(Statement) == 4


def test_the_same_external_id_twice_refuses_the_later_row(app: Flask) -> None:
    report = take_in(row(1), row(1, name="Altra"))
    assert [fault.told.facts for fault in report.rows[1].faults] == [{"row": 2}]


@pytest.mark.parametrize("kind", ["xlsx", "excel", "machines"])
def test_what_goes_out_comes_back_unchanged(app: Flask, kind: str) -> None:
    take_in(FULL, INVESTOR)
    report = services.import_table(read(written(services.export_rows(), kind)))
    assert (counts(report), doubts(report)) == ([0, 0, 2, 0], [])


@pytest.mark.parametrize("kind", ["xlsx", "excel", "machines"])
def test_what_goes_out_makes_the_same_network_elsewhere(app: Flask, kind: str) -> None:
    take_in(FULL, INVESTOR)
    content = written(services.export_rows(), kind)
    db.session.execute(text("DELETE FROM profiles"))
    db.session.commit()
    services.import_table(read(content))
    again = read(written(services.export_rows(), kind))
    assert (again.header, again.lines) == (read(content).header, read(content).lines)


def written(rows: Iterable[list[str]], kind: str) -> bytes:
    if kind == "xlsx":
        target = io.BytesIO()
        write_xlsx(target, rows)
        return target.getvalue()
    return "".join(csv_for_excel(rows) if kind == "excel" else csv_for_machines(rows)).encode()


def test_a_profile_made_in_the_forms_comes_back_under_its_own_name(app: Flask) -> None:
    profile = Profile(
        kind="italian_firm", name="Forno", country="IT", state="published", email="A@EXAMPLE.org"
    )
    db.session.add(profile)
    db.session.commit()
    report = services.import_table(read(written(services.export_rows(), "machines")))
    assert (counts(report), number_of(Profile)) == ([0, 0, 1, 0], 1)


def test_drafts_and_withdrawn_profiles_do_not_go_out(app: Flask) -> None:
    states = ("draft", "submitted", "changes_requested", "published", "withdrawn")
    db.session.add_all(Profile(kind="investor", name=state, country="IT", state=state) for state in states)
    db.session.commit()
    assert [line[2] for line in services.export_rows()] == [
        "name",
        "submitted",
        "changes_requested",
        "published",
    ]


def test_persons_are_matched_only_on_their_word_and_bodies_unless_they_say_no(app: Flask) -> None:
    take_in(
        row(1),
        row(2, kind="investor"),
        row(3, consent_matching="no"),
        row(4, kind="investor", consent_matching="yes"),
    )
    found = db.session.execute(select(Profile.matchable, Profile.listed).order_by(Profile.external_id)).all()
    assert [tuple(one) for one in found] == [(True, False), (False, False), (False, False), (True, False)]


def test_a_table_cannot_overrule_what_an_owner_has_decided(app: Flask) -> None:
    take_in(FULL)
    profile = only(Profile)
    profile.owner, profile.listed = person(), False
    db.session.commit()
    report = take_in(FULL)
    assert (counts(report), only(Profile).listed) == ([0, 0, 1, 0], False)
    assert doubts(report) == [(2, "consent_directory", "exchange.consent_of_owner")]


def test_a_region_is_filled_in_from_the_city_of_new_profiles_only(app: Flask) -> None:
    without = row(1, city="Brescia", region="")
    assert take_in(without).derived_regions == 1
    assert only(Profile).region == "IT-25"
    assert counts(take_in(without)) == [0, 0, 1, 0]
    only(Profile).region = ""
    db.session.commit()
    assert counts(take_in(without)) == [0, 0, 1, 0]


def test_look_alikes_are_pointed_out(app: Flask) -> None:
    take_in(row(1, name="Al-Ghazi Tractors Ltd"))
    report = take_in(
        row(2, name="AL GHAZI TRACTORS LIMITED"), row(3, name="Moncler S.p.A."), row(4, name="Moncler SpA"),
        row(5, name="Moncler", country="PK"),
    )  # fmt: skip
    assert doubts(report) == [
        (2, "name", "exchange.same_name_as_profile"),
        (4, "name", "exchange.same_name_as_row"),
    ]
    assert [doubt.told.facts for line in report.rows for doubt in line.doubts] == [
        {"profile": "x1"},
        {"row": 3},
    ]


def test_of_several_profiles_alike_the_newest_is_named(app: Flask) -> None:
    take_in(*(row(number, name="Moncler") for number in (1, 2, 3)))
    (doubt,) = take_in(row(4, name="Moncler S.p.A.")).rows[0].doubts
    assert doubt.told.facts == {"profile": "x3"}


def test_unknown_columns_are_reported_and_left_out(app: Flask) -> None:
    assert take_in(row(1, colour="red")).unknown_columns == ["colour"]


@pytest.mark.parametrize(
    ("header", "code"),
    [(b"external_id,kind,name", "exchange.missing_columns"),
     (b"external_id,kind,name,country,Name", "exchange.same_column_twice")],
)  # fmt: skip
def test_a_header_that_cannot_work_is_refused(app: Flask, header: bytes, code: str) -> None:
    with pytest.raises(PinError) as refusal:
        services.import_table(read(header + b"\nx,italian_firm,Concia,IT,Concia\n"))
    assert refusal.value.code == code


def test_cells_beyond_the_header_are_a_fault_of_their_row(app: Flask) -> None:
    report = services.import_table(read(csv_of(row()).rstrip() + b",more\n"))
    assert [(fault.column, fault.told.code) for fault in report.rows[0].faults] == [
        ("", "exchange.extra_cells")
    ]


def test_a_formula_that_failed_is_not_taken_for_a_name(app: Flask) -> None:
    report = take_in(row(1, name="#REF!"))
    assert [fault.told.code for fault in report.rows[0].faults] == ["spreadsheets.calculation_failed"]


def test_the_check_stops_where_there_are_too_many_faults(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pin_app.exchange.services.importing.MOST_FAULTS", 3)
    report = take_in(*(row(number, kind="martian") for number in range(9)))
    assert (len(report.rows), report.cut_at, report.is_faultless) == (4, 6, False)


def test_the_trail_says_who_took_in_what(app: Flask) -> None:
    take_in(FULL)
    entry = only(AuditEntry)
    assert entry.action == "profiles.imported"
    assert {name: entry.facts[name] for name in ("created", "updated", "form", "rows")} == {
        "created": 1, "updated": 0, "form": "CSV", "rows": 1,
    }  # fmt: skip


def test_rows_of_a_program_raise_their_first_fault(app: Flask) -> None:
    with pytest.raises(PinError) as refusal:
        services.import_rows([row(kind="martian")])
    assert refusal.value.code == "profile.unknown_kind"
