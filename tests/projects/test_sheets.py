"""The project sheet: who sees it, what it says, and that nobody can be reached through it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from flask import Flask

from pin_app.db import db
from pin_app.profiles import services
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

TERMS = {
    "direction": "seek", "min_eur": 40_000, "max_eur": 90_000, "instruments": ["qard_hasan", "musharakah"],
    "sectors": ["32.50"], "districts": ["Sialkot"], "purpose": "دو مشینیں اور تربیت", "jobs_expected": 12,
    "horizon": "three_years", "co_invest": "yes", "stage": "growing",
}  # fmt: skip
SECRETS = ("boss@sialkot.example", "+923001234567", "3001234567", "Imran Secret", "Registered Secret Ltd")


def project(**changes: Any) -> Profile:
    """A published firm that seeks money and has contact data."""
    facts = {
        "name": "Sialkot Surgical <Works>", "about": "We make forceps.", "founded": 1985, "employees": 41,
        "email": SECRETS[0], "phone": SECRETS[1], "contact_name": SECRETS[3], "legal_name": SECRETS[4],
        "offers": ["Forceps"],
        "needs": [{"text": "An investor for two machines", "intent": "seek_investment"}],
        "terms": TERMS,
    }  # fmt: skip
    return profile(**(facts | changes))


def address(made: Profile) -> str:
    return f"/p/{made.public_id}/project"


def printed(client: Inspector, made: Profile, language: str = "en") -> bytes:
    answer = client.send("GET", f"{address(made)}.pdf?language={language}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer.get_data()


def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join("".join(sign for sign in text if sign not in "\u2066\u2067\u2068\u2069\ufffe").split())


def test_a_member_reads_the_whole_project_on_one_page(client: Inspector) -> None:
    signed_in(client, person()).get(address(project()))
    for said in (
        "Sialkot Surgical <Works>", "EUR 40,000 – 90,000", "Loan without interest (qard-e-hasan)",
        "دو مشینیں اور تربیت", "One to three years", "Running, and to be enlarged", "Jobs expected 12",
        "An investor for two machines", "It gives no advice on investments and moves no money.",
    ):  # fmt: skip
        assert said in client.words, said


def test_the_page_of_the_profile_leads_there_but_not_for_visitors(client: Inspector) -> None:
    made = project()
    client.get(f"/p/{made.public_id}")
    assert "Open the project sheet" not in client.words
    signed_in(client, person()).get(f"/p/{made.public_id}")
    assert "Open the project sheet" in client.words


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_nobody_can_be_reached_through_it(client: Inspector, language: str) -> None:
    made = project()
    page = signed_in(client, person()).get(f"{address(made)}?lang={language}").get_data(as_text=True)
    paper = words(printed(client, made, language))
    assert [secret for secret in SECRETS if secret in page or secret in paper] == []


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_paper_is_tagged_titled_and_one_page_long(client: Inspector, language: str) -> None:
    signed_in(client, person())
    with pikepdf.open(BytesIO(printed(client, project(), language))) as file:
        assert (str(file.Root.Lang), bool(file.Root.MarkInfo.Marked), len(file.pages)) == (language, True, 1)
        assert "Sialkot Surgical <Works>" in str(file.docinfo["/Title"])


def test_the_paper_says_what_the_page_says(client: Inspector) -> None:
    signed_in(client, person())
    paper = words(printed(client, project()))
    for said in ("EUR 40,000 – 90,000", "We make forceps.", "An investor for two machines", "moves no money"):
        assert said in paper


def test_an_unknown_language_is_the_readers_own(client: Inspector) -> None:
    signed_in(client, person(language="it"))
    with pikepdf.open(BytesIO(printed(client, project(), "xx"))) as file:
        assert str(file.Root.Lang) == "it"


def test_asking_for_a_language_on_paper_does_not_change_that_of_the_site(client: Inspector) -> None:
    signed_in(client, person())
    answer = client.send("GET", f"{address(project())}.pdf?language=ur")
    assert "lang=" not in answer.headers.get("Set-Cookie", "")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 200),
        ({"listed": False}, 404),
        ({"state": "submitted"}, 404),
        ({"state": "withdrawn"}, 404),
        ({"terms": None}, 404),
        ({"terms": TERMS | {"direction": "invest"}}, 404),
    ],
)
def test_members_see_only_published_projects(client: Inspector, changes: dict[str, Any], status: int) -> None:
    made = project(**changes)
    signed_in(client, person())
    for path in (address(made), address(made) + ".pdf"):
        assert client.send("GET", path).status_code == status


def test_its_owner_sees_it_before_but_prints_it_only_once_it_is_published(client: Inspector) -> None:
    owner = person()
    made = project(owner=owner, state="draft")
    signed_in(client, owner).get(address(made))
    assert "Others do not see this sheet yet" in client.words
    assert "ISCOS staff have read this sheet" not in client.words
    assert client.send("GET", address(made) + ".pdf").status_code == 404


def test_visitors_are_asked_to_sign_in(client: Inspector) -> None:
    made = project()
    for path in (address(made), address(made) + ".pdf"):
        assert "/sign-in" in client.send("GET", path).headers["Location"]


def test_what_staff_have_not_read_is_not_on_it(app: Flask, client: Inspector) -> None:
    owner = person()
    made = project(owner=owner)
    services.set_terms(made, owner, **(TERMS | {"purpose": "Something that nobody has read"}))
    services.save(made, owner, about="Words that nobody has read")
    db.session.commit()
    signed_in(client, person()).get(address(made))
    paper = words(printed(client, made))
    assert [said for said in ("nobody has read",) if said in client.words or said in paper] == []


@pytest.mark.parametrize("odd", ["/p/nobody/project", "/p/%00/project", "/p/" + "a" * 5000 + "/project.pdf"])
def test_an_odd_address_is_no_page(client: Inspector, odd: str) -> None:
    signed_in(client, person())
    assert client.send("GET", odd).status_code == 404
