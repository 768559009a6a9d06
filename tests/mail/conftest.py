"""Mail templates for tests only, and an application that has a mail server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services import queue
from tests.mail.sink import Sink

SAMPLE = """{% block subject %}{{ _("Hello %(name)s", name=name) }}{% endblock %}
{% block body %}
{{ _("Hello %(name)s", name=name) }}

{{ button(_("Confirm"), link) }}

Last line.
{% endblock %}
"""


@pytest.fixture
def templates(app: Flask) -> Iterator[None]:
    """Add a template to those of the house."""
    kept = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader([DictLoader({"mail/sample.txt": SAMPLE}), kept])
    yield
    app.jinja_env.loader = kept
    app.jinja_env.cache.clear()


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as server:
        yield server


@pytest.fixture
def with_server(app: Flask) -> Iterator[Callable[[str], None]]:
    """Set PIN_MAIL_URL for this test."""
    kept = app.extensions["pin.settings"]

    def use(url: str) -> None:
        app.extensions["pin.settings"] = replace(kept, mail_url=url)

    yield use
    app.extensions["pin.settings"] = kept


@pytest.fixture
def written(
    app: Flask, templates: None, sink: Sink, with_server: Callable[[str], None]
) -> Callable[..., int]:
    """Write committed mails for the sink; returns the number of the last row."""
    with_server(f"smtp://127.0.0.1:{sink.port}")

    def write(*addresses: str) -> int:
        numbers = [queue("sample", to=one, language="en", name="Ann", link="/c/1").id for one in addresses]
        db.session.commit()
        return numbers[-1]

    return write


@pytest.fixture
def row(app: Flask) -> Callable[[int], OutgoingMail]:
    """Read a mail's row afresh."""

    def read(number: int) -> OutgoingMail:
        db.session.expire_all()
        found = db.session.get(OutgoingMail, number)
        assert found is not None
        return found

    return read
