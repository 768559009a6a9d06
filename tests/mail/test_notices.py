"""Reports of mail servers mark the mail that they are about, and nothing else."""

from __future__ import annotations

import mailbox
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from pin_app.cli import cli
from pin_app.db import db
from pin_app.mail import notices, queries
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services import has_arrived, hear, queue, write_again
from tests.mail.reports import report

NOBODY = "<nobody@pin.test>"


@pytest.fixture
def sent(app: Flask, templates: None) -> OutgoingMail:
    """A mail that the server took."""
    mail = queue("sample", to="Ann@x.example", language="en", name="Ann", link="/")
    mail.state = "sent"
    db.session.commit()
    return mail


def heard(*contents: bytes) -> Counter[str]:
    found = hear(notices.read(content) for content in contents)
    db.session.commit()
    return found


@pytest.mark.parametrize("part", ["message/rfc822", "text/rfc822-headers"])
def test_a_failure_marks_the_mail_and_its_address(sent: OutgoingMail, part: str) -> None:
    assert heard(report(sent.message_id, part=part)) == {"bounced": 1}
    assert (sent.state, sent.last_error) == ("bounced", "5.1.1 550 5.1.1 no such person here")
    assert queries.bouncing(["ann@X.example", "bob@x.example", ""]) == {
        "ann@X.example": "5.1.1 550 5.1.1 no such person here"
    }


def test_the_same_report_twice_changes_nothing(sent: OutgoingMail) -> None:
    heard(report(sent.message_id))
    before = queries.bouncing_address("ann@x.example").last_at
    assert heard(report(sent.message_id)) == {"known": 1}
    assert queries.bouncing_address("ann@x.example").last_at == before


def test_a_delay_is_no_failure(sent: OutgoingMail) -> None:
    assert heard(report(sent.message_id, action="delayed", status="4.2.2")) == {"known": 1}
    assert (sent.state, queries.bouncing(["ann@x.example"])) == ("sent", {})


def test_a_delivery_is_noted_and_a_later_failure_still_counts(sent: OutgoingMail) -> None:
    assert heard(report(sent.message_id, action="delivered", status="2.0.0")) == {"delivered": 1}
    assert sent.state == "delivered"
    assert heard(report(sent.message_id)) == {"bounced": 1}


def test_an_invented_report_marks_no_address(sent: OutgoingMail) -> None:
    assert heard(report(NOBODY, to="boss@y.example")) == {"foreign": 1}
    assert queries.bouncing(["boss@y.example", "ann@x.example"]) == {}


def test_the_receiver_in_a_report_is_not_believed(sent: OutgoingMail) -> None:
    heard(report(sent.message_id, to="boss@y.example"))
    assert list(queries.bouncing(["boss@y.example", "ann@x.example"])) == ["ann@x.example"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: x\n\nHello",
        report("").replace(b"Message-ID: \r\n", b""),
        report(NOBODY).replace(b"Action: failed\r\n", b""),
        report(NOBODY).replace(b"--=b--", b""),
        report(NOBODY).replace(b"multipart/report", b"text/plain"),
        b"Subject: =?x?q?\xff" + b"(" * 5000 + b"\r\n\r\n",
        report(NOBODY) + b"x" * notices.LARGEST,
    ],
)
def test_what_is_no_report_is_left_alone(sent: OutgoingMail, content: bytes) -> None:
    found = heard(content)
    assert sum(found.values()) == 1
    assert (found["bounced"], sent.state) == (0, "sent")


def test_an_address_is_good_again_once_a_link_was_used_there(sent: OutgoingMail) -> None:
    heard(report(sent.message_id))
    has_arrived("ANN@x.example")
    assert queries.bouncing(["ann@x.example"]) == {}


def test_a_mail_that_came_back_can_be_sent_again_while_its_text_is_kept(sent: OutgoingMail) -> None:
    heard(report(sent.message_id))
    assert (write_again(sent), sent.state, sent.attempts) == (True, "queued", 0)
    sent.state, sent.body = "bounced", ""
    db.session.commit()
    assert (write_again(sent), sent.state) == (False, "bounced")


def boxes(folder: Path, content: bytes) -> list[Path]:
    """The same report as a file, in an mbox, in a maildir and in a folder of files."""
    single = folder / "one.eml"
    single.write_bytes(content)
    several = mailbox.mbox(folder / "box")
    several.add(content)
    several.close()
    mailbox.Maildir(folder / "maildir").add(content)
    plain = folder / "plain"
    plain.mkdir()
    (plain / "a.eml").write_bytes(content)
    return [single, folder / "box", folder / "maildir", plain]


def test_files_boxes_and_folders_are_read_alike(sent: OutgoingMail, tmp_path: Path) -> None:
    content = report(sent.message_id)
    expected = notices.Notice(sent.message_id, "failed", "5.1.1 550 5.1.1 no such person here")
    assert [list(notices.read_all(path)) for path in boxes(tmp_path, content)] == [[expected]] * 4


def test_the_command_says_what_it_found(app: Flask, sent: OutgoingMail, tmp_path: Path) -> None:
    number, path = sent.id, boxes(tmp_path, report(sent.message_id))[1]
    said = []
    for _ in range(2):
        db.session.rollback()
        done = CliRunner().invoke(cli, ["mail", "bounces", str(path)], obj=app)
        said.append((done.exit_code, done.output))
    assert said == [(0, "1 came back.\n"), (0, "1 told nothing new.\n")]
    db.session.rollback()
    assert db.session.get(OutgoingMail, number).state == "bounced"


def test_a_path_that_does_not_exist_is_wrong_usage(app: Flask, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["mail", "bounces", str(tmp_path / "none")], obj=app)
    assert done.exit_code == 2
