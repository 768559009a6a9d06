"""Check 17: nothing that people type adds a header, a receiver or a part to a mail; read at the sink."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.mail.tasks import send_due
from pin_app.profiles.services import request_changes
from tests.factories.people import person
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.mail.sink import Sink

BREAKS = ("\r\n", "\n", "\r", "%0d%0a", "%0a", "\x85", "\u2028", "\u2029", "\x0b", "\x1e", "\x00")
EVIL = "eve@evil.example"
KNOWN_HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version",
    "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post",
}  # fmt: skip


@pytest.fixture
def sink(app: Flask) -> Iterator[Sink]:
    """A server that takes the application's mails."""
    kept = app.extensions["pin.settings"]
    with Sink() as server:
        app.extensions["pin.settings"] = replace(kept, mail_url=f"smtp://127.0.0.1:{server.port}")
        yield server
    app.extensions["pin.settings"] = kept


def strange(mail: EmailMessage) -> list[str]:
    """What a message has that none of ours should have."""
    found = [f"header {name}" for name in mail if name not in KNOWN_HEADERS]
    found += [f"{name} twice" for name in set(mail.keys()) if len(mail.get_all(name)) > 1]
    found += [f"defect {defect}" for defect in mail.defects]
    kinds = [part.get_content_type() for part in mail.walk()]
    return found + ([] if kinds == ["multipart/alternative", "text/plain", "text/html"] else kinds)


@pytest.mark.parametrize("line_break", BREAKS)
def test_names_texts_and_subjects_add_nothing(sink: Sink, line_break: str) -> None:
    payload = f"Ann{line_break}Bcc: {EVIL}{line_break}{line_break}<b>body</b>"
    owner = person("ann@x.example", name=payload.replace("\x00", ""))
    made = profile(owner=owner, state="submitted", name="Sialkot Steel")
    made.name = payload.replace("\x00", "")  # as if a guard of the profile had missed it
    db.session.commit()
    request_changes(made, person(role="staff"), ["too_short"], note=payload)
    db.session.commit()
    send_due()
    (mail,) = sink.taken
    assert (strange(mail), sink.receivers, mail["To"]) == ([], ["ann@x.example"], "ann@x.example")


@pytest.mark.parametrize("line_break", BREAKS)
@pytest.mark.parametrize(
    "shape", ["ann@x.example{0}Bcc: {1}", "ann@x.example,{1}{0}", "{0}{1},ann@x.example"]
)
def test_an_address_reaches_one_receiver_or_none(
    client: Inspector, sink: Sink, line_break: str, shape: str
) -> None:
    client.get("/forgotten")
    client.send(
        "POST",
        "/forgotten",
        data={"csrf_token": client.page.csrf_token, "email": shape.format(line_break, EVIL)},
    )
    send_due()
    assert EVIL not in sink.receivers
    assert [mail for mail in sink.taken if strange(mail)] == []


def test_a_planted_header_is_seen(app: Flask, sink: Sink) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Bcc"] = "pin@pin.test", "ann@x.example", EVIL
    mail.set_content("Hello")
    assert strange(mail)[0] == "header Bcc"
