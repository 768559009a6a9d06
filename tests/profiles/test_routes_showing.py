"""The public page of a profile, the list of one's own, and the sectors."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.profiles import queries, services
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

PRIVATE = {
    "contact_name": "Marker Contact",
    "email": "marker-mail@example.org",
    "phone": "+393331234567",
    "capacity": 7,
    "whatsapp_ok": True,
}
MARKERS = ("Marker Contact", "marker-mail", "1234567", "333 123", "00743110157", "owner-mail")


def full(owner: User) -> Profile:
    made = profile(
        "italian_firm",
        owner=owner,
        name="Rossi <b>Srl</b>",
        about="Telai {{ 7*7 }} <script>x</script>",
        website="https://rossi.example.org",
        region="IT-25",
        city="Prato",
        languages=["it"],
        sectors=["28.94"],
        offers=[{"text": "استعمال شدہ کھڈیاں", "language": "ur", "intent": "sell"}],
        needs=["Cotone"],
        terms={"direction": "seek", "max_eur": 40000, "purpose": "Capannone"},
        **PRIVATE,
    )
    services.set_identifiers(made, {"it.vat": "00743110157"})
    db.session.commit()
    return made


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_everybody_reads_a_public_profile_without_contact_data(client: Inspector, language: str) -> None:
    made = full(person("owner-mail@example.org", name="Marker Contact"))
    page = client.get(f"/p/{made.public_id}?lang={language}").get_data(as_text=True)
    assert [marker for marker in MARKERS if marker in page] == []
    assert "<b>Srl" not in page
    assert "<script>x" not in page
    assert "{{ 7*7 }}" in page
    assert "Capannone" not in page  # money is for members


def test_statements_carry_their_language_and_direction(client: Inspector, owner: User) -> None:
    client.get(f"/p/{full(owner).public_id}")
    marked = [(a.get("lang"), a.get("dir")) for a in client.page.all("p") if a.get("class") == "typed"]
    assert ("ur", "rtl") in marked
    assert (None, "auto") in marked


def test_a_website_is_linked_without_trust(client: Inspector, owner: User) -> None:
    client.get(f"/p/{full(owner).public_id}")
    links = [a for a in client.page.all("a") if a.get("href") == "https://rossi.example.org"]
    assert [a.get("rel") for a in links] == ["nofollow noopener ugc"]


def test_labels_are_in_the_readers_language(client: Inspector, owner: User) -> None:
    made = full(owner)
    client.get(f"/p/{made.public_id}?lang=it")
    assert "Lombardia" in client.words
    assert "Fabbricazione di macchine" in client.words


def test_a_member_of_the_network_also_reads_the_terms(client: Inspector, owner: User) -> None:
    signed_in(client, person())
    page = client.get(f"/p/{full(owner).public_id}").get_data(as_text=True)
    assert "Capannone" in page
    assert [marker for marker in MARKERS if marker in page] == []


@pytest.mark.parametrize("state", ["draft", "submitted", "changes_requested", "withdrawn"])
def test_what_is_not_published_is_there_for_its_people_and_staff_only(
    app: Flask, owner: User, staff: User, state: str
) -> None:
    made = profile("italian_firm", state, owner=owner, offers=["Telai"])
    url = f"/p/{made.public_id}"
    Inspector(app).get(url, 404)
    signed_in(Inspector(app), person()).get(url, 404)
    for insider in (owner, staff):
        browser = signed_in(Inspector(app), insider)
        browser.get(f"{url}?lang=en")
        assert "see this page" in browser.words


def test_a_published_profile_without_consent_is_not_shown(client: Inspector, owner: User) -> None:
    client.get(f"/p/{profile(owner=owner, listed=False).public_id}", 404)
    client.get("/p/nosuchprofile", 404)


def test_my_profiles_show_state_and_what_is_missing(client: Inspector, owner: User) -> None:
    profile("italian_firm", "draft", owner=owner, name="Bozza Srl", offers=["Telai"])
    signed_in(client, owner)
    client.get("/profiles/mine?lang=en")
    assert "Bozza Srl" in client.words
    assert "Add what you look for" in client.words


def test_without_a_profile_the_page_says_how_to_make_one(client: Inspector, owner: User) -> None:
    signed_in(client, owner)
    client.get("/profiles/mine?lang=en")
    assert "You have no profile yet" in client.words


def test_an_owner_withdraws_and_a_draft_is_deleted(client: Inspector, owner: User) -> None:
    made, draft = profile(owner=owner), services.create(owner, "investor")
    signed_in(client, owner)
    client.get("/profiles/mine")
    client.post(f"/profiles/{made.public_id}/withdraw")
    client.post(f"/profiles/{draft.public_id}/discard")
    db.session.expire_all()
    assert [(one.id, one.state) for one in queries.of(owner)] == [(made.id, "withdrawn")]


def test_a_stranger_can_do_neither(client: Inspector, owner: User) -> None:
    made, draft = profile(owner=owner), services.create(owner, "investor")
    signed_in(client, person())
    client.get("/profiles/mine")
    client.post(f"/profiles/{made.public_id}/withdraw", status=404)
    client.post(f"/profiles/{draft.public_id}/discard", status=404)
    assert (made.state, len(queries.of(owner))) == ("published", 2)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("ferri chirurgici", "it"),
        ("surgical instruments", "en"),
        ("جراحی کے آلات", "ur"),
        ("jarrahi ke aalat", "en"),
        ("32.50", "it"),
    ],
)
def test_a_sector_is_found_in_any_writing_and_named_in_the_readers_language(
    client: Inspector, typed: str, language: str
) -> None:
    found = client.get("/sectors", query_string={"q": typed, "lang": language}).get_json()
    names = {"en": "Manufacture of medical", "it": "Fabbricazione di strumenti", "ur": "جراحی"}
    assert found[0]["code"] == "32.50"
    assert found[0]["label"].startswith(names[language])
    assert sorted(found[0]) == ["code", "label", "path"]


def test_an_empty_search_finds_nothing(client: Inspector) -> None:
    for odd in ("", " ", "\x00", "؟؟؟", "zzzz" * 5000):
        assert client.get("/sectors", query_string={"q": odd}).get_json() == []


def test_a_machine_that_asks_without_end_is_told_to_wait(client: Inspector) -> None:
    answers = [client.send("GET", "/sectors").status_code for _ in range(241)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_the_tree_leads_from_sections_to_classes(client: Inspector) -> None:
    for path in ("/sectors/tree", "/sectors/tree?of=C", "/sectors/tree?of=32.50&lang=ur"):
        client.get(path)
    client.get("/sectors/tree?of=nonsense", 404)
