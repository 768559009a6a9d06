"""Changes of a published profile wait beside it: what waits, what counts at once, what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.profiles import queries, services, versions
from pin_app.profiles.models import PendingChanges, Profile, Statement
from tests.factories.profiles import profile


def waits(made: Profile) -> PendingChanges:
    found = queries.pending_of(made)
    assert found is not None
    return found


def templates() -> list[str]:
    return list(db.session.scalars(select(OutgoingMail.template).order_by(OutgoingMail.id)))


@pytest.mark.parametrize(
    ("name", "value"),
    [("about", "Macchine nuove."), ("name", "Nuovo nome"), ("website", "https://new.example.org"),
     ("sectors", ["13.20"]), ("employees", 12), ("women_led", True), ("region", "IT-25"), ("city", "Torino")],
)  # fmt: skip
def test_what_others_would_read_waits(owner: User, told: list[int], name: str, value: Any) -> None:
    made = profile("italian_firm", owner=owner, about="Macchine.", name="Prima")
    before = getattr(made, name)
    told.clear()
    assert services.save(made, owner, **{name: value}) == {name}
    assert (made.state, getattr(made, name), told) == ("published", before, [])
    assert (waits(made).fields, waits(made).state) == ({name: value}, "waiting")
    assert getattr(queries.version_of(made).profile, name) == value


def test_contact_data_and_less_count_at_once(owner: User) -> None:
    made = profile(
        "italian_firm", owner=owner, about="Testo", website="https://a.example.org", sectors=["10", "13"]
    )
    services.save(made, owner, about="", website="", sectors=["13"], phone="333 1234567", capacity=2)
    assert (made.about, made.website, made.sectors, made.phone, made.capacity) == (
        "",
        "",
        ["13"],
        "+393331234567",
        2,
    )
    assert queries.pending_of(made) is None


def test_a_name_that_is_taken_away_waits(owner: User) -> None:
    made = profile("italian_firm", owner=owner, name="Rossi Srl")
    services.save(made, owner, name="")
    assert (made.name, waits(made).fields) == ("Rossi Srl", {"name": ""})


def test_what_is_changed_back_waits_no_more(owner: User) -> None:
    made = profile("italian_firm", owner=owner, about="Prima.")
    services.save(made, owner, about="Dopo.", city="Torino")
    services.save(made, owner, about="Prima.")
    assert waits(made).fields == {"city": "Torino"}
    services.save(made, owner, city="")
    assert queries.pending_of(made) is None


def test_a_move_takes_the_region_along_when_it_is_read(owner: User, staff: User) -> None:
    made = profile("diaspora_entrepreneur", owner=owner, region="IT-25")
    services.save(made, owner, country="PK")
    assert (made.country, made.region, waits(made).fields) == ("IT", "IT-25", {"country": "PK", "region": ""})
    services.publish(made, staff)
    assert (made.country, made.region) == ("PK", "")


def test_a_new_statement_and_new_words_of_an_old_one_wait(owner: User, told: list[int]) -> None:
    made = profile(owner=owner, offers=["Leather"])
    said = queries.statements_of(made)[0]
    told.clear()
    assert services.change_statement(said, owner, text="Leather gloves", intent="sell") is True
    services.add_statement(made, owner, "need", "Machines")
    assert [(one.text, one.intent) for one in queries.statements_of(made)] == [("Leather", None)]
    stated = queries.version_of(made).statements
    assert [(one.text, one.intent) for one in stated] == [("Leather gloves", "sell"), ("Machines", None)]
    assert told == []
    assert services.change_statement(said, owner, text="Leather gloves") is False


def test_when_a_statement_ends_and_its_language_wait_for_nobody(owner: User) -> None:
    made = profile(owner=owner, offers=["Leather"])
    said, until = queries.statements_of(made)[0], now().date() + timedelta(days=9)
    services.change_statement(said, owner, expires_on=until, language="en")
    assert (said.expires_on, said.language, queries.pending_of(made)) == (until, "en", None)


def test_closing_a_statement_is_never_held_back(owner: User) -> None:
    made = profile(owner=owner, offers=["Leather", "Wool"])
    first, second = queries.statements_of(made)
    services.change_statement(first, owner, text="Leather gloves")
    services.withdraw_statement(first, owner, met=True)
    assert (first.state, queries.pending_of(made)) == ("met", None)
    added = services.add_statement(made, owner, "need", "Machines")
    services.withdraw_statement(added, owner)
    assert queries.pending_of(made) is None
    assert queries.version_of(made).statements == [second]


def test_terms_wait_and_taking_them_back_does_not(owner: User, staff: User) -> None:
    made = profile("investor", owner=owner)
    services.set_terms(made, owner, "invest", min_eur=5000, max_eur=20000, districts=["Sialkot"])
    assert queries.terms_of(made) is None
    services.publish(made, staff)
    kept = queries.terms_of(made)
    assert kept is not None
    assert (kept.min_eur, kept.max_eur, kept.districts) == (5000, 20000, ["Sialkot"])
    services.set_terms(made, owner, "invest", max_eur=90000, districts=["Free words"])
    assert (kept.min_eur, kept.max_eur, kept.districts) == (None, 20000, ["Sialkot"])
    assert waits(made).terms == {"max_eur": 90000, "districts": ["Free words"]}
    services.clear_terms(made, owner)
    assert (queries.terms_of(made), queries.pending_of(made)) == (None, None)


def test_staff_change_at_once_and_leave_the_rest_waiting(owner: User, staff: User) -> None:
    made = profile("italian_firm", owner=owner, about="Prima.", offers=["Telai"])
    services.save(made, owner, about="Dopo.", city="Torino")
    services.change_statement(queries.statements_of(made)[0], owner, text="Telai nuovi")
    services.save(made, staff, about="Corretto.", city="Torino")
    assert (made.about, made.city, waits(made).fields) == ("Corretto.", "", {"city": "Torino"})
    services.change_statement(queries.statements_of(made)[0], staff, text="Telai usati")
    assert queries.statements_of(made)[0].text == "Telai usati"
    assert waits(made).statements == {}


def test_publishing_takes_all_over_and_tells_everybody(owner: User, staff: User, told: list[int]) -> None:
    made = profile("italian_firm", owner=owner, name="Prima", offers=["Telai"])
    first = made.published_at
    said = queries.statements_of(made)[0]
    services.save(made, owner, name="Dopo")
    services.change_statement(said, owner, text="Telai nuovi")
    services.add_statement(made, owner, "need", "Filo")
    told.clear()
    services.publish(made, staff)
    assert (made.name, made.published_at, told) == ("Dopo", first, [made.id])
    assert [(one.id == said.id, one.text) for one in queries.statements_of(made)] == [
        (True, "Telai nuovi"),
        (False, "Filo"),
    ]
    assert queries.pending_of(made) is None
    review = queries.last_review_of(made)
    assert review is not None
    assert (review.of_changes, review.decision) == (True, "published")
    assert review.seen == versions.snapshot(queries.version_of(made))
    assert templates() == ["profile_changes_published"]


def test_changes_that_go_back_wait_until_their_owner_changes_them(owner: User, staff: User) -> None:
    made = profile("italian_firm", owner=owner, about="Prima.", offers=["Telai"])
    services.save(made, owner, about="Chiamate 333.")
    services.request_changes(made, staff, ["contact_in_text"])
    assert (made.state, made.about, waits(made).state) == ("published", "Prima.", "returned")
    with pytest.raises(PinError, match="not waiting"):
        services.publish(made, staff)
    services.save(made, owner, about="Scriveteci.")
    assert waits(made).state == "waiting"
    services.request_changes(made, staff, ["unclear"])
    services.submit(made)
    assert waits(made).state == "waiting"
    assert templates() == ["profile_changes_requested"] * 2


def test_only_what_was_seen_is_published(owner: User, staff: User) -> None:
    made = profile("italian_firm", "submitted", owner=owner, about="Prima.", offers=["Telai"])
    seen = versions.digest(versions.snapshot(queries.version_of(made)))
    services.save(made, owner, about="Dopo.")
    with pytest.raises(PinError, match="since you opened it"):
        services.publish(made, staff, seen)
    services.publish(made, staff, versions.digest(versions.snapshot(queries.version_of(made))))
    assert made.state == "published"
    services.save(made, owner, about="Ancora.")
    with pytest.raises(PinError, match="since you opened it"):
        services.request_changes(made, staff, ["other"], seen=seen)


def test_a_withdrawn_profile_keeps_what_waited(owner: User) -> None:
    made = profile("italian_firm", owner=owner, about="Prima.", offers=["Telai"])
    services.save(made, owner, about="Dopo.")
    services.add_statement(made, owner, "need", "Filo")
    services.withdraw(made, owner)
    assert (made.state, made.about, queries.pending_of(made)) == ("withdrawn", "Dopo.", None)
    assert len(queries.statements_of(made)) == 2


def test_an_owner_takes_changes_back(owner: User) -> None:
    made = profile("italian_firm", owner=owner, about="Prima.", offers=["Telai"])
    services.save(made, owner, about="Dopo.")
    services.add_statement(made, owner, "need", "Filo")
    services.take_back_changes(made)
    assert (made.about, queries.pending_of(made)) == ("Prima.", None)
    assert db.session.scalar(select(func.count()).select_from(Statement)) == 1
    with pytest.raises(PinError, match="no changes"):
        services.take_back_changes(made)


def test_a_profile_holds_a_bounded_number_with_what_waits(owner: User) -> None:
    made = profile(owner=owner, offers=[f"Thing {n}" for n in range(19)])
    services.add_statement(made, owner, "need", "The twentieth")
    with pytest.raises(PinError, match="at most"):
        services.add_statement(made, owner, "need", "One more")
