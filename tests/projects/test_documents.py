"""Documents beside a sheet: members open them once staff have read them, nobody else before."""

from __future__ import annotations

from io import BytesIO

import pytest

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.documents import filing
from pin_app.documents.models import Document
from pin_app.profiles.models import Profile
from pin_app.profiles.queries import terms_of
from pin_app.projects.models import ProjectDocument
from pin_app.projects.services import MOST_DOCUMENTS
from tests.documents.files import pdf, photo
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.projects.test_sheets import address, project


@pytest.fixture
def owner(client: Inspector) -> User:
    return person("ann@x.example")


@pytest.fixture
def made(owner: User) -> Profile:
    return project(owner=owner)


def send(client: Inspector, made: Profile, content: bytes, status: int = 302, kind: str = "plan") -> None:
    client.get(address(made))
    client.post(
        f"{address(made)}/documents",
        {"kind": kind, "document": (BytesIO(content), "../Plan <1>.pdf")},
        status=status,
        content_type="multipart/form-data",
    )


def only() -> ProjectDocument:
    db.session.rollback()
    return db.session.query(ProjectDocument).one()


def opened(client: Inspector, path: str) -> int:
    """The status with which a document is handed out, or not."""
    answer = client.send("GET", path)
    answer.close()
    return answer.status_code


def links(client: Inspector) -> list[str]:
    return [a["href"] for a in client.page.all("a") if "/documents/" in (a.get("href") or "")]


def test_members_open_a_document_once_staff_have_read_it(
    client: Inspector, owner: User, made: Profile
) -> None:
    send(signed_in(client, owner), made, pdf())
    member, staff = Inspector(client.app), Inspector(client.app)
    signed_in(member, person()).get(address(made))
    assert links(member) == []
    path = f"/documents/{only().document.token}"
    assert opened(member, path) == 404
    signed_in(staff, person(role="staff")).get("/")
    assert "Documents of projects" in staff.words
    staff.get(address(made))
    assert links(staff) == [path]
    staff.post(f"{address(made)}/documents/{only().id}/read")
    member.get(address(made))
    assert (links(member), opened(member, path)) == ([path], 200)
    assert db.session.query(AuditEntry).filter_by(action="project.document_read").count() == 1


def test_a_document_is_named_by_its_kind_and_without_folders(
    client: Inspector, owner: User, made: Profile
) -> None:
    send(signed_in(client, owner), made, pdf())
    client.get(address(made))
    assert "Business plan: Plan 1.pdf" in client.words


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_document_is_closed_with_the_sheet(
    client: Inspector, owner: User, made: Profile, state: str
) -> None:
    send(signed_in(client, owner), made, pdf())
    kept = only()
    kept.read_at, kept.profile.state = kept.added_at, state
    path = f"/documents/{kept.document.token}"
    db.session.commit()
    assert opened(signed_in(Inspector(client.app), person()), path) == 404
    assert opened(client, path) == 200


def test_a_document_is_closed_once_the_firm_seeks_no_investment(
    client: Inspector, owner: User, made: Profile
) -> None:
    send(signed_in(client, owner), made, pdf())
    kept, terms = only(), terms_of(made)
    assert terms is not None
    kept.read_at = kept.added_at
    path = f"/documents/{kept.document.token}"
    db.session.commit()
    member = signed_in(Inspector(client.app), person())
    assert opened(member, path) == 200
    terms.direction = "invest"
    db.session.commit()
    assert opened(member, path) == 404
    assert opened(client, path) == 200


@pytest.mark.parametrize("act", ["", "/{0}/read", "/{0}/remove"])
def test_nobody_else_adds_reads_or_removes(client: Inspector, owner: User, made: Profile, act: str) -> None:
    send(signed_in(client, owner), made, pdf())
    number = only().id
    other = signed_in(Inspector(client.app), person())
    other.get(address(made))
    sent = other.send(
        "POST", f"{address(made)}/documents{act.format(number)}", data={"csrf_token": other.page.csrf_token}
    )
    assert sent.status_code == (403 if "read" in act else 404)
    assert (only().id, only().read_at) == (number, None)


def test_its_owner_does_not_read_for_staff(client: Inspector, owner: User, made: Profile) -> None:
    send(signed_in(client, owner), made, pdf())
    client.get(address(made))
    client.post(f"{address(made)}/documents/{only().id}/read", status=403)
    assert only().read_at is None


def test_a_number_of_another_project_is_no_page(client: Inspector, owner: User, made: Profile) -> None:
    second = project(owner=owner, name="Second")
    send(signed_in(client, owner), made, pdf())
    client.post(f"{address(second)}/documents/{only().id}/remove", status=404)
    assert only().profile_id == made.id


def test_taking_it_away_deletes_row_and_file(client: Inspector, owner: User, made: Profile) -> None:
    send(signed_in(client, owner), made, pdf())
    client.post(f"{address(made)}/documents/{only().id}/remove")
    counts = [db.session.query(model).count() for model in (ProjectDocument, Document)]
    assert counts == [0, 0]


def test_the_same_file_twice_is_one_document(client: Inspector, owner: User, made: Profile) -> None:
    for _ in range(2):
        send(signed_in(client, owner), made, pdf())
    assert (only().kind, len(list(filing.folder().iterdir()))) == ("plan", 1)


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.7 torn", b"MZ\x90"])
def test_what_is_no_document_is_refused_beside_the_field(
    client: Inspector, owner: User, made: Profile, content: bytes
) -> None:
    send(signed_in(client, owner), made, content, status=422)
    assert db.session.query(ProjectDocument).count() == 0


def test_an_unknown_kind_is_refused(client: Inspector, owner: User, made: Profile) -> None:
    send(signed_in(client, owner), made, pdf(), status=422, kind="virus")
    assert db.session.query(Document).count() == 0


def test_a_sheet_has_room_for_a_few(client: Inspector, owner: User, made: Profile) -> None:
    for number in range(MOST_DOCUMENTS):
        send(signed_in(client, owner), made, photo((60 + number, 40)))
    send(client, made, photo((200, 40)), status=422)
    assert "Take one away first." in client.words
    assert len(list(filing.folder().iterdir())) == MOST_DOCUMENTS
