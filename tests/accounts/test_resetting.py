"""A forgotten password."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from pin_app.accounts import services
from pin_app.accounts.models import SignedLink, User
from pin_app.accounts.services import passwords
from pin_app.db import db, now
from tests.accounts.mailbox import link, mails, templates
from tests.accounts.test_entering import enter, is_in
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

NEW = "three old copper bells"


def ask(client: Inspector, email: str = "a@example.org") -> str:
    client.get("/forgotten")
    assert client.post("/forgotten", {"email": email}).headers["Location"] == "/forgotten/sent"
    client.get("/forgotten/sent")
    return link(mails(email)[-1]) if mails(email) else ""


def choose(client: Inspector, path: str, password: str = NEW, status: int = 302) -> None:
    client.get(path)
    client.post(path, {"password": password}, status=status)


def opens(path: str, app: Flask) -> bool:
    return Inspector(app).send("GET", path).status_code == 200


def test_a_new_password_is_set_and_only_it_works(client: Inspector) -> None:
    person("a@example.org")
    choose(client, ask(client))
    enter(client, status=422)
    assert (enter(client, password=NEW), is_in(client)) == ("/", True)


def test_all_devices_are_signed_out_and_the_person_is_told(client: Inspector, app: Flask) -> None:
    device = signed_in(Inspector(app), person("a@example.org"))
    choose(client, ask(client))
    assert (is_in(device), templates()) == (False, ["reset_password", "password_changed"])


def test_the_link_works_once(client: Inspector, app: Flask) -> None:
    person("a@example.org")
    path = ask(client)
    choose(client, path)
    assert opens(path, app) is False


def test_only_the_newest_link_works(client: Inspector, app: Flask) -> None:
    person("a@example.org")
    older = ask(client)
    db.session.execute(update(SignedLink).values(created_at=now() - timedelta(minutes=2)))
    newer = ask(client)
    assert (opens(older, app), opens(newer, app)) == (False, True)


def test_the_link_dies_after_an_hour(client: Inspector, app: Flask) -> None:
    person("a@example.org")
    path = ask(client)
    db.session.execute(update(SignedLink).values(expires_at=now() - timedelta(seconds=1)))
    assert opens(path, app) is False
    db.session.execute(update(SignedLink).values(expires_at=now() + timedelta(minutes=1)))
    assert opens(path, app) is True


def test_the_link_lasts_no_longer_than_an_hour(client: Inspector) -> None:
    person("a@example.org")
    ask(client)
    kept = db.session.execute(select(SignedLink)).scalar_one()
    assert timedelta(minutes=59) < kept.expires_at - now() <= timedelta(minutes=60)


def test_the_link_dies_at_sign_in(client: Inspector, app: Flask) -> None:
    person("a@example.org")
    path = ask(client)
    enter(client)
    assert opens(path, app) is False


def test_the_link_dies_with_a_change_of_password_or_address(client: Inspector, app: Flask) -> None:
    user = person("a@example.org")
    path = ask(client)
    services.change_password(user, passwords.hashed(NEW), keep=None)
    assert opens(path, app) is False
    path = ask(client)
    services.request_email_change(user, "b@example.org", "b@example.org")
    services.confirm_email_change(link(mails("b@example.org")[0]).rsplit("/", 1)[1])
    assert opens(path, app) is False


def test_a_link_of_one_purpose_does_not_work_for_another(client: Inspector, app: Flask) -> None:
    person("a@example.org")
    token = ask(client).rsplit("/", 1)[1]
    assert (opens(f"/confirm/{token}", app), opens(f"/account/email/{token}", app)) == (False, False)


def test_a_link_with_one_letter_changed_does_not_work(client: Inspector, app: Flask) -> None:
    person("a@example.org")
    path = ask(client)
    changed = [path[:i] + ("A" if path[i] != "A" else "B") + path[i + 1 :] for i in range(7, len(path))]
    assert [one for one in changed if opens(one, app)] == []


def test_a_weak_password_does_not_use_the_link_up(client: Inspector) -> None:
    person("a@example.org", name="Imran Gondal")
    path = ask(client)
    for weak in ("short", "password123", "imran gondal", "A@example.org"):
        choose(client, path, weak, status=422)
    choose(client, path)


def test_nobody_is_mailed_for_an_unknown_or_closed_account(client: Inspector) -> None:
    person("closed@example.org", active=False)
    ask(client, "nobody@example.org")
    ask(client, "closed@example.org")
    assert templates() == []


def test_the_link_also_proves_the_address(client: Inspector) -> None:
    person("a@example.org", confirmed=False)
    choose(client, ask(client))
    assert db.session.execute(select(User.confirmed_at)).scalar_one() is not None


def test_a_person_locked_out_by_a_stranger_gets_in_by_reset(client: Inspector) -> None:
    person("a@example.org")
    for _ in range(10):
        enter(client, password="wrong words here", status=422)
    enter(client, status=429)
    choose(client, ask(client))
    assert enter(client, password=NEW) == "/"
