"""Making a profile and changing what it says."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.accounts.services import give_consent, withdraw_consent
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.profiles import queries, services
from pin_app.profiles.models import KINDS, Profile
from pin_app.profiles.services.editing import PROFILES_MOST
from tests.factories.people import person
from tests.factories.profiles import profile


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_begins_as_a_draft_that_knows_its_owner(owner: User, kind: str) -> None:
    made = services.create(owner, kind)
    assert (made.kind, made.state, made.owner_id) == (kind, "draft", owner.id)
    assert (made.contact_name, made.email, made.preferred_language) == (
        "Maria Rossi",
        "rossi@example.org",
        "it",
    )
    assert (made.listed, made.matchable) == (False, False)


def test_an_unknown_kind_is_refused(owner: User) -> None:
    with pytest.raises(PinError, match=r"profile.unknown_kind|Choose one"):
        services.create(owner, "bank")


def test_one_person_can_have_several_profiles_but_not_any_number(owner: User) -> None:
    for _ in range(PROFILES_MOST):
        services.create(owner, "investor").name = "Begun"
    with pytest.raises(PinError) as caught:
        services.create(owner, "investor")
    assert caught.value.code == "profile.too_many_profiles"


def test_consents_decide_at_once_whether_a_profile_is_listed_and_matched(
    owner: User, told: list[int]
) -> None:
    made = profile("italian_firm", owner=owner, listed=False, matchable=False)
    told.clear()
    give_consent(owner, "directory", language="it", way="form")
    assert (made.listed, made.matchable, told) == (True, False, [made.id])
    give_consent(owner, "matching", language="it", way="form")
    withdraw_consent(owner, "directory")
    assert (made.listed, made.matchable) == (False, True)


def test_consents_of_a_member_change_nothing(owner: User) -> None:
    made = profile("italian_firm", owner=owner, listed=True)
    other = person("other@example.org")
    services.add_member(made, other, by=owner)
    withdrawn = give_consent(other, "matching", language="en", way="form")
    assert withdrawn.purpose == "matching"
    assert (made.listed, made.matchable) == (True, True)


def test_contact_data_concern_nobody_else(owner: User, told: list[int]) -> None:
    made = profile("italian_firm", owner=owner)
    told.clear()
    services.save(
        made, owner, phone="333 1234567", contact_name="Maria", email="m@example.org", whatsapp_ok=True
    )
    assert (made.phone, made.state, told) == ("+393331234567", "published", [])


def test_staff_may_correct_a_published_profile(owner: User, staff: User) -> None:
    made = profile("italian_firm", owner=owner)
    services.save(made, staff, about="Una frase corretta.")
    assert made.state == "published"


def test_saving_the_same_changes_nothing(owner: User, told: list[int]) -> None:
    made = profile("italian_firm", owner=owner, about="Uguale.", sectors=["10"])
    told.clear()
    assert services.save(made, owner, about="Uguale. ", sectors=["10"], legal_name="") == frozenset()
    assert (made.state, told) == ("published", [])


def test_a_wrong_value_names_its_field_and_changes_nothing(owner: User) -> None:
    made = profile("italian_firm", owner=owner, name="Prima")
    with pytest.raises(PinError) as caught:
        services.save(made, owner, name="Dopo", founded=1200)
    assert (caught.value.facts["field"], made.name) == ("founded", "Prima")


def test_a_region_of_the_other_country_goes_with_the_move(owner: User) -> None:
    made = profile("diaspora_entrepreneur", "draft", owner=owner, region="IT-25")
    services.save(made, owner, country="PK")
    assert (made.country, made.region) == ("PK", "")


def test_terms_are_one_row_and_can_be_taken_back(owner: User) -> None:
    made = profile("investor", "draft", owner=owner)
    services.set_terms(made, owner, "invest", min_eur=5000, max_eur=20000, instruments=["loan", "equity"])
    services.set_terms(made, owner, "invest", max_eur=30000, districts=["sialkot"])
    kept = queries.terms_of(made)
    assert kept is not None
    assert (kept.min_eur, kept.max_eur, kept.instruments, kept.districts) == (None, 30000, [], ["Sialkot"])
    services.clear_terms(made, owner)
    assert queries.terms_of(made) is None


def test_a_band_upside_down_is_refused(app: Flask) -> None:
    with pytest.raises(PinError) as caught:
        services.build_terms("invest", min_eur=10, max_eur=5)
    assert caught.value.code == "profile.band_reversed"


def test_numbers_are_set_changed_and_taken_away(owner: User) -> None:
    made = profile("italian_firm", owner=owner)
    services.set_identifiers(made, {"it.vat": "00743110157", "it.rea": "MI 123456"})
    services.set_identifiers(made, {"it.vat": "", "it.rea": "MI-654321"})
    assert queries.identifiers_of(made) == {"it.rea": "MI-654321"}
    with pytest.raises(PinError) as caught:
        services.set_identifiers(made, {"pk.ntn": "4174941-3"})
    assert caught.value.code == "profile.unknown_scheme"


def test_a_draft_is_deleted_with_all_that_belongs_to_it(owner: User) -> None:
    made = services.create(owner, "investor")
    services.add_statement(made, owner, "offer", "Capitale per laboratori")
    services.set_terms(made, owner, "invest")
    services.discard(made)
    assert db.session.scalar(select(func.count()).select_from(Profile)) == 0
    with pytest.raises(PinError):
        services.discard(profile("investor", owner=owner))


def test_many_can_be_built_without_asking_the_store(app: Flask) -> None:
    made = [
        services.build("pakistani_firm", name=f"Firm {n}", country="PK", sectors=["32.50"]) for n in range(50)
    ]
    said = [services.build_statement("offer", f"Scissors {n}", sectors=["3250"]) for n in range(50)]
    assert (len(made), said[7].text, said[7].sectors) == (50, "Scissors 7", ["32.50"])
    assert list(db.session.new) == []
