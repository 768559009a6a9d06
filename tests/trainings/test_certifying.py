"""Certificates: who gets one, what its page says to whom, and the paper."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import UTC, datetime

import pypdfium2
import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from pin_app.trainings import given, papers, policies, queries, services
from pin_app.trainings.models import Certificate, TrainingSeries, new_number
from tests.factories.events import registration
from tests.factories.people import person, signed_in
from tests.factories.trainings import check_in, date_of, run
from tests.inspector import Inspector

AISHA = {
    "surname": "Khàn",
    "given_name": "Aisha Bibi",
    "email": "aisha@example.org",
    "name_key": "khan aisha bibi",
}


def scene(**columns: object) -> tuple[object, TrainingSeries, Registration]:
    """A past series of two dates; Aisha was at one of them, which is just enough, another person at none."""
    by, made = run(dates=0, **columns)
    first, second = (date_of(made, by, weeks=weeks) for weeks in (-9, -8))
    mine = registration(first, **AISHA)
    registration(second, **AISHA)
    check_in(mine)
    registration(first)
    return by, made, mine


def issued(**columns: object) -> tuple[object, Certificate]:
    by, made, _ = scene(**columns)
    (certificate,) = services.issue(made, by)  # type: ignore[arg-type]
    db.session.commit()
    return by, certificate


def page_of(certificate: Certificate) -> str:
    return f"/trainings/certificates/{certificate.number}"


def words_on(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(paper))
    found = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(found.split())


def test_who_reached_the_minimum_gets_one_certificate_and_one_mail(client: Inspector) -> None:
    by, made, _ = scene()
    signed_in(client, by)  # type: ignore[arg-type]
    at = f"/trainings/{made.public_id}/certificates"
    client.get(f"{at}?lang=en")
    assert "One person has reached the minimum" in client.words
    for _ in range(2):
        client.follow(client.post(f"{at}/issue"))
    certificate = db.session.query(Certificate).one()
    assert (certificate.sessions, certificate.of_sessions, certificate.minutes) == (1, 2, 240)
    assert certificate.first_day == certificate.last_day
    entry = db.session.query(AuditEntry).filter_by(action="training.certificate_issued").one()
    assert entry.facts == {"number": certificate.number, "series": made.public_id}
    mail = db.session.query(OutgoingMail).one()
    assert (mail.to_address, mail.template) == ("aisha@example.org", "training_certificate")
    assert certificate.link_secret in mail.body


@pytest.mark.parametrize(
    ("minimum", "unit", "wanted"), [(51, "percent", 0), (50, "percent", 1), (2, "sessions", 0)]
)
def test_the_minimum_decides(app: Flask, minimum: int, unit: str, wanted: int) -> None:
    by, made, _ = scene(minimum=minimum, minimum_unit=unit)
    assert given.overview(made, now())[0] == wanted
    assert len(services.issue(made, by)) == wanted  # type: ignore[arg-type]


def test_a_hundred_are_issued_at_once_and_the_rest_stays_owed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, made, _ = scene()
    date = queries.dates_of([made])[made.id][0]
    for _ in range(2):
        check_in(registration(date))
    monkeypatch.setattr(services.certifying, "AT_ONCE", 2)
    counts = []
    for _ in range(3):
        counts.append((len(services.issue(made, by)), given.overview(made, now())[0]))  # type: ignore[arg-type]
    assert counts == [(2, 1), (1, 0), (0, 0)]


def test_a_series_without_certificates_issues_none(client: Inspector) -> None:
    by, made, _ = scene(minimum=None)
    signed_in(client, by)  # type: ignore[arg-type]
    client.post(f"/trainings/{made.public_id}/certificates/issue", status=409)


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_page_of_a_number_tells_no_name(client: Inspector, language: str) -> None:
    _, certificate = issued()
    client.get(f"{page_of(certificate)}?lang={language}")
    assert certificate.number in client.words
    assert [name for name in ("Khàn", "Aisha", "aisha@", "Given") if name in client.words] in ([], ["Given"])
    if language == "en":
        assert "This certificate is genuine." in client.words
        assert "4:00" in client.words


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Aisha Bibi Khàn", True),
        ("KHAN aisha  bibi", True),
        ("Aisha Khan", False),
        ("", False),
        ("Bilal Khan", False),
        ("x" * 5000, False),
    ],
)
def test_who_has_the_name_learns_whether_it_is_right(client: Inspector, typed: str, wanted: bool) -> None:
    _, certificate = issued()
    client.get(f"{page_of(certificate)}?lang=en")
    client.post(page_of(certificate) + "?lang=en", {"name": typed}, status=200)
    assert ("Yes, the certificate is of" in client.words) is wanted
    assert ("No, the certificate is not of" in client.words) is not wanted


def test_a_number_may_be_typed_without_its_strokes_and_in_small_letters(client: Inspector) -> None:
    _, certificate = issued()
    client.get(f"/trainings/certificates/{certificate.number.replace('-', '').lower()}?lang=en")
    assert "This certificate is genuine." in client.words
    answer = client.get(f"/certificates?number={certificate.number}", status=302)
    client.follow(answer)
    assert certificate.number in client.words


@pytest.mark.parametrize("number", ["x", "AAAA-AAAA-AAAA-AAAA", "9" * 5000, "é", "%00", "-1"])
def test_a_number_that_was_never_given_is_none(client: Inspector, number: str) -> None:
    issued()
    client.get(f"/trainings/certificates/{number}?lang=en", status=404)
    client.get(f"/trainings/certificates/{number}/paper/abc", status=404)


def test_numbers_are_not_to_be_guessed() -> None:
    numbers = {new_number() for _ in range(5000)}
    assert len(numbers) == 5000
    assert {len(number) for number in numbers} == {19}


def test_a_withdrawn_certificate_is_not_valid_until_it_is_given_back(client: Inspector) -> None:
    by, certificate = issued()
    visitor = Inspector(client.app)
    signed_in(client, by)  # type: ignore[arg-type]
    paper = services.path_of(certificate)
    client.post(f"{page_of(certificate)}/withdraw")
    client.post(f"{page_of(certificate)}/withdraw")
    visitor.get(f"{page_of(certificate)}?lang=en")
    assert "This certificate was withdrawn." in visitor.words
    visitor.get(paper, status=404)
    client.follow(client.post(f"/trainings/{certificate.series.public_id}/certificates/issue"))
    assert db.session.query(Certificate).count() == 1  # who had it taken away gets no other one
    client.post(f"{page_of(certificate)}/withdraw", {"do": "give_back"})
    visitor.get(paper)
    found = db.session.query(AuditEntry).filter(AuditEntry.action.startswith("training.certificate_"))
    found = found.order_by(AuditEntry.id)
    assert [entry.action.rpartition("_")[2] for entry in found] == ["issued", "withdrawn", "back"]


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_paper_says_who_and_what(app: Flask, language: str) -> None:
    _, certificate = issued(titles={"en": "Same job, same rights", "ur": "ایک کام، ایک حق"})
    paper = papers.printed([certificate], language)
    assert paper.startswith(b"%PDF")
    text = words_on(paper)
    assert {"Aisha", "Bibi", "Khàn"} <= set(text.split())  # a reader of Urdu pages turns their order round
    assert Counter(certificate.number) <= Counter(text)
    assert ("ایک کام، ایک حق" if language == "ur" else "Same job, same rights") in text


def test_holders_take_their_paper_home_and_others_do_not(client: Inspector) -> None:
    by, made, mine = scene()
    holder = person()
    mine.user_id = holder.id
    db.session.query(Registration).filter_by(email="aisha@example.org").update({"user_id": holder.id})
    (certificate,) = services.issue(made, by)  # type: ignore[arg-type]
    db.session.commit()
    paper = f"{page_of(certificate)}/paper"
    for who, status in ((holder, 200), (person(), 404), (person(role="organiser"), 404), (by, 200)):
        signed_in(client, who)  # type: ignore[arg-type]
        assert client.get(paper, status=status).headers["Cache-Control"] == "no-store"
    signed_in(client, holder)
    client.get("/trainings/mine?lang=en")
    assert paper in [link.get("href") for link in client.page.all("a")]
    client.get(f"/registrations/{certificate.registration.public_id}?lang=en")
    assert "Certificate of the whole training" in client.words


def test_the_mailed_link_opens_the_paper_and_no_other_does(client: Inspector) -> None:
    _, certificate = issued()
    path = services.path_of(certificate)
    answer = client.get(path)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    for wrong in (path[:-1], path + "x", path[:-1] + "é"):
        client.get(wrong, status=404)


def test_all_papers_come_in_one_file(client: Inspector) -> None:
    by, certificate = issued()
    signed_in(client, by)  # type: ignore[arg-type]
    at = f"/trainings/{certificate.series.public_id}/certificates/print"
    assert certificate.number in words_on(client.get(at).data)
    signed_in(client, person(role="organiser"))
    client.get(at, status=404)


def test_nobody_else_withdraws_or_issues(client: Inspector) -> None:
    _, certificate = issued()
    for role, status in (("organiser", 404), ("member", 403)):
        signed_in(client, person(role=role))
        client.get("/help")
        client.post(f"{page_of(certificate)}/withdraw", status=status)
        client.post(f"/trainings/{certificate.series.public_id}/certificates/issue", status=status)
    assert not policies.may_hold(person(), certificate)


def test_a_forgotten_name_confirms_nothing(app: Flask) -> None:
    _, certificate = issued()
    certificate.registration.name_key = ""
    assert not papers.is_holder(certificate, "")
    assert json.dumps(certificate.titles) == '{"en": "Same job, same rights"}'


def test_attendance_that_is_corrected_afterwards_brings_a_new_certificate(client: Inspector) -> None:
    by, old = issued()
    second = queries.dates_of([old.series])[old.series_id][1]
    check_in(db.session.query(Registration).filter_by(event_id=second.id, email=AISHA["email"]).one())
    signed_in(client, by)  # type: ignore[arg-type]
    at = f"/trainings/{old.series.public_id}/certificates"
    client.get(f"{at}?lang=en")
    assert "now 2 of 2" in client.words
    for _ in range(2):  # the second click finds what the first one made
        client.follow(client.post(f"{page_of(old)}/anew"))
    new = db.session.query(Certificate).filter(Certificate.withdrawn_at.is_(None)).one()
    assert (new.sessions, new.of_sessions, new.minutes) == (2, 2, 480)
    assert old.withdrawn_at is not None
    assert new.number != old.number
    mails = db.session.query(OutgoingMail).order_by(OutgoingMail.id).all()
    assert [new.number in mail.body for mail in mails] == [False, True]
    assert "Give it back" not in client.words


def test_a_certificate_that_was_replaced_is_not_given_back(client: Inspector) -> None:
    by, old = issued()
    services.issue_anew(old, by)  # type: ignore[arg-type]
    db.session.commit()
    signed_in(client, by)  # type: ignore[arg-type]
    client.post(f"{page_of(old)}/withdraw", {"do": "give_back"})
    assert [one.withdrawn_at is None for one in queries.certificates_in(old.series)] == [False, True]


def test_below_the_minimum_none_is_issued_anew(client: Inspector) -> None:
    by, certificate = issued()
    db.session.query(CheckIn).delete()
    db.session.commit()
    signed_in(client, by)  # type: ignore[arg-type]
    client.get(f"/trainings/{certificate.series.public_id}/certificates?lang=en")
    assert "now 0 of 2" in client.words
    assert f"{page_of(certificate)}/anew" not in {form.get("action") for form in client.page.all("form")}
    client.follow(client.post(f"{page_of(certificate)}/anew"))
    assert "has not reached the minimum" in client.words
    assert db.session.query(Certificate).one().withdrawn_at is None


def test_a_copy_bears_the_day_of_issue_and_an_address_that_can_be_copied(app: Flask) -> None:
    _by, certificate = issued()
    certificate.issued_at = datetime(2026, 5, 12, 12, tzinfo=UTC)
    with app.test_request_context():
        words = words_on(papers.printed([certificate], "en"))
    assert "on May 12, 2026" in words
    assert f"http://pin.test{page_of(certificate)} " in words


def test_a_number_is_found_as_an_urdu_keyboard_writes_it(client: Inspector) -> None:
    _by, certificate = issued()
    certificate.number = "2345-6789-ABCD-EFGH"
    db.session.commit()
    client.get("/certificates?number=۲۳۴۵ ۶۷۸۹ abcd efgh&lang=en", status=302)
    client.get("/trainings/certificates/۲۳۴۵-۶۷۸۹-ABCD-EFGH?lang=en")
    assert "genuine" in client.words


def test_the_certificate_stands_on_the_page_of_each_of_one_s_dates(client: Inspector) -> None:
    _by, certificate = issued()
    first, second = queries.dates_of([certificate.series])[certificate.series_id]
    rows = db.session.query(Registration).filter_by(email=AISHA["email"]).all()
    assert {row.event_id for row in rows} == {first.id, second.id}
    for one in rows:
        client.get(f"{links.path_of(one)}?lang=en")
        assert "Certificate of the whole training" in client.words
    sister = registration(second, email=AISHA["email"])
    client.get(f"{links.path_of(sister)}?lang=en")
    assert "Certificate of the whole training" not in client.words
