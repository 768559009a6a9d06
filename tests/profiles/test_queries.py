"""What comes back of profiles, and with how many questions to the store."""

from __future__ import annotations

from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.profiles import policies, queries, reviews, services
from pin_app.profiles.models import Profile
from tests.factories.people import person
from tests.factories.profiles import profile
from tests.store import asked


def test_a_profile_is_found_by_its_address_alone(app: Flask) -> None:
    made = profile()
    assert queries.by_public_id(made.public_id) is made
    for odd in ("", "x" * 21, "a\x00b", "../etc", "نام", made.public_id.upper() + "1", "\ud800"):
        assert queries.by_public_id(odd) is None


def test_owned_and_represented_profiles_are_mine(owner: User) -> None:
    mine, theirs = profile(owner=owner), profile(owner=person())
    profile(owner=person())
    services.add_member(theirs, owner, by=None)
    assert list(queries.of(owner)) == [mine, theirs]


def test_statements_and_terms_of_many_come_in_a_fixed_number_of_questions(app: Flask) -> None:
    made = [
        profile(
            "investor",
            offers=[f"Capital {n}"],
            needs=["Projects"],
            terms={"direction": "invest", "min_eur": n},
        )
        for n in range(3)
    ]
    ids = [one.id for one in made]
    found = queries.statements_of_many(ids)
    assert {number: [said.text for said in rows] for number, rows in found.items()} == {
        one.id: [f"Capital {n}", "Projects"] for n, one in enumerate(made)
    }
    assert {number: terms.min_eur for number, terms in queries.terms_of_many(ids).items()} == {
        one.id: n for n, one in enumerate(made)
    }
    assert asked(lambda: queries.statements_of_many(ids)) == asked(
        lambda: queries.statements_of_many(ids[:1])
    )
    many = queries.completeness_of_many
    assert asked(lambda: many(db.session.query(Profile).all())) == asked(
        lambda: many(db.session.query(Profile).limit(1).all())
    )


def test_registration_numbers_come_by_scheme_and_invitations_as_they_were_sent(owner: User) -> None:
    made = profile("italian_firm", owner=owner)
    numbers = {"it.vat": "00743110157", "it.rea": "MI-1234567"}
    services.set_identifiers(made, numbers)
    assert list(queries.identifiers_of(made)) == sorted(numbers)
    for address in ("b@example.org", "a@example.org"):
        services.invite_member(made, owner, address, "en")
    assert [one.facts["email"] for one in queries.invitations_to(made)] == ["b@example.org", "a@example.org"]


def test_the_longest_wait_comes_first_and_the_owner_with_it(owner: User) -> None:
    first = profile(state="submitted", owner=owner)
    profiles = [profile(state="submitted", owner=person()) for _ in range(2)]
    profile(state="published")
    page = reviews.waiting()
    assert ([one.profile for one in page.items], page.total) == ([first, *profiles], 3)

    def look(size: int) -> None:
        for waiting in reviews.waiting(per_page=size).items:
            assert waiting.profile.owner is not None
            assert waiting.profile.owner.name

    assert asked(lambda: look(3)) == asked(lambda: look(1))


def test_an_empty_draft_says_what_is_missing_and_where(owner: User) -> None:
    draft = services.create(owner, "diaspora_entrepreneur")
    meter = queries.completeness(draft)
    assert meter.required == ("name", "country", "statement")
    assert "need" in meter.missing
    assert meter.percent < 20
    assert queries.next_step(draft) == "1"


def test_a_full_profile_is_at_hundred(owner: User) -> None:
    made = profile(
        "italian_firm",
        owner=owner,
        name="Rossi Srl",
        about="Telai e macchine tessili dal 1950, a Biella.",
        region="IT-21",
        phone="+390151234567",
        languages=["it"],
        sectors=["28.94"],
        website="rossi.example",
        capacity=2,
        offers=["Telai usati"],
        needs=["Cotone"],
    )
    services.set_identifiers(made, {"it.vat": "00743110157"})
    assert queries.completeness(made).missing == ()
    assert queries.completeness(made).percent == 100
    assert queries.next_step(made) == "4"


def test_an_investor_is_asked_for_terms_and_not_for_needs(owner: User) -> None:
    made = profile("investor", owner=owner, offers=["Capitale per laboratori"])
    missing = queries.completeness(made).missing
    assert ("terms" in missing, "need" in missing) == (True, False)


def test_who_may_see_and_edit(owner: User, staff: User) -> None:
    hidden, shown = profile(owner=owner, state="draft"), profile(owner=owner)
    stranger, member = person(), person()
    services.add_member(hidden, member, by=owner)
    assert [policies.may_see(user, hidden) for user in (owner, member, staff, stranger)] == [
        True,
        True,
        True,
        False,
    ]
    assert [policies.may_edit(user, shown) for user in (owner, staff, stranger)] == [True, True, False]
    assert [policies.may_manage(user, hidden) for user in (owner, member, staff)] == [True, False, False]
    assert policies.may_see(stranger, shown) is True
    shown.listed = False
    assert policies.may_see(stranger, shown) is False
