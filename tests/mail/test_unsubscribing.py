"""Optional mails end with one press, without signing in; opening the link ends nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask

from pin_app import jobs
from pin_app.db import db
from pin_app.mail import queries, topics
from pin_app.mail.models import OutgoingMail, UnwantedTopic
from pin_app.mail.services import came_back, queue, want_again
from pin_app.security import sign
from tests.inspector import Inspector
from tests.mail.sink import Sink

FACTS = {"name": "Ann", "link": "/c/1"}


@pytest.fixture(autouse=True)
def _topic(templates: None) -> Iterator[None]:
    """The sample is a mail that nobody has to get."""
    topics.optional("samples", "Samples", "sample")
    yield
    del topics.TOPICS["samples"]


def write(to: str = "ann@x.example", language: str = "en") -> OutgoingMail:
    mail = queue("sample", to=to, language=language, **FACTS)
    db.session.commit()
    return mail


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"http://pin\.test(/unsubscribe/\S+)", mail.body)
    assert found
    return found[1]


def test_an_optional_mail_ends_with_the_way_out_and_a_necessary_one_does_not(app: Flask) -> None:
    assert link_in(write())
    assert 'href="http://pin.test/unsubscribe/' in write().html
    mail = queue("password_changed", to="ann@x.example", language="en", forgotten="/forgotten")
    assert (mail.topic, "unsubscribe" in mail.body + mail.html) == ("", False)


def test_the_head_of_the_message_names_one_press(
    app: Flask, sink: Sink, with_server: Callable[[str], None], client: Inspector
) -> None:
    with_server(f"smtp://127.0.0.1:{sink.port}")
    write()
    queue("password_changed", to="ann@x.example", language="en", forgotten="/forgotten")
    db.session.commit()
    jobs.run_pending(app)
    optional, necessary = sorted(sink.taken, key=lambda mail: mail["Subject"] != "Hello Ann")
    assert optional["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<(http://pin\.test/unsubscribe/[\w.-]+)>", optional["List-Unsubscribe"])
    assert address
    assert (necessary["List-Unsubscribe"], necessary["List-Unsubscribe-Post"]) == (None, None)
    body = b"List-Unsubscribe=One-Click"
    answer = client.send(
        "POST", urlsplit(address[1]).path, data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert queries.is_unwanted("ANN@x.example", "samples")


def test_opening_the_link_ends_nothing(client: Inspector) -> None:
    path = link_in(write())
    client.get(path)
    assert "No more such mails" in client.words
    assert not queries.is_unwanted("ann@x.example", "samples")


def test_pressing_ends_such_mails_at_once_also_those_that_wait(
    client: Inspector, with_server: Callable[[str], None]
) -> None:
    with_server("smtp://127.0.0.1:1")
    first = write()
    client.get(link_in(first))
    client._read(client.send("POST", link_in(first)), 200)
    assert "Done: we write no more such mails to you." in client.words
    assert (first.state, write().state, write("bob@x.example").state) == ("withheld", "withheld", "queued")


def test_pressing_twice_is_one_no(client: Inspector) -> None:
    path = link_in(write())
    answers = [client.send("POST", path).status_code for _ in range(2)]
    assert (answers, db.session.query(UnwantedTopic).count()) == ([200, 200], 1)


def test_who_changes_their_mind_gets_such_mails_again(client: Inspector) -> None:
    client.send("POST", link_in(write()))
    want_again("Ann@x.example", "samples")
    assert write().state == "kept"


@pytest.mark.parametrize(("language", "direction"), [("it", "ltr"), ("ur", "rtl")])
def test_the_page_speaks_the_language_of_the_mail(client: Inspector, language: str, direction: str) -> None:
    path = link_in(write(language=language))
    client.get(path)
    root = client.page.all("html")[0]
    assert (root["lang"], root["dir"]) == (language, direction)
    client.get(path + "?lang=en")
    assert client.page.all("html")[0]["lang"] == "en"


def test_the_link_tells_nobody_the_address(client: Inspector) -> None:
    path = link_in(write())
    assert "ann" not in topics.message_of(path.rpartition("/")[2])
    assert "ann@x.example" not in client.get(path).get_data(as_text=True)


def forged(mail: OutgoingMail) -> list[str]:
    good = topics.token_for(mail.message_id)
    flipped = good[:-2] + ("A" if good[-2] != "A" else "B") + good[-1]
    odd = ["1", "\x00", "a" * 5000, "é", good + "x", good[:-1]]
    return [*odd, flipped, sign("confirm_email", mail.message_id), sign(topics.PURPOSE, ["list"]),
            sign(topics.PURPOSE, "<none@pin.test>")]  # fmt: skip


def test_a_forged_token_ends_nothing(client: Inspector) -> None:
    mail = write()
    for token in forged(mail):
        assert client.send("GET", f"/unsubscribe/{token}").status_code == 404
        assert client.send("POST", f"/unsubscribe/{token}").status_code == 400
    assert db.session.query(UnwantedTopic).count() == 0


def test_a_token_of_a_necessary_mail_ends_nothing(client: Inspector) -> None:
    mail = queue("password_changed", to="ann@x.example", language="en", forgotten="/forgotten")
    db.session.commit()
    assert client.send("POST", f"/unsubscribe/{topics.token_for(mail.message_id)}").status_code == 400


def test_tokens_are_unique_and_signed_for_this_purpose_only(app: Flask) -> None:
    made = {topics.token_for(f"<{number}@pin.test>") for number in range(2000)}
    assert len(made) == 2000
    assert topics.message_of(sign("reset_password", "<1@pin.test>")) == ""


def test_an_optional_mail_is_not_written_where_mails_come_back(app: Flask) -> None:
    mail = write()
    mail.state = "sent"
    db.session.commit()
    came_back(mail, "550 no such person")
    assert write().state == "withheld"
    assert queue("password_changed", to="ann@x.example", language="en", forgotten="/").state == "kept"
