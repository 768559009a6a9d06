"""Staff go through the queue: filters, one after the other, several at once, two of them at the same time."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.profiles import queries, services, tasks
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.store import asked


@pytest.fixture
def desk(app: Flask, staff: User) -> Inspector:
    return signed_in(Inspector(app), staff)


def sent(name: str, **values: object) -> Profile:
    return profile("italian_firm", "submitted", owner=person(), name=name, offers=["Telai"], **values)  # type: ignore[arg-type]


def changed(name: str, about: str = "Nuove parole") -> Profile:
    made = profile("italian_firm", owner=person(), name=name, offers=["Telai"], about="Vecchie parole")
    services.save(made, made.owner, about=about)
    db.session.commit()
    return made


def state_of(made: Profile) -> tuple[str, bool]:
    db.session.expire_all()
    return db.session.get_one(Profile, made.id).state, queries.pending_of(made) is not None


def picks(desk: Inspector) -> list[str]:
    return [a["value"] for a in desk.page.all("input") if a.get("name") == "pick"]


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_queue_and_its_pages_pass_the_inspector(desk: Inspector, language: str) -> None:
    made, other = sent("Prima Srl"), changed("Seconda Srl")
    lists = (
        "?",
        "?what=changed&",
        "?kind=investor&",
        f"/selected?pick={made.public_id}&pick={other.public_id}&",
    )
    for path in (*lists, f"/{made.public_id}?", f"/{other.public_id}?on=1&"):
        desk.get(f"/reviews{path}lang={language}")


def test_odd_questions_show_a_queue(desk: Inspector) -> None:
    sent("Prima Srl")
    for odd in (
        "what=x",
        "kind=%00",
        "country=XX",
        "language[]=it",
        "order=1",
        "page=9e9",
        "kind=" + "x" * 9000,
    ):
        desk.get(f"/reviews?{odd}")
        assert "Prima Srl" in desk.words


def test_a_decision_leads_to_the_next_one_with_the_same_filter(desk: Inspector) -> None:
    first, second = sent("Prima Srl"), sent("Seconda Srl")
    changed("Altra Srl")
    desk.get(f"/reviews/{first.public_id}?what=new&lang=en")
    answer = desk.post(f"/reviews/{first.public_id}/publish?what=new", {"seen": seen(desk)})
    assert answer.headers["Location"] == f"/reviews/{second.public_id}?on=1&what=new"
    desk.follow(answer)
    assert "Prima Srl is published" in desk.words
    answer = desk.post(f"/reviews/{second.public_id}/changes?what=new", {"reasons": ["unclear"]})
    assert answer.headers["Location"] == "/reviews"


def seen(desk: Inspector) -> str:
    return next(a["value"] for a in desk.page.all("input") if a.get("name") == "seen")


def test_old_and_new_stand_beside_each_other(desk: Inspector) -> None:
    made = changed("Prima Srl")
    html = desk.get(f"/reviews/{made.public_id}?lang=en").get_data(as_text=True)
    assert "<del>Vecchie</del>" in html
    assert "<ins>Nuove</ins>" in html
    desk.get("/reviews?lang=en")
    assert "Changed About" in desk.words


def test_what_was_changed_after_the_page_was_opened_is_not_published(desk: Inspector) -> None:
    made = changed("Prima Srl")
    desk.get(f"/reviews/{made.public_id}?lang=en")
    old = seen(desk)
    services.save(made, made.owner, about="Altre parole ancora")
    db.session.commit()
    answer = desk.post(f"/reviews/{made.public_id}/publish", {"seen": old})
    assert answer.headers["Location"] == f"/reviews/{made.public_id}"
    desk.follow(answer)
    assert "The owner has changed this profile since you opened it" in desk.words
    assert (state_of(made), made.about) == (("published", True), "Vecchie parole")


def test_the_second_of_two_staff_reads_who_was_faster_and_undoes_nothing(app: Flask, desk: Inspector) -> None:
    made, further = sent("Prima Srl"), sent("Seconda Srl")
    colleague = signed_in(Inspector(app), person(role="staff", name="Anna Bianchi"))
    for browser in (desk, colleague):
        browser.get(f"/reviews/{made.public_id}?lang=en")
    colleague.post(f"/reviews/{made.public_id}/changes", {"reasons": ["unclear"]})
    answer = desk.post(f"/reviews/{made.public_id}/publish", {"seen": ""})
    assert answer.headers["Location"] == f"/reviews/{further.public_id}?on=1"
    desk.follow(answer)
    assert "Prima Srl: Anna Bianchi has already asked for changes. Nothing was changed." in desk.words
    assert state_of(made)[0] == "changes_requested"
    assert db.session.query(OutgoingMail).count() == 1


def test_several_are_listed_once_more_and_published(desk: Inspector) -> None:
    new, other, left = sent("Prima Srl"), changed("Seconda Srl"), sent("Terza Srl")
    desk.get(f"/reviews/selected?pick={new.public_id}&pick={other.public_id}&lang=en")
    assert ("Prima Srl" in desk.words, "Nuove parole" in desk.words, "Terza Srl" in desk.words) == (
        True,
        True,
        False,
    )
    desk.follow(desk.post("/reviews/selected", {"pick": picks(desk)}))
    assert "2 profiles are published" in desk.words
    assert [state_of(one) for one in (new, other, left)] == [
        ("published", False),
        ("published", False),
        ("submitted", False),
    ]
    desk.follow(desk.post("/reviews/selected", {"pick": [f"{new.public_id}:{'0' * 32}"]}))
    assert "not waiting" in desk.words


def test_of_several_only_those_are_published_that_stand_as_they_were_listed(desk: Inspector) -> None:
    first, second = sent("Prima Srl"), sent("Seconda Srl")
    desk.get(f"/reviews/selected?pick={first.public_id}&pick={second.public_id}&lang=en")
    services.save(first, first.owner, about="Altro")
    db.session.commit()
    desk.follow(desk.post("/reviews/selected", {"pick": picks(desk)}))
    assert "Prima Srl: The owner has changed" in desk.words
    assert (state_of(first)[0], state_of(second)[0]) == ("submitted", "published")


def test_a_pick_without_what_was_looked_at_is_refused(desk: Inspector) -> None:
    made = sent("Prima Srl")
    desk.get("/reviews")
    desk.post("/reviews/selected", {"pick": [made.public_id]}, 400)
    for odd in ("x", "", "a" * 500, "\x00", "../x:" + "0" * 32):
        desk.send("GET", "/reviews/selected", query_string={"pick": odd})
    assert state_of(made)[0] == "submitted"


def test_staff_say_whether_two_are_one_party(desk: Inspector) -> None:
    made, known = sent("Zarrini Brassworks"), profile("italian_firm", name="Zarrini Brassworks")
    tasks.keep_party_keys()
    desk.get(f"/reviews/{made.public_id}?lang=en")
    assert "The same name" in desk.words
    path = f"/reviews/{made.public_id}/alike"
    desk.follow(desk.post(path, {"other": known.public_id, "verdict": "same"}))
    assert "is the same party" in desk.words
    desk.post(path, {"other": known.public_id, "verdict": "maybe"}, 400)
    desk.post(path, {"other": "nobody", "verdict": "same"}, 404)
    desk.post(path, {"other": made.public_id, "verdict": "same"}, 409)
    acts = db.session.query(AuditEntry).filter_by(action="profile.parties_judged").count()
    assert acts == 1


def test_an_owner_sees_the_changes_and_takes_them_back(app: Flask) -> None:
    made = changed("Prima Srl")
    browser = signed_in(Inspector(app), made.owner or person())
    browser.get(f"/profiles/{made.public_id}/edit/1?lang=en")
    assert ("Your changes wait for ISCOS staff" in browser.words, "Nuove parole" in browser.words) == (
        True,
        True,
    )
    browser.get(f"/p/{made.public_id}")
    assert ("Nuove parole" in browser.words, "Vecchie parole" in browser.words) == (False, True)
    for path in ("/profiles/mine", "/"):
        browser.get(f"{path}?lang=en")
        assert "Changes wait for the check" in browser.words
    browser.post(f"/profiles/{made.public_id}/changes/take-back")
    assert state_of(made) == ("published", False)


def test_an_owner_reads_what_to_change_and_sends_again(app: Flask, staff: User) -> None:
    made = changed("Prima Srl")
    services.request_changes(made, staff, ["too_short"])
    db.session.commit()
    browser = signed_in(Inspector(app), made.owner or person())
    browser.get(f"/profiles/{made.public_id}/edit/4?lang=en")
    assert "There is too little text" in browser.words
    browser.follow(browser.post(f"/profiles/{made.public_id}/edit/4", {"do": "send"}))
    assert queries.pending_of(made).state == "waiting"  # type: ignore[union-attr]


def test_the_form_of_step_three_holds_unread_statements(app: Flask) -> None:
    made = profile("italian_firm", owner=person(), offers=["Telai"])
    browser = signed_in(Inspector(app), made.owner or person())
    path = f"/profiles/{made.public_id}/edit/3"
    browser.get(path)
    row = f"s{queries.statements_of(made)[0].id}"
    browser.follow(
        browser.post(
            path, {f"{row}-text": "Telai nuovi", "need0-text": "Filo", "need0-key": "k", "do": "stay"}
        )
    )
    fields = "".join(browser.page.text)
    assert ("Telai nuovi" in fields, "Filo" in fields) == (True, True)
    assert [one.text for one in queries.statements_of(made)] == ["Telai"]
    rows = [one.id for one in queries.version_of(made).statements]
    first, second = (f"s{number}" for number in rows)
    typed = {f"{first}-text": "Telai nuovi", f"{second}-text": "Filo blu", f"{second}-fate": "withdrawn"}
    browser.post(path, typed)
    assert [one.text for one in queries.version_of(made).statements] == ["Telai nuovi"]


def test_the_pages_of_the_queue_ask_as_often_for_forty_as_for_two(desk: Inspector) -> None:
    sent("A")
    changed("B")
    desk.get("/reviews")
    few = asked(lambda: desk.get("/reviews"))
    for number in range(19):
        sent(f"S{number}")
        changed(f"C{number}")
    assert asked(lambda: desk.get("/reviews")) == few
