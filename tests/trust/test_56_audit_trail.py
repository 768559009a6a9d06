"""Check 56: each sensitive act leaves one row: who, what, to whom, when, from where; logs hold no secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.admin.routes import people as people_pages
from pin_app.audit import services as trail
from pin_app.audit.models import AuditEntry
from pin_app.audit.services import check_chain
from pin_app.db import db, now
from pin_app.mail.models import OutgoingMail
from pin_app.telemetry import Lines, RequestNumber
from tests.factories.people import PASSWORD, person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.trust.accounts import filled, submit

FROM = "203.0.113.9"
OTHER_PASSWORD = "nine brown river stones"
NASTY = "left\r\n2026-01-01 forged line\x00\x1b[31m\u2028end"


@dataclass
class Scene:
    """An administrator, somebody else, and what there is to do things to."""

    client: Inspector
    admin: int
    other: int
    profile: int
    public_id: str
    mail: int

    def browser(self, number: int) -> Inspector:
        found = db.session.get(User, number)
        assert found is not None
        return signed_in(Inspector(self.client.app), found)

    def send(self, number: int, page: str, action: str, data: dict[str, str]) -> None:
        browser = self.browser(number)
        browser.page = type(browser.page)(browser.send("GET", page).get_data(as_text=True))
        before(browser)
        answer = browser.send(
            "POST",
            action,
            data={"csrf_token": browser.page.csrf_token} | data,
            environ_base={"REMOTE_ADDR": FROM},
        )
        assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]

    def look(self, number: int, page: str) -> None:
        browser = self.browser(number)
        before(browser)
        assert browser.send("GET", page, environ_base={"REMOTE_ADDR": FROM}).status_code == 200


@pytest.fixture
def scene(client: Inspector) -> Scene:
    made = profile(state="submitted", email="firm@example.org")
    mail = OutgoingMail(
        to_address="x@example.org",
        template="t",
        language="en",
        subject="s",
        body="b",
        message_id="<1@x>",
        state="failed",
    )
    db.session.add(mail)
    db.session.commit()
    numbers = [person("ann@example.org", role="administrator").id, person("bob@example.org").id]
    found = Scene(client, *numbers, made.id, made.public_id, mail.id)
    db.session.rollback()
    return found


def before(_browser: Inspector) -> None:
    """From here on rows count."""
    db.session.rollback()
    db.session.info["seen"] = (
        db.session.execute(select(AuditEntry.id).order_by(AuditEntry.id.desc())).scalar() or 0
    )
    db.session.rollback()


def new_rows() -> list[AuditEntry]:
    db.session.rollback()
    after = AuditEntry.id > db.session.info["seen"]
    return list(db.session.execute(select(AuditEntry).where(after).order_by(AuditEntry.id)).scalars())


@dataclass
class Act:
    """A sensitive act and the one row that it must leave."""

    deed: Callable[[Scene], None]
    action: str
    subject: Callable[[Scene], tuple[str, int]]
    actor: Callable[[Scene], int]


def of_admin(action: str, subject: Callable[[Scene], tuple[str, int]], deed: Callable[[Scene], None]) -> Act:
    return Act(deed, action, subject, lambda scene: scene.admin)


def of_oneself(action: str, deed: Callable[[Scene], None]) -> Act:
    return Act(deed, action, lambda scene: ("User", scene.other), lambda scene: scene.other)


def reads_contact(page: str) -> Act:
    """A page of somebody else's profile on which it stands how people are reached."""
    return of_admin(
        "profile.contact_read",
        lambda s: ("Profile", s.profile),
        lambda s: s.look(s.admin, page.format(s.public_id)),
    )


def user(scene: Scene) -> tuple[str, int]:
    return "User", scene.other


def nothing(_scene: Scene) -> tuple[str, str]:
    return "", ""


def close(scene: Scene, reason: str = "left") -> None:
    page = f"/admin/people/{scene.other}/deactivate"
    scene.send(scene.admin, page, page, {"reason": reason})


def change_role(scene: Scene) -> None:
    scene.send(
        scene.admin, f"/admin/people/{scene.other}", f"/admin/people/{scene.other}/role", {"role": "staff"}
    )


def publish(scene: Scene) -> None:
    scene.send(scene.admin, f"/reviews/{scene.public_id}", f"/reviews/{scene.public_id}/publish", {})


def change_password(scene: Scene) -> None:
    data = {"present": PASSWORD, "password": OTHER_PASSWORD}
    scene.send(scene.other, "/account/password", "/account/password", data)


def give_consent(scene: Scene) -> None:
    scene.send(scene.other, "/account/consents", "/account/consents/give", {"purpose": "news"})


def send_again(scene: Scene) -> None:
    scene.send(scene.admin, f"/admin/outbox/{scene.mail}", f"/admin/outbox/{scene.mail}/again", {})


def mail(scene: Scene) -> tuple[str, int]:
    return "OutgoingMail", scene.mail


