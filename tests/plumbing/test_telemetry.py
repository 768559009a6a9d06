"""Log lines are one line each, and hold nothing private whatever went wrong."""

from __future__ import annotations

import json
import logging
import sys
import time

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pin_app.audit.services import record
from pin_app.db import db
from pin_app.security import new_secret, sign
from pin_app.telemetry import Lines, RequestNumber, without_private
from tests.inspector import Inspector


def line_of(message: str, *arguments: object, error: BaseException | None = None, **extra: object) -> str:
    """What the log would say."""
    record = logging.getLogger("pin.test").makeRecord(
        "pin.test", logging.ERROR, __file__, 1, message, arguments,
        (type(error), error, error.__traceback__) if error else None, extra=extra,
    )  # fmt: skip
    RequestNumber().filter(record)
    return Lines("%(levelname)s %(message)s %(request)s", timestamp=True).format(record)


def raised(deed: object, *arguments: object) -> BaseException:
    try:
        deed(*arguments)
    except Exception:
        return sys.exc_info()[1]
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize("odd", ["a\r\nb", "a\x00b", "a\x1b[31mb", "a\u2028b", "a\x85b", "\ud800"])
def test_nothing_that_people_send_begins_a_line_of_its_own(odd: str) -> None:
    line = line_of("said %s", odd, extra_fact=odd, nested={odd: [odd]})
    assert line.isascii() and line.isprintable()
    assert json.loads(line)["message"] == f"said {odd}"


@pytest.mark.parametrize(
    "private",
    ["ann@x.example", "o'neil+pin@sub.example.org", "müller@x.it", "اے@x.pk", "ann@localhost", new_secret()],
    ids=range(6),
)
def test_addresses_and_secrets_are_taken_out_wherever_they_stand(private: str) -> None:
    error = raised(int, f"<{private}>")
    line = line_of(
        "for %s.", private, error=error, to=private, nested={private: [f"x={private};"]}, other=(private,)
    )
    found = json.loads(line)
    assert private not in json.dumps(found, ensure_ascii=False)
    assert found["message"] == "for [private]."
    assert "ValueError" in found["exc_info"] and "raised" in found["exc_info"]


def test_signed_tokens_are_taken_out(app: Flask) -> None:
    token = sign("reset", {"user": 12, "mark": new_secret()})
    assert without_private(f"/reset/{token}?x=1") == "/reset/[private]?x=1"


@pytest.mark.parametrize(
    "harmless",
    [
        "e" * 64,
        "/confirm/<token>",
        "job failed",
        "127.0.0.1",
        "pin_app.mail.tasks.send_due",
        "f3a9c0d1e2b4",
        "@",
        "50 %",
    ],
)
def test_what_is_not_private_stays(harmless: str) -> None:
    assert without_private(harmless) == harmless


def test_an_error_of_the_database_quotes_no_value(app: Flask) -> None:
    private = "Ann Rana"
    error = raised(db.session.execute, text("SELECT nothing FROM nowhere WHERE a = :a"), {"a": private})
    db.session.rollback()
    assert isinstance(error, SQLAlchemyError)
    assert private not in line_of("unhandled", error=error)


def test_very_long_text_takes_no_time() -> None:
    for unit in ("a", "a.", "a@", "@", "-", "a@a"):
        begun = time.thread_time()  # what others do on the machine meanwhile does not count
        without_private(unit * 1_000_000)
        assert time.thread_time() - begun < 1


def test_a_page_is_logged_by_its_rule_and_not_by_its_address(
    client: Inspector, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/admin/outbox/123456789?secret=hidden", status=302)
    told = [record.__dict__ for record in caplog.records if record.name == "pin.access"]
    assert [(line["route"], line["status"]) for line in told] == [
        ("/admin/outbox/<int(max=2147483647):number>", 302)
    ]
    assert "hidden" not in str(told)


def test_the_digest_of_a_row_of_the_trail_is_logged(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), app.test_request_context():
        digest = record("profile.published").digest
        db.session.rollback()
    told = next(record for record in caplog.records if record.name == "pin_app.audit.services")
    assert json.loads(Lines("%(message)s").format(told))["digest"] == digest


def test_a_request_that_is_refused_at_the_door_has_its_number_and_time(
    client: Inspector, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "pin.access")
    answer = client.send("POST", "/sign-in", data={})
    assert (answer.status_code, len(answer.headers["X-Request-Id"])) == (400, 12)
    assert caplog.records[-1].ms > 0  # type: ignore[attr-defined]
