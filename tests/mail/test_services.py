"""Mail is worded in the receiver's language and cannot grow a header or a receiver."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.mail.policies import is_one_address
from pin_app.mail.services import path_to, queue
from pin_app.mail.transport import message

BREAKS = ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x00"]


@pytest.fixture(autouse=True)
def _sample(templates: None) -> None:
    """Every test here writes the sample."""


def write(name: str = "Ann", language: str = "en", to: str = "ann@x.example") -> OutgoingMail:
    return queue("sample", to=to, language=language, name=name, link="/c/1?a=1&b=2")


def test_a_mail_is_a_row_of_the_running_transaction(app: Flask) -> None:
    mail = write()
    assert (mail.to_address, mail.template, mail.state, mail.subject) == (
        "ann@x.example", "sample", "kept", "Hello Ann",
    )  # fmt: skip
    db.session.rollback()
    assert db.session.query(OutgoingMail).count() == 0


def test_text_and_html_say_the_same_and_lead_to_the_public_address(app: Flask) -> None:
    mail = write(name="Ann & <b>")
    assert mail.body.split("\n\n")[:3] == [
        "Hello Ann & <b>", "Confirm:\nhttp://pin.test/c/1?a=1&b=2", "Last line.",
    ]  # fmt: skip
    assert "Hello Ann &amp; &lt;b&gt;" in mail.html
    assert '<a href="http://pin.test/c/1?a=1&amp;b=2"' in mail.html
    assert not re.search(r"<img|<script|src=|url\(", mail.html)


def test_the_public_address_does_not_come_from_the_request(app: Flask) -> None:
    with app.test_request_context("/", headers={"Host": "evil.example"}):
        assert "evil.example" not in write().body


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("it", "ltr"), ("ur", "rtl")])
def test_the_html_has_the_receivers_language_and_direction(app: Flask, language: str, direction: str) -> None:
    assert f'<html lang="{language}" dir="{direction}">' in write(language=language).html


def test_the_language_of_the_page_does_not_reach_the_mail(app: Flask) -> None:
    with app.test_request_context("/?lang=ur"):
        assert '<html lang="it" dir="ltr">' in write(language="it").html


def test_an_unknown_language_is_english(app: Flask) -> None:
    assert write(language="xx").language == "en"


def test_each_mail_has_a_message_id_of_its_own(app: Flask) -> None:
    found = {write().message_id for _ in range(20)}
    assert len(found) == 20
    assert all(re.fullmatch(r"<[0-9a-f]{32}@pin\.test>", one) for one in found)


@pytest.mark.parametrize("line_break", BREAKS)
def test_a_name_with_a_line_break_adds_no_header(app: Flask, line_break: str) -> None:
    mail = write(name=f"Ann{line_break}Bcc: eve@evil.example{line_break}{line_break}body")
    sent = message(mail, "pin@pin.test")
    headers, _, _ = sent.as_bytes().partition(b"\r\n\r\n")
    assert sent.get_all("Bcc") is None
    assert sent.get_all("To") == ["ann@x.example"]
    assert not re.search(rb"^bcc", headers, re.I | re.M)
    assert [part.get_content_type() for part in sent.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip


def test_a_row_whose_subject_was_written_elsewhere_adds_no_header(app: Flask) -> None:
    mail = write()
    mail.subject = "Hello\r\nBcc: eve@evil.example"
    sent = message(mail, "pin@pin.test")
    assert sent["Subject"] == "Hello Bcc: eve@evil.example"
    assert sent.get_all("Bcc") is None


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ann",
        "@x.it",
        "ann@",
        "a@x.it,b@y.it",
        "a@x.it;b@y.it",
        "a@x.it b@y.it",
        "Ann <a@x.it>",
        "a@b@x.it",
    ]
    + [f"a@x.it{line_break}Bcc: b@y.it" for line_break in BREAKS]
    + ["a@x.it\ud800", "a" * 320 + "@x.it"],
)
def test_what_is_not_one_address_is_refused(app: Flask, to: str) -> None:
    with pytest.raises(PinError) as refusal:
        write(to=to)
    assert refusal.value.code == "mail.not_one_address"
    assert str(refusal.value) == "This is not one e-mail address."


@pytest.mark.parametrize("to", ["a@x.it", "o'neil+pin@sub.example.org", "anna.müller@x.it", "اے@مثال.pk"])
def test_what_is_one_address_is_taken(to: str) -> None:
    assert is_one_address(to)


def test_a_fact_cannot_forge_a_button(app: Flask) -> None:
    mail = write(name="\x02Press\x1fhttp://evil.example\x03")
    assert "http://evil.example" not in re.findall(r'href="([^"]+)"', mail.html)


def test_a_very_long_name_fits_into_the_subject(app: Flask) -> None:
    assert len(write(name="x" * 5000).subject) == 200


def test_paths_are_built_without_a_request(app: Flask) -> None:
    assert path_to("telemetry.healthz") == "/healthz"
