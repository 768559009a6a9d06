"""The questions of a form: kinds, order, and what happens once they were answered."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events import asking, queries
from pin_app.events.models import QUESTION_KINDS, Event, Question
from tests.factories.events import event, organised, question
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


def page_of(made: Event) -> str:
    return f"/events/{made.public_id}/manage/questions"


def labels(made: Event) -> list[str]:
    db.session.expire_all()
    return [one.labels["en"] for one in queries.questions_of(made)]


def one(kind: str) -> Question:
    db.session.expire_all()
    found = db.session.scalars(select(Question).where(Question.kind == kind, Question.retired_at.is_(None)))
    return found.one()


@pytest.fixture
def made(client: Inspector) -> Event:
    """An event whose organiser is signed in."""
    by, found = organised()
    signed_in(client, by).get(page_of(found))
    return found


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question was answered."""
    monkeypatch.setattr(asking, "_ANSWERED", [lambda _question: True])


@pytest.fixture
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody agreed to every consent."""
    monkeypatch.setattr(asking, "_AGREED", [lambda found: found.kind == "consent"])


@pytest.mark.parametrize("kind", QUESTION_KINDS)
def test_every_kind_has_a_form_of_its_own(client: Inspector, made: Event, kind: str) -> None:
    sent = {
        "label-en": f"About {kind}", "hint-en": "A hint", "required": "y", "sensitive": "y",
        "purpose": "photos", "o0-en": "First", "o1-en": "Second", "o2-en": "",
    }  # fmt: skip
    client.get(f"{page_of(made)}/new/{kind}")
    client.post(f"{page_of(made)}/new/{kind}", sent)
    kept = one(kind)
    is_consent = kind == "consent"
    assert (kept.labels, kept.required, kept.sensitive) == (
        {"en": f"About {kind}"}, not is_consent, not is_consent,
    )  # fmt: skip
    assert (kept.purpose, kept.hints) == (("photos", {}) if is_consent else ("", {"en": "A hint"}))
    with_options = [{"key": "o1", "labels": {"en": "First"}}, {"key": "o2", "labels": {"en": "Second"}}]
    assert kept.options == (with_options if kind in ("one_of", "several_of") else [])


def test_an_unknown_kind_is_not_there(client: Inspector, made: Event) -> None:
    client.get(f"{page_of(made)}/new/telepathy", 404)


def test_two_answers_to_choose_from_are_needed(client: Inspector, made: Event) -> None:
    client.post(f"{page_of(made)}/new/one_of", {"label-en": "Which?", "o0-en": "Only"}, 422)
    assert "at least two answers" in client.words


def test_an_answer_needs_the_main_language(client: Inspector) -> None:
    by = person(role="organiser")
    made = event(by, titles={"en": "Meetings", "it": "Incontri"})
    signed_in(client, by).get(page_of(made))
    sent = {"label-en": "Which?", "o0-en": "One", "o1-it": "Due"}
    client.post(f"{page_of(made)}/new/one_of", sent, 422)
    assert "This field is required." in client.words


def test_a_consent_needs_a_purpose_that_is_known(client: Inspector, made: Event) -> None:
    client.post(f"{page_of(made)}/new/consent", {"label-en": "I agree", "purpose": "sell"}, 422)


def test_questions_move_up_and_down(client: Inspector, made: Event) -> None:
    for number in range(3):
        question(made, label=f"Q{number}", position=number)
    last = queries.questions_of(made)[2]
    for way, order in (("up", ["Q0", "Q2", "Q1"]), ("up", ["Q2", "Q0", "Q1"]), ("up", ["Q2", "Q0", "Q1"]),
                       ("down", ["Q0", "Q2", "Q1"])):  # fmt: skip
        moved = client.post(f"{page_of(made)}/{last.public_id}/move", {"way": way})
        assert (labels(made), moved.location.partition("#")[2]) == (order, f"q-{last.public_id}")
    client.get(page_of(made))
    assert all(f"{deed} : Q2" in client.words for deed in ("Change", "Up", "Down", "Remove"))


def test_a_question_that_nobody_answered_is_gone(client: Inspector, made: Event) -> None:
    client.post(f"{page_of(made)}/{question(made).public_id}/remove")
    assert db.session.scalars(select(Question)).all() == []


@pytest.mark.usefixtures("answered")
def test_a_question_that_was_answered_is_retired(client: Inspector, made: Event) -> None:
    asked = question(made)
    client.post(f"{page_of(made)}/{asked.public_id}/remove")
    db.session.expire_all()
    assert (labels(made), asked.retired_at is not None) == ([], True)
    client.get(page_of(made))
    assert "No longer asked" in client.words
    client.post(f"{page_of(made)}/{asked.public_id}", {"label-en": "Anew?"}, 422)


@pytest.mark.usefixtures("answered")
def test_answers_that_were_chosen_stay_and_others_are_added(client: Inspector, made: Event) -> None:
    options = [{"key": "o1", "labels": {"en": "First"}}, {"key": "o2", "labels": {"en": "Second"}}]
    asked = question(made, kind="one_of", options=options)
    url = f"{page_of(made)}/{asked.public_id}"
    fewer = {"label-en": "Which?", "o0-key": "o1", "o0-en": "First", "o1-en": "", "o2-en": "Third"}
    client.post(url, fewer, 422)
    more = {
        "label-en": "Which?",
        "o0-key": "o1",
        "o0-en": "1st",
        "o1-key": "o2",
        "o1-en": "Second",
        "o2-en": "Third",
    }
    client.post(url, more)
    assert [(option["key"], option["labels"]["en"]) for option in one("one_of").options] == [
        ("o1", "1st"), ("o2", "Second"), ("o3", "Third"),
    ]  # fmt: skip


def test_a_key_that_was_made_up_is_not_taken(client: Inspector, made: Event) -> None:
    sent = {"label-en": "Which?", "o0-key": "zzz", "o0-en": "First", "o1-key": "zzz", "o1-en": "Second"}
    client.post(f"{page_of(made)}/new/one_of", sent)
    assert [option["key"] for option in one("one_of").options] == ["o1", "o2"]


@pytest.mark.usefixtures("agreed")
def test_other_words_of_a_consent_are_a_new_question(client: Inspector, made: Event) -> None:
    old = question(made, kind="consent", label="I agree to photos", purpose="photos")
    url = f"{page_of(made)}/{old.public_id}"
    client.get(url)
    assert "People have agreed to these words" in client.words
    client.post(url, {"label-en": "I agree to photos and films", "purpose": "photos"})
    after = one("consent")
    db.session.refresh(old)
    assert (old.labels, old.retired_at is not None) == ({"en": "I agree to photos"}, True)
    assert (after.id != old.id, after.position, after.labels["en"]) == (
        True, old.position, "I agree to photos and films",
    )  # fmt: skip


@pytest.mark.usefixtures("agreed")
def test_the_same_words_of_a_consent_stay_the_same_question(client: Inspector, made: Event) -> None:
    old = question(made, kind="consent", label="I agree to photos", purpose="photos")
    client.post(
        f"{page_of(made)}/{old.public_id}", {"label-en": "I agree to photos ", "purpose": "photos"}, 302
    )
    assert db.session.scalars(select(Question.id)).all() == [old.id]


def test_a_consent_nobody_agreed_to_can_be_worded_anew(client: Inspector, made: Event) -> None:
    old = question(made, kind="consent", label="I agree", purpose="photos")
    client.post(f"{page_of(made)}/{old.public_id}", {"label-en": "I do", "purpose": "whatsapp"})
    assert (one("consent").id, one("consent").purpose) == (old.id, "whatsapp")


@pytest.mark.usefixtures("agreed", "answered")
def test_the_trail_says_what_was_asked_differently_and_nothing_where_all_stays(
    client: Inspector, made: Event
) -> None:
    old = question(made, kind="consent", label="I agree", purpose="photos")
    url = f"{page_of(made)}/{old.public_id}"
    for words in ("I agree", "I agree to films"):
        client.post(url, {"label-en": words, "purpose": "photos"})
    after = one("consent")
    for way in ("/move", "/remove", "/remove"):  # there is nowhere to move it, and it is removed once
        client.post(f"{page_of(made)}/{after.public_id}{way}", {"way": "up"})
    db.session.expire_all()
    rows = select(AuditEntry.action, AuditEntry.facts).where(AuditEntry.action.like("event.question%"))
    told = {"question": old.public_id, "kind": "consent"}
    assert db.session.execute(rows.order_by(AuditEntry.id)).all() == [
        ("event.question_succeeded", told | {"by_question": after.public_id, "fields": ["labels"]}),
        ("event.question_removed", {"question": after.public_id, "kind": "consent", "kept": True}),
    ]


def test_a_question_of_another_event_is_not_there(client: Inspector, made: Event) -> None:
    other = question(event(person(role="organiser")))
    for way in ("", "/move", "/remove"):
        client.post(f"{page_of(made)}/{other.public_id}{way}", status=404)
