"""Pages: by link without signing in, on the page of an introduction, and for staff."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.documents.models import Document
from pin_app.introductions import actors
from pin_app.introductions import services as introductions
from pin_app.introductions.models import Introduction
from pin_app.mail.models import OutgoingMail
from pin_app.outcomes import queries, services
from pin_app.outcomes.models import FollowUp
from pin_app.outcomes.services import links
from pin_app.security import sign
from tests.factories.follow_ups import asked, of
from tests.factories.introductions import introduction as introduced
from tests.factories.introductions import side
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import asked as questions


def again(row: FollowUp) -> FollowUp:
    number = row.id
    db.session.rollback()
    return db.session.get_one(FollowUp, number)


def desk(client: Inspector) -> Inspector:
    return signed_in(client, person(role="staff", name="Paola Verdi"))


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_opening_the_link_of_the_mail_decides_nothing(client: Inspector, language: str) -> None:
    made = asked()
    mail = db.session.query(OutgoingMail).filter_by(template="follow_up_asked").first()
    assert mail is not None
    link = "/f/" + mail.body.split("/f/")[1].split()[0]
    for method in ("GET", "HEAD"):
        client.send(method, link)
    client.get(f"{link}?lang={language}")
    assert (again(of(made, "first")).result, again(of(made, "second")).result) == ("", "")
    assert made.second is not None and made.second.email not in client.words


def test_one_tap_answers_and_a_second_one_shows_the_same(client: Inspector) -> None:
    row = of(asked(), "first")
    link = links.path_to_answer(row)
    client.get(f"{link}?lang=en")
    for _ in range(2):
        client.follow(client.post(link, {"result": "agreement"}))
    assert (again(row).result, again(row).channel) == ("agreement", "link")
    more = {"amount_eur": "12.000", "jobs": "3", "jobs_contract": "3", "anyway": "probably", "note": "Grazie"}
    client.follow(client.post(f"{link}/more", more))
    kept = again(row)
    assert (kept.amount_eur, kept.jobs, kept.anyway, kept.note) == (12000, 3, "probably", "Grazie")
    client.post(f"{link}/more", {"jobs": "1", "jobs_contract": "2"}, 422)
    client.post(f"{link}/more", {"amount_eur": "lots"}, 422)
    client.post(link, {"result": "perhaps"}, 400)
    assert again(row).jobs == 3


def test_a_link_is_over_when_it_is_forged_too_old_closed_or_of_an_ended_introduction(
    app: Flask, client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asked()
    row = of(made, "first")
    link = links.path_to_answer(row)
    forged = [
        "x",
        link.removeprefix("/f/")[:-2],
        sign("introductions.answer", [row.id, row.link_secret]),
        *(sign(links.PURPOSE, facts) for facts in ([row.id, "x"], "x", [2**70, "x"])),
    ]
    for token in forged:
        client.get(f"/f/{token}", 410)
    soon, late = time.time() + 119 * 86400, time.time() + 121 * 86400
    monkeypatch.setattr(time, "time", lambda: soon)
    client.get(link)
    monkeypatch.setattr(time, "time", lambda: late)
    client.get(link, 410)
    monkeypatch.undo()
    client.get(link)
    introductions.withdraw(made, actors.by_link("second"), "no_time")
    db.session.commit()
    client.get(link, 410)
    client.get("/sign-in")
    client.post(link, {"result": "talking"}, 410)
    assert again(row).result == ""


def test_a_side_answers_on_the_page_of_its_introduction(client: Inspector) -> None:
    made = asked()
    assert made.first is not None and made.first.owner is not None
    page = f"/introductions/{made.public_id}"
    signed_in(client, made.first.owner).get(f"{page}?lang=en")
    assert "How does it go?" in client.words
    client.get(f"{page}/follow-up/more", 302)
    client.follow(client.post(f"{page}/follow-up", {"result": "investment"}))
    row = of(made, "first")
    assert (row.result, row.channel, row.by) == ("investment", "page", made.first.owner)
    client.get(f"{page}/follow-up/more")
    client.post(f"{page}/follow-up/more", {"jobs": "-4"}, 422)
    client.follow(client.post(f"{page}/follow-up/more", {"amount_eur": "900"}))
    assert again(row).amount_eur == 900


def test_nobody_answers_for_another(client: Inspector) -> None:
    made = asked()
    page = f"/introductions/{made.public_id}/follow-up"
    signed_in(client, person()).get("/help")
    client.post(page, {"result": "talking"}, 404)
    client.get(f"{page}/more", 404)
    for path in (
        "/follow-ups",
        f"/follow-ups/{of(made, 'first').id}",
        f"/introductions/{made.public_id}/outcome",
    ):
        client.get(path, 403)
    client.post(f"/follow-ups/{of(made, 'first').id}/tried", status=403)
    assert of(made, "first").tries == 0


def test_neither_side_reads_what_the_other_says(client: Inspector) -> None:
    made = asked()
    first, second = of(made, "first"), of(made, "second")
    services.answer(first, "agreement", "link")
    services.add_details(first, {"amount_eur": 424242, "note": "secretmarker"})
    db.session.commit()
    assert made.second is not None and made.second.owner is not None
    signed_in(client, made.second.owner)
    for path in (f"/introductions/{made.public_id}", links.path_to_answer(second)):
        html = client.get(path).get_data(as_text=True)
        assert ("secretmarker" in html, "424" in html) == (False, False)


def silent(made: Introduction) -> FollowUp:
    row = of(made, "first")
    assert row.mail is not None
    row.mail.state = "bounced"
    db.session.commit()
    return row


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_staff_call_and_note_the_answer(client: Inspector, language: str) -> None:
    row, further = silent(asked()), silent(asked())
    desk(client).get(f"/follow-ups?lang={language}")
    assert row.profile.name in client.words
    assert row.profile.phone not in "".join(client.page.text)
    html = client.get(f"/follow-ups/{row.id}?lang={language}").get_data(as_text=True)
    assert (f"tel:{row.profile.phone}" in html, "https://wa.me/" in html, "pin.test/f/" in html) == (
        True,
        True,
        True,
    )
    path = f"/follow-ups/{row.id}/answer"
    client.post(path, {"result": "agreement", "way": "by_phone", "note": ""}, 422)
    told = {"result": "agreement", "way": "by_phone", "note": "On Monday", "jobs": "2", "jobs_security": "1"}
    answer = client.post(path, told)
    assert answer.headers["Location"] == f"/follow-ups/{further.id}"
    kept = again(row)
    assert (kept.result, kept.channel, kept.jobs, kept.jobs_security) == ("agreement", "staff", 2, 1)
    client.follow(client.post(f"/follow-ups/{further.id}/tried"))
    assert again(further).tries == 1
    reads = db.session.query(AuditEntry).filter_by(action="profile.contact_read").count()
    assert reads == 1


def test_what_to_say_stands_in_the_language_of_who_is_called(client: Inspector) -> None:
    row = silent(asked(first=side(owner=person(language="it"))))
    html = desk(client).get(f"/follow-ups/{row.id}?lang=en").get_data(as_text=True)
    assert ('<ol lang="it" dir="ltr">' in html, "In your language" in html) == (True, True)
    html = client.get(f"/follow-ups/{row.id}?lang=it").get_data(as_text=True)
    assert html.count("<ol") == 1


def test_the_side_sees_that_staff_answered_for_it(client: Inspector) -> None:
    made = asked()
    row = of(made, "first")
    services.answer(row, "talking", "staff", person(role="staff"), "by_phone", "On Monday")
    db.session.commit()
    assert row.profile.owner is not None
    signed_in(client, row.profile.owner).get(f"/introductions/{made.public_id}?lang=en")
    assert "ISCOS noted it on your behalf" in client.words


def both(made: Introduction, first: str, second: str) -> None:
    services.answer(of(made, "first"), first, "link")
    services.answer(of(made, "second"), second, "link")
    db.session.commit()


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_staff_see_where_two_disagree_and_record_what_came_of_it(client: Inspector, language: str) -> None:
    made = asked()
    both(made, "agreement", "no_contact")
    desk(client)
    for view in ("differ", "record", "calls", "x"):
        client.get(f"/follow-ups?view={view}&lang={language}")
    client.get(f"/introductions/{made.public_id}/staff?lang={language}")
    path = f"/introductions/{made.public_id}/outcome"
    client.get(f"{path}?months=3&lang={language}")
    client.post(path, {"months": "4", "result": "agreement"}, 422)
    client.post(path, {"months": "3", "result": ""}, 422)
    client.follow(
        client.post(path, {"months": "3", "result": "agreement", "amount_eur": "5000", "jobs": "2"})
    )
    kept = queries.outcomes_of(made)[3]
    assert (kept.result, kept.amount_eur, kept.jobs) == ("agreement", 5000, 2)
    db.session.expire_all()
    assert db.session.get_one(Introduction, made.id).state == "outcome_recorded"
    for odd in ("0", "5", "x", "", "9" * 30):
        client.get(f"{path}?months={odd}")
    client.get("/introductions/nobody/outcome", 404)


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_staff_record_what_came_of_it_before_anybody_was_asked(client: Inspector, language: str) -> None:
    made = introduced()
    desk(client).get(f"/introductions/{made.public_id}/outcome?lang={language}")
    client.post(f"/introductions/{made.public_id}/outcome", {"months": "3"}, 422)


def test_staff_see_an_answer_whose_other_side_was_never_asked(client: Inspector) -> None:
    made = asked()
    services.answer(of(made, "first"), "agreement", "link")
    db.session.delete(of(made, "second"))
    db.session.commit()
    desk(client)
    for path in ("/follow-ups?view=record", f"/introductions/{made.public_id}/staff"):
        client.get(f"{path}{'&' if '?' in path else '?'}lang=en")
    client.get(f"/introductions/{made.public_id}/outcome?lang=en")
    assert "Not asked" in client.words


def test_what_both_say_is_filled_in(client: Inspector) -> None:
    made = asked()
    both(made, "agreement", "agreement")
    services.add_details(of(made, "first"), {"amount_eur": 7000, "jobs": 2})
    services.add_details(of(made, "second"), {"amount_eur": 9000})
    db.session.commit()
    desk(client).get(f"/introductions/{made.public_id}/outcome?months=3&lang=en")
    typed = {a.get("name"): a.get("value") for a in client.page.all("input")}
    assert (typed["jobs"], typed["amount_eur"]) == ("2", "")
    assert "They disagree about: the amount" in client.words


def test_a_document_is_kept_beside_an_outcome_for_staff_alone(client: Inspector, app: Flask) -> None:
    made = asked()
    both(made, "agreement", "agreement")
    path = f"/introductions/{made.public_id}/outcome"
    desk(client).get(path)
    facts = {"months": "3", "result": "agreement"}
    bad: dict[str, Any] = facts | {"document": (io.BytesIO(b"<html>"), "x.pdf")}
    client.post(path, bad, 422)
    assert queries.outcomes_of(made) == {}
    good: dict[str, Any] = facts | {"document": (io.BytesIO(_picture()), "../contract.jpg")}
    client.follow(client.post(path, good))
    document = db.session.query(Document).one()
    assert (document.purpose, document.subject_type, document.name) == ("outcome", "Outcome", "contract.png")
    client.get(f"/introductions/{made.public_id}/staff")
    client.send("GET", f"/documents/{document.token}").close()
    assert made.first is not None and made.first.owner is not None
    browser = signed_in(Inspector(app), made.first.owner)
    browser.get(f"/documents/{document.token}", 404)


def _picture() -> bytes:
    from PIL import Image  # noqa: PLC0415 -- only this test draws

    file = io.BytesIO()
    Image.new("RGB", (20, 20), "green").save(file, "PNG")
    return file.getvalue()


def test_staff_read_on_their_first_page_what_waits(client: Inspector) -> None:
    desk(client).get("/?lang=en")
    assert "Follow-up" not in client.words
    both(asked(), "agreement", "talking")
    silent(asked())
    client.get("/?lang=en")
    told = (
        "One side is to be called",
        "Two sides tell different things once",
        "One outcome is to be recorded",
    )
    assert [words for words in told if words not in client.words] == []


def test_odd_numbers_are_not_there(client: Inspector) -> None:
    desk(client)
    for odd in ("0", "2147483647", "2147483648", "9223372036854775808", "-1", "x"):
        client.get(f"/follow-ups/{odd}", 404)
    for odd in ("0", "-1", "99999999999999999999", "x"):
        client.get(f"/follow-ups?page={odd}")


def test_the_lists_ask_as_often_for_five_as_for_two(client: Inspector) -> None:
    desk(client)
    for _ in range(2):
        both(asked(), "agreement", "talking")
        silent(asked())
    addresses = [f"/follow-ups?view={view}" for view in queries.VIEWS]
    for address in addresses:
        client.get(address)
    few = [questions(lambda address=address: client.get(address)) for address in addresses]
    for _ in range(3):
        both(asked(), "agreement", "talking")
        silent(asked())
    assert [questions(lambda address=address: client.get(address)) for address in addresses] == few


def test_the_room_never_commits_in_services(repository: Path) -> None:
    files = sorted((repository / "pin_app/outcomes/services").glob("*.py"))
    assert [file.name for file in files if ".commit()" in file.read_text(encoding="utf-8")] == []
    assert len(files) == 5
