"""The form in four steps, as a person fills it in."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.profiles import guards, queries, services
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.profiles.steps import kept, row, statements, step


def test_a_newcomer_comes_from_the_kind_to_a_sent_profile_without_a_script(browser: Inspector) -> None:
    browser.get("/profiles/new")
    browser.follow(browser.post("/profiles/new", {"kind": "italian_firm"}))
    made = db.session.query(Profile).one()
    browser.follow(
        browser.post(step(made, 1), {"name": "Rossi Srl", "about": "Strumenti.", "employees": "1.200"})
    )
    browser.follow(
        browser.post(
            step(made, 2),
            {"country": "IT", "region": "IT-25", "phone": "030 1234567", "languages": ["it", "en"]},
        )
    )
    browser.follow(
        browser.post(
            step(made, 3),
            {
                "need0-text": "Ferri chirurgici da Sialkot",
                "need0-intent": "buy",
                "sectors": ["46.46"],
                "need0-key": "k",
            },
        )
    )
    browser.follow(
        browser.post(step(made, 4), {"it_vat-value": "00743110157", "capacity": "3", "do": "send"})
    )
    found = kept(made)
    assert (found.state, found.name, found.employees, found.phone, found.region, found.capacity) == (
        "submitted",
        "Rossi Srl",
        1200,
        "+390301234567",
        "IT-25",
        3,
    )
    assert (found.languages, found.sectors) == (["it", "en"], ["46.46"])
    assert statements(made) == [("need", "Ferri chirurgici da Sialkot", "buy")]
    assert queries.identifiers_of(found) == {"it.vat": "00743110157"}
    assert "Waiting for the check" in browser.get(f"/p/{made.public_id}?lang=en").get_data(as_text=True)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("language", ["en", "it", "ur"])
@pytest.mark.parametrize("kind", ["investor", "italian_firm"])
def test_each_step_passes_the_inspector(
    browser: Inspector, owner: User, number: int, language: str, kind: str
) -> None:
    made = profile(kind, "draft", owner=owner, offers=["Macchine tessili"], terms={"direction": "invest"})
    browser.get(f"{step(made, number)}?lang={language}")


def test_what_is_wrong_is_shown_with_all_that_was_typed(browser: Inspector, owner: User) -> None:
    made = profile("italian_firm", "draft", owner=owner, name="Prima")
    browser.get(f"{step(made, 1)}?lang=en")
    long = "parola " * 900
    browser.post(
        f"{step(made, 1)}?lang=en",
        {"name": "Dopo", "founded": "1500", "about": long, "website": "javascript:x"},
        422,
    )
    typed = {a.get("name"): a.get("value") for a in browser.page.all("input")}
    assert (typed["name"], typed["founded"], typed["website"]) == ("Dopo", "1500", "javascript:x")
    assert long.strip() in browser.words.replace("  ", " ") or long in "".join(browser.page.text)
    assert "Write a number from 1800" in browser.words
    assert kept(made).name == "Prima"


def test_a_step_can_be_left_half_filled_and_back_keeps_it(browser: Inspector, owner: User) -> None:
    made = profile("italian_firm", "draft", owner=owner, name="", country="")
    browser.get(step(made, 2))
    answer = browser.post(step(made, 2), {"city": "Prato", "do": "back"})
    assert answer.headers["Location"] == step(made, 1)
    assert kept(made).city == "Prato"


def test_several_offers_and_needs_are_added_changed_and_taken_back_on_one_page(
    browser: Inspector, owner: User
) -> None:
    made = profile("italian_firm", "draft", owner=owner, offers=["Telai", "Filati"])
    first, second = row(made, 0), row(made, 1)
    browser.get(step(made, 3))
    browser.post(
        step(made, 3),
        {
            f"{first}text": "Telai usati",
            f"{first}intent": "sell",
            f"{second}text": "Filati",
            f"{second}fate": "met",
            "offer0-text": "Tessuti",
            "offer1-text": "Corsi",
            "offer1-intent": "skills",
            "need0-text": "  ",
            "do": "stay",
        },
    )
    assert statements(made) == [
        ("offer", "Telai usati", "sell"),
        ("offer", "Tessuti", None),
        ("offer", "Corsi", "skills"),
    ]


def test_a_statement_of_another_profile_cannot_be_reached(browser: Inspector, owner: User) -> None:
    made, other = profile(state="draft", owner=owner), profile(owner=person(), offers=["Segreto"])
    browser.get(step(made, 3))
    browser.post(step(made, 3), {f"{row(other)}text": "Preso", f"{row(other)}fate": "withdrawn"})
    assert statements(other) == [("offer", "Segreto", None)]


def test_fields_that_no_form_has_are_not_taken(browser: Inspector, owner: User) -> None:
    made = profile("italian_firm", "draft", owner=owner, listed=False, matchable=False)
    before = (made.id, made.public_id, made.owner_id, made.state, made.created_at, made.demo)
    browser.get(step(made, 1))
    extra = {
        "id": "9",
        "public_id": "x",
        "owner_id": "9",
        "state": "published",
        "listed": "y",
        "matchable": "y",
        "demo": "y",
        "created_at": "2000-01-01",
        "kind": "investor",
        "role": "administrator",
        "name": "Rossi",
    }
    browser.post(step(made, 1), extra)
    found = kept(made)
    assert (found.id, found.public_id, found.owner_id, found.state, found.created_at, found.demo) == before
    assert (found.kind, found.listed, found.matchable) == ("italian_firm", False, False)


def test_a_text_that_is_too_long_keeps_the_whole_page(browser: Inspector, owner: User) -> None:
    made = profile("italian_firm", "draft", owner=owner)
    browser.get(f"{step(made, 3)}?lang=en")
    browser.post(f"{step(made, 3)}?lang=en", {"offer0-text": "x" * 2001, "need0-text": "Cotone"}, 422)
    assert "2001 characters; at most 2000 fit" in browser.words
    assert "x" * 2001 in "".join(browser.page.text)
    assert statements(made) == []


def test_more_offers_than_fit_are_refused_in_words(browser: Inspector, owner: User) -> None:
    made = profile(
        "italian_firm", "draft", owner=owner, offers=[f"O{n}" for n in range(guards.STATEMENTS_MOST)]
    )
    browser.get(f"{step(made, 3)}?lang=en")
    browser.post(f"{step(made, 3)}?lang=en", {"offer0-text": "Uno di troppo"}, 422)
    assert "at most 20 offers and needs" in browser.words
    assert "Uno di troppo" in browser.words
    assert len(statements(made)) == guards.STATEMENTS_MOST


def test_terms_are_kept_with_typed_thousands(browser: Inspector, owner: User) -> None:
    made = profile("investor", "draft", owner=owner)
    browser.get(step(made, 3))
    terms = {
        "terms-direction": "invest",
        "terms-min_eur": "5.000",
        "terms-max_eur": "20 000",
        "terms-instruments": ["loan", "qard_hasan"],
        "terms-districts": "sialkot، گجرات",
        "terms-purpose": "Officine",
    }
    browser.post(step(made, 3), terms)
    found = queries.terms_of(made)
    assert found is not None
    assert (found.min_eur, found.max_eur, found.instruments, found.districts) == (
        5000,
        20000,
        ["loan", "qard_hasan"],
        ["Sialkot", "Gujrat"],
    )
    browser.get(step(made, 3))
    browser.post(step(made, 3), terms | {"terms-min_eur": "30000"}, 422)
    browser.post(step(made, 3), {"terms-direction": ""})
    assert queries.terms_of(made) is None


def test_what_staff_asked_for_stands_above_the_form(browser: Inspector, owner: User, staff: User) -> None:
    made = profile("italian_firm", "submitted", owner=owner, offers=["Telai"])
    services.request_changes(made, staff, ["too_short"], "Scrivi di più")
    db.session.commit()
    browser.get(f"{step(made, 1)}?lang=en")
    assert "There is too little text" in browser.words
    assert "Scrivi di più" in browser.words


def test_the_page_of_a_stranger_is_not_there(browser: Inspector) -> None:
    other = profile(owner=person())
    for path in (step(other, 1), f"/profiles/{other.public_id}/people", f"/profiles/{other.public_id}/edit"):
        browser.get(path, 404)
    browser.get(step(profile(owner=person()), 9), 404)


def test_a_visitor_is_led_to_the_sign_in(client: Inspector) -> None:
    answer = client.get(step(profile(), 1), 302)
    assert answer.headers["Location"].startswith("/sign-in")


def test_staff_edits_are_on_record(app: Flask, staff: User, owner: User) -> None:
    from pin_app.audit.models import AuditEntry  # noqa: PLC0415 -- only this test reads the trail

    made = profile("italian_firm", owner=owner)
    desk = signed_in(Inspector(app), staff)
    desk.get(step(made, 1))
    desk.post(step(made, 1), {"name": "Corretto"})
    assert kept(made).state == "published"
    acts = db.session.query(AuditEntry).filter_by(subject_type="Profile").order_by(AuditEntry.id)
    assert [entry.action for entry in acts] == ["profile.contact_read", "profile.edited_by_staff"]
