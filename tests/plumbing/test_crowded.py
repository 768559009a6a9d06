"""More people at once than there are connections are told to try again; nothing is called broken."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pin_app.errors import app_response


def test_without_a_free_connection_one_is_asked_to_try_again(app: Flask) -> None:
    with app.test_request_context("/events"):
        answer = app_response(app.handle_user_exception(PoolTimeout("all in use")))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
