"""One questionnaire, saved as one goes, laid out under the headings of other frameworks."""

from __future__ import annotations

import io

import pikepdf
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.accounts.services import give_consent, withdraw_consent
from pin_app.audit.models import AuditEntry
from pin_app.claims import frameworks, questions
from pin_app.claims.models import Questionnaire
from pin_app.claims.services import answering, state_number
from pin_app.db import db
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector


def part(of: Profile, number: int) -> str:
    return f"/profiles/{of.public_id}/questions/{number}"


def test_every_question_has_a_heading_in_a_framework_and_every_heading_a_question() -> None:
    known = {heading for headings in frameworks.HEADINGS.values() for heading in headings}
    used = {heading for question in questions.QUESTIONS.values() for heading in question.headings}
    assert used == known
    assert all(question.headings for question in questions.QUESTIONS.values())
    assert 20 <= len(questions.QUESTIONS) <= 32


def test_answers_are_kept_part_by_part_and_come_back(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(part(firm, 1))
    client.post(part(firm, 1), {"women": "12", "men": "30", "contracts": "partly", "do": "leave"})
    client.get(part(firm, 1))
    values = {a.get("name"): a.get("value") for a in client.page.all("input")}
    assert (values["women"], values["men"], values["left"]) == ("12", "30", "")
    client.post(part(firm, 2), {"youngest": "18"})
    assert answering.answers_of(firm) == {"women": 12, "men": 30, "contracts": "partly", "youngest": 18}


def test_an_answer_can_be_taken_back(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(part(firm, 1))
    client.post(part(firm, 1), {"women": "12", "equal": "yes"})
    client.post(part(firm, 1), {"women": "", "equal": ""})
    assert answering.answers_of(firm) == {}


@pytest.mark.parametrize(
    "wrong", [{"women": "-1"}, {"women": "9" * 30}, {"women": "x"}, {"contracts": "maybe"}, {"women": "1e3"}]
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(
    client: Inspector, owner: User, firm: Profile, wrong: dict[str, str]
) -> None:
    signed_in(client, owner)
    client.get(part(firm, 1))
    client.post(part(firm, 1), {"men": "7"} | wrong, status=422)
    assert next(a for a in client.page.all("input") if a.get("name") == "men")["value"] == "7"
    assert answering.answers_of(firm) == {}


def test_while_one_types_what_is_right_is_kept_and_the_meter_told(
    client: Inspector, owner: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(part(firm, 1))
    answer = client.post(part(firm, 1), {"women": "3", "men": "x"}, status=200, headers={"X-Autosave": "1"})
    assert answer.json == {"percent": 3}
    assert answering.answers_of(firm) == {"women": 3}


def test_questions_about_unions_need_consent(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(part(firm, 4))
    assert "left out" in client.words
    client.post(part(firm, 4), {"covered": "80", "complaints": "yes"})
    assert answering.answers_of(firm) == {"complaints": "yes"}
    give_consent(owner, "union", language="en", way="claims")
    client.get(part(firm, 4))
    client.post(part(firm, 4), {"covered": "80", "complaints": "yes"})
    assert answering.answers_of(firm) == {"complaints": "yes", "covered": 80}
    withdraw_consent(owner, "union")
    db.session.commit()
    assert db.session.scalars(select(Questionnaire.answers)).one() == {"complaints": "yes"}


def test_the_supplier_file_shows_answers_under_each_framework_with_levels(
    client: Inspector, owner: User, firm: Profile
) -> None:
    answering.answer_part(firm, owner, 3, {"registered": 90})
    state_number(firm, "social_security", owner, "pk.eobi", "DCA01234")
    db.session.commit()
    signed_in(client, owner)
    client.get(f"/profiles/{firm.public_id}/supplier-file")
    assert "Self-declared by the firm." in client.words
    assert client.words.count("What share of the workers is registered with social security?") == 2
    client.post(f"/profiles/{firm.public_id}/supplier-file/finish")
    client.post(f"/profiles/{firm.public_id}/supplier-file/finish")
    answer = client.get(f"/profiles/{firm.public_id}/supplier-file.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.data)).active.rows]
    found = [
        row[:4] + row[5:8] for row in rows if row[2] and row[2].startswith("What share of the workers is")
    ]
    assert found == [
        [
            "Performance areas of amfori BSCI", heading, "What share of the workers is registered with social"
            " security?", "90%", "Social security of the workers", "2", "Registration number stated",
        ]
        for heading in ("5 Fair remuneration", "10 No precarious employment")
    ]  # fmt: skip
    assert not any("DCA01234" in str(cell) for row in rows for cell in row)
    acts = select(AuditEntry.action).where(AuditEntry.subject_type == "Profile").order_by(AuditEntry.id)
    assert db.session.scalars(acts).all() == ["questionnaire.finished", "supplier_file.exported"]


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_supplier_file_goes_on_paper_in_each_language(
    client: Inspector, owner: User, firm: Profile, language: str
) -> None:
    answering.answer_part(firm, owner, 1, {"women": 14, "contracts": "partly"})
    db.session.commit()
    signed_in(client, owner)
    answer = client.get(f"/profiles/{firm.public_id}/supplier-file.pdf?lang={language}")
    with pikepdf.open(io.BytesIO(answer.data)) as paper:
        assert (len(paper.pages) > 0, "/StructTreeRoot" in paper.Root) == (True, True)
    assert answer.headers["Content-Disposition"] == "attachment; filename=pin-supplier-file.pdf"


def test_text_of_people_starts_no_formula(client: Inspector, owner: User, firm: Profile) -> None:
    firm.name = '=HYPERLINK("http://x")'
    db.session.commit()
    signed_in(client, owner)
    answer = client.get(f"/profiles/{firm.public_id}/supplier-file.xlsx")
    cells = [cell for row in load_workbook(io.BytesIO(answer.data)).active.rows for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_files_of_others_are_not_there(client: Inspector, firm: Profile) -> None:
    signed_in(client, person("other@example.org"))
    for url in (part(firm, 1), f"/profiles/{firm.public_id}/supplier-file"):
        client.get(url, status=404)
    for ending in ("xlsx", "pdf"):
        client.get(f"/profiles/{firm.public_id}/supplier-file.{ending}", status=404)
    client.get("/help")
    client.post(part(firm, 1), {"women": "1"}, status=404)
    client.post(f"/profiles/{firm.public_id}/supplier-file/finish", status=404)


def test_an_association_has_no_supplier_file(client: Inspector, owner: User) -> None:
    made = profile("association", owner=owner)
    signed_in(client, owner)
    client.get(part(made, 1), status=404)