ACTS = [
    of_admin("account.deactivated", user, close),
    of_admin("account.role_changed", user, change_role),
    of_admin("mail.sent_again", mail, send_again),
    of_admin("mail.read", mail, lambda s: s.look(s.admin, f"/admin/outbox/{s.mail}")),
    of_admin("outbox.listed", nothing, lambda s: s.look(s.admin, "/admin/outbox")),
    of_admin("people.listed", nothing, lambda s: s.look(s.admin, "/admin/people")),
    of_admin("person.read", user, lambda s: s.look(s.admin, f"/admin/people/{s.other}")),
    of_admin("profile.published", lambda s: ("Profile", s.profile), publish),
    reads_contact("/reviews/{}"),
    reads_contact("/profiles/{}/edit/2"),
    reads_contact("/profiles/{}/people"),
    of_oneself("account.password_changed", change_password),
    of_oneself("consent.given", give_consent),
    of_oneself("account.signed_out", lambda s: s.send(s.other, "/account", "/sign-out", {})),
]


def problems(scene: Scene, act: Act) -> list[str]:
    """What is wrong with the rows that an act left."""
    begun = now() - timedelta(seconds=1)
    act.deed(scene)
    rows = [row for row in new_rows() if row.action == act.action]
    if len(rows) != 1:
        return [f"{len(rows)} rows"]
    row, (kind, number) = rows[0], act.subject(scene)
    told = {
        "who": row.actor_id == act.actor(scene),
        "to whom": (row.subject_type, row.subject_id) == (kind, str(number)),
        "when": begun <= row.at <= now() and row.at.utcoffset() == timedelta(0),
        "from where": row.address == FROM,
        "one line": all(str(value).isprintable() for value in row.facts.values()),
        "the chain": check_chain().is_whole,
    }
    return [name for name, right in told.items() if not right]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.action)
def test_a_sensitive_act_leaves_one_row_that_says_all(scene: Scene, act: Act) -> None:
    assert problems(scene, act) == []


def test_line_breaks_and_escapes_in_what_is_typed_stay_one_line(scene: Scene) -> None:
    act = of_admin("account.deactivated", user, lambda s: close(s, NASTY))
    assert problems(scene, act) == []
    assert new_rows()[0].facts == {"reason": "left 2026-01-01 forged line[31m end"}


def test_an_act_that_is_refused_leaves_no_row_of_its_deed(scene: Scene) -> None:
    with pytest.raises(AssertionError):
        scene.send(scene.admin, "/admin/people", f"/admin/people/{scene.admin}/deactivate", {"reason": "x"})
    assert [row.action for row in new_rows()] == []


def logged(client: Inspector, caplog: pytest.LogCaptureFixture) -> str:
    """Everything that a whole way through the pages writes into the log."""
    with caplog.at_level(logging.DEBUG):
        submit(client, "/register", filled(email="new@example.org"))
        submit(client, "/sign-in", {"email": "bob@example.org", "password": "wrong " + PASSWORD})
        submit(client, "/sign-in", {"email": "bob@example.org", "password": PASSWORD})
        client.send("GET", "/directory?q=secret-word")
        submit(client, "/forgotten", {"email": "bob@example.org"})
        logging.getLogger("pin_app.errors").error("unhandled %s", "bob@example.org")
    for record in caplog.records:
        RequestNumber().filter(record)
    return "\n".join(Lines("%(message)s %(request)s").format(record) for record in caplog.records)


def leaks(client: Inspector, text: str) -> list[str]:
    """Secrets and addresses that stand in the log."""
    bodies = " ".join(db.session.execute(select(OutgoingMail.body)).scalars())
    secrets = {word.rsplit("/", 1)[-1] for word in bodies.split() if "http" in word and len(word) > 50}
    assert secrets
    found = [PASSWORD, "bob@example.org", "new@example.org", "secret-word", *secrets]
    return [secret for secret in found if secret in text]


def test_no_secret_and_no_address_reaches_the_log(
    client: Inspector, scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    text = logged(client, caplog)
    assert len(text.splitlines()) > 10
    assert [line for line in text.splitlines() if not json.loads(line)] == []
    assert leaks(client, text) == []


def test_the_check_sees_a_secret_in_the_log(
    client: Inspector, scene: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lines, "process_log_record", lambda _self, data: data)
    assert leaks(client, logged(client, caplog)) == ["bob@example.org"]


def test_the_check_sees_an_act_without_a_row(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_pages, "record", lambda *_, **__: None)
    assert problems(scene, ACTS[6]) == ["0 rows"]


def test_the_check_sees_two_rows_for_one_act(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    twice = people_pages.record
    monkeypatch.setattr(people_pages, "record", lambda *a, **f: (twice(*a, **f), twice(*a, **f)))
    assert problems(scene, ACTS[6]) == ["2 rows"]


def test_the_check_sees_a_row_that_does_not_say_who(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "_present_user", lambda: None)
    assert problems(scene, ACTS[6]) == ["who"]


def test_the_check_sees_a_split_line(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "plain", lambda value: f"{value}\r\nforged")
    assert problems(scene, ACTS[0]) == ["one line"]
