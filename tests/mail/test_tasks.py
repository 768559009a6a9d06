"""Every mail that was committed arrives, later where need be; faults of the server never reach a page."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from pin_app import jobs
from pin_app.db import db, now
from pin_app.mail import services
from pin_app.mail.models import STATES, OutgoingMail
from pin_app.mail.queries import count_by_state
from pin_app.mail.services import queue
from pin_app.mail.tasks import send_due
from tests.mail.sink import Sink

Write = Callable[..., int]
Read = Callable[[int], OutgoingMail]


def let_time_pass(number: int) -> None:
    """Bring a postponed mail's next try to now."""
    db.session.get(OutgoingMail, number).next_attempt_at = now() - timedelta(seconds=1)
    db.session.commit()


def test_a_committed_mail_is_sent_by_the_job_that_its_commit_asked_for(
    app: Flask, written: Write, sink: Sink, row: Read
) -> None:
    number = written("ann@x.example")
    assert jobs.run_pending(app) == 1
    assert sink.receivers == ["ann@x.example"]
    sent = sink.taken[0]
    assert (sent["From"], sent["To"], sent["Subject"]) == ("PIN <pin@pin.test>", "ann@x.example", "Hello Ann")
    assert sent["Message-ID"] == row(number).message_id
    assert (row(number).state, row(number).attempts, row(number).last_error) == ("sent", 1, "")
    assert row(number).sent_at is not None


def test_a_mail_that_was_rolled_back_is_never_sent(
    app: Flask, templates: None, written: Write, sink: Sink
) -> None:
    queue("sample", to="ann@x.example", language="en", name="Ann", link="/")
    db.session.rollback()
    assert jobs.run_pending(app) == 0
    send_due()
    assert sink.lines == 0


def test_many_mails_go_over_one_line_and_each_only_once(app: Flask, written: Write, sink: Sink) -> None:
    written(*[f"p{number}@x.example" for number in range(30)])
    send_due()
    send_due()
    assert sorted(sink.receivers) == sorted(f"p{number}@x.example" for number in range(30))
    assert sink.lines == 1


def test_without_a_server_mails_are_kept_and_nothing_is_tried(app: Flask, templates: None) -> None:
    mail = queue("sample", to="ann@x.example", language="en", name="Ann", link="/")
    db.session.commit()
    send_due()
    assert jobs.run_pending(app) == 0
    assert (mail.state, mail.attempts) == ("kept", 0)


