"""What the checks of accounts do over HTTP, as a visitor would."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from tests.factories.people import PASSWORD
from tests.inspector import Inspector


def filled(**changes: Any) -> dict[str, Any]:
    """The registration form, filled in."""
    form = {"name": "Imran", "email": "a@example.org", "password": PASSWORD}
    return form | {"kind": "investor", "language": "en"} | changes


def submit(client: Inspector, page: str, data: dict[str, Any], **options: Any) -> TestResponse:
    """Open a page and send its form; any answer is fine."""
    client.page = type(client.page)(client.send("GET", page, **options).get_data(as_text=True))
    return client.send("POST", page, data={"csrf_token": client.page.csrf_token} | data, **options)


def is_in(client: Inspector) -> bool:
    """Whether this browser is signed in."""
    return client.send("GET", "/account").status_code == 200