def test_a_refused_connection_is_tried_again_later_and_then_arrives(
    app: Flask, templates: None, sink: Sink, row: Read, with_server: Callable[[str], None]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with_server(f"smtp://127.0.0.1:{free.getsockname()[1]}")
        numbers = [
            queue("sample", to=f"{name}@x.example", language="en", name=name, link="/").id
            for name in ("a", "b")
        ]
        db.session.commit()
        send_due()
    first, second = (row(number) for number in numbers)
    assert (first.state, first.attempts, second.state, second.attempts) == ("queued", 1, "queued", 0)
    assert "refused" in first.last_error
    assert first.next_attempt_at > now() + timedelta(seconds=50)
    with_server(f"smtp://127.0.0.1:{sink.port}")
    let_time_pass(numbers[0])
    send_due()
    assert sorted(sink.receivers) == ["a@x.example", "b@x.example"]


@pytest.mark.parametrize(
    ("verb", "answer"), [("RCPT", "451 try later"), ("END", "452 no room"), ("MAIL", "450 busy")]
)
def test_a_4xx_answer_is_tried_again_with_the_same_message_id(
    app: Flask, written: Write, sink: Sink, row: Read, verb: str, answer: str
) -> None:
    sink.answers[verb] = answer
    number = written("ann@x.example")
    send_due()
    assert (row(number).state, row(number).last_error) == ("queued", answer)
    sink.answers.clear()
    let_time_pass(number)
    send_due()
    assert (row(number).state, row(number).attempts) == ("sent", 2)
    assert [mail["Message-ID"] for mail in sink.taken] == [row(number).message_id]


@pytest.mark.parametrize(("verb", "answer"), [("RCPT", "550 no such person"), ("END", "554 not wanted")])
def test_a_5xx_answer_is_final_and_holds_up_nobody_else(
    app: Flask, written: Write, sink: Sink, row: Read, verb: str, answer: str
) -> None:
    sink.answers[verb] = answer
    number = written("ann@x.example")
    send_due()
    sink.answers.clear()
    other = written("bob@x.example")
    send_due()
    assert (row(number).state, row(number).last_error) == ("bounced", answer)
    assert row(other).state == "sent"


def test_a_4xx_for_one_receiver_does_not_hold_up_the_next(
    app: Flask, written: Write, sink: Sink, row: Read
) -> None:
    sink.answers["RCPT"] = "451 later"
    first, second = written("ann@x.example"), written("bob@x.example")
    send_due()
    assert [row(number).attempts for number in (first, second)] == [1, 1]


@pytest.mark.parametrize("verb", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_a_dropped_line_is_tried_again(app: Flask, written: Write, sink: Sink, row: Read, verb: str) -> None:
    sink.answers |= {verb: "drop", "HELO": "drop"}
    number = written("ann@x.example")
    send_due()
    assert (row(number).state, row(number).attempts) == ("queued", 1)
    sink.answers.clear()
    let_time_pass(number)
    send_due()
    assert (row(number).state, len(sink.taken)) == ("sent", 1)


def test_dropped_after_the_data_it_may_arrive_twice_but_under_one_message_id(
    app: Flask, written: Write, sink: Sink, row: Read
) -> None:
    sink.answers["END"] = "drop"
    number = written("ann@x.example")
    send_due()
    assert row(number).state == "queued"
    sink.answers.clear()
    let_time_pass(number)
    send_due()
    assert len(sink.taken) == 2
    assert {mail["Message-ID"] for mail in sink.taken} == {row(number).message_id}


def test_a_sender_that_was_killed_loses_nothing(app: Flask, written: Write, sink: Sink, row: Read) -> None:
    number = written("ann@x.example")
    services.take_next()
    db.session.commit()  # here the first sender dies
    send_due()
    assert (row(number).state, sink.taken) == ("sending", [])  # its lease still runs
    let_time_pass(number)
    send_due()
    assert (row(number).state, len(sink.taken)) == ("sent", 1)


def test_no_write_lock_is_held_while_talking_to_the_server(app: Flask, written: Write, sink: Sink) -> None:
    engine = db.engine
    sink.between = lambda: free_to_write(engine)
    written("ann@x.example")
    send_due()
    assert set(sink.seen) == {True}
    assert len(sink.seen) >= 5


def test_a_held_write_lock_would_be_seen(app: Flask, written: Write) -> None:
    written("ann@x.example")
    services.take_next()
    assert free_to_write(db.engine) is False
    db.session.rollback()


def free_to_write(engine: Engine) -> bool:
    """Whether another connection can change the outbox now, without waiting."""
    with engine.connect() as other:
        setting = "PRAGMA busy_timeout=0" if engine.dialect.name == "sqlite" else "SET lock_timeout = '100ms'"
        other.connection.cursor().execute(setting)  # before the transaction begins
        try:
            other.exec_driver_sql("UPDATE outgoing_mails SET last_error = last_error")
        except OperationalError:
            return False
        finally:
            other.invalidate()
        return True


def test_after_two_days_it_is_given_up(app: Flask, written: Write, sink: Sink, row: Read) -> None:
    sink.answers["RCPT"] = "451 later"
    number = written("ann@x.example")
    row(number).created_at = now() - timedelta(hours=47, minutes=59, seconds=30)
    db.session.commit()
    send_due()
    assert (row(number).state, row(number).last_error) == ("failed", "451 later")


def test_the_pauses_grow(app: Flask, written: Write, sink: Sink, row: Read) -> None:
    sink.answers["RCPT"] = "451 later"
    number, pauses = written("ann@x.example"), []
    for _ in range(4):
        send_due()
        pauses.append(round((row(number).next_attempt_at - now()) / timedelta(minutes=1)))
        let_time_pass(number)
    assert pauses == [1, 5, 15, 60]


def test_a_mail_that_cannot_be_built_keeps_back_no_other(
    app: Flask, written: Write, sink: Sink, row: Read
) -> None:
    broken, good = written("ann@x.example"), written("bob@x.example")
    row(broken).to_address = "two@x.it, three@x.it"
    db.session.commit()
    send_due()
    assert (row(broken).state, row(good).state) == ("failed", "sent")
    assert sink.receivers == ["bob@x.example"]


def test_urdu_and_italian_arrive_whole(app: Flask, written: Write, sink: Sink) -> None:
    queue("sample", to="ann@x.example", language="ur", name="جراحی کے آلات è così", link="/")
    db.session.commit()
    send_due()
    sent = sink.taken[0]
    assert sent["Subject"] == "Hello جراحی کے آلات è così"
    assert "جراحی کے آلات è così" in sent.get_body(("plain",)).get_content()
    assert "جراحی کے آلات è così" in sent.get_body(("html",)).get_content()


def test_an_address_beyond_ascii_fails_where_the_server_cannot_take_it(
    app: Flask, written: Write, sink: Sink, row: Read
) -> None:
    number = written("müller@x.example")
    send_due()
    assert (row(number).state, sink.receivers) == ("failed", [])
    sink.extensions = ["SMTPUTF8", "8BITMIME"]
    written("müller@x.example")
    send_due()
    assert sink.receivers == ["müller@x.example"]
    assert sink.taken[0]["To"] == "müller@x.example"


def test_a_password_is_not_sent_without_encryption(
    app: Flask, written: Write, sink: Sink, row: Read, with_server: Callable[[str], None]
) -> None:
    number = written("ann@x.example")
    sink.extensions = ["AUTH PLAIN LOGIN"]
    with_server(f"smtp://user:secret@0.0.0.0:{sink.port}")  # not a loopback name, yet it reaches the sink
    send_due()
    assert "AUTH" not in sink.verbs
    assert (row(number).state, "password" in row(number).last_error) == ("queued", True)
    assert "secret" not in row(number).last_error


def test_encryption_that_fails_is_not_replaced_by_plain_text(
    app: Flask, written: Write, sink: Sink, row: Read, with_server: Callable[[str], None]
) -> None:
    number = written("ann@x.example")
    sink.extensions, sink.answers = ["STARTTLS"], {"STARTTLS": "454 not now"}
    with_server(f"smtp://0.0.0.0:{sink.port}")
    send_due()
    assert (row(number).state, sink.taken) == ("queued", [])


def test_a_password_over_loopback_is_used(
    app: Flask, written: Write, sink: Sink, with_server: Callable[[str], None]
) -> None:
    written("ann@x.example")
    sink.extensions, sink.answers = ["AUTH PLAIN"], {"AUTH": "235 welcome"}
    with_server(f"smtp://user%40x.example:se%3Acret@localhost:{sink.port}")
    send_due()
    assert "AUTH" in sink.verbs
    assert sink.taken[0]["From"] == "PIN <user@x.example>"


def test_wrong_credentials_fail_no_mail(
    app: Flask, written: Write, sink: Sink, row: Read, with_server: Callable[[str], None]
) -> None:
    number = written("ann@x.example")
    sink.extensions, sink.answers = ["AUTH PLAIN"], {"AUTH": "535 wrong"}
    with_server(f"smtp://user:secret@127.0.0.1:{sink.port}")
    send_due()
    assert (row(number).state, row(number).last_error) == ("queued", "535 wrong")


def test_the_counts_name_every_state(app: Flask, written: Write) -> None:
    written("ann@x.example", "bob@x.example")
    assert count_by_state() == dict.fromkeys(STATES, 0) | {"queued": 2}


def test_a_mail_for_later_waits_and_then_goes(
    app: Flask, templates: None, sink: Sink, row: Read, with_server: Callable[[str], None]
) -> None:
    with_server(f"smtp://127.0.0.1:{sink.port}")
    later = now() + timedelta(hours=2)
    mail = queue("sample", to="ann@x.example", language="en", not_before=later, name="Ann", link="/")
    db.session.commit()
    number = mail.id
    assert jobs.run_pending(app) == 0
    send_due()
    assert (row(number).state, sink.receivers) == ("queued", [])
    let_time_pass(number)
    send_due()
    assert (row(number).state, sink.receivers) == ("sent", ["ann@x.example"])
