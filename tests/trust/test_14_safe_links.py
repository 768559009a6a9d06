"""Check 14: a link that somebody typed leads to http or https, or is not there."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.profiles import guards, services
from pin_app.profiles.forms.parts import Guarded
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

UNSAFE = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript&colon;alert(1)",
    "\x01javascript:alert(1)",
    "javascript://a.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "blob:https://a.example/1",
    "file:///etc/passwd",
    "ftp://a.example/",
    "mailto:a@b.example",
    "tel:+39333",
    "//a.example",
    "https:javascript:alert(1)",
    "https://a.example@b.example/",
    "https://a.example\\@b.example",
    "\u202ejavascript:x",
)


def live_links(client: Inspector, made: Profile, owner: User) -> list[str]:
    """Links with another scheme that come out of typed ones, on the pages of the profile."""
    signed_in(client, owner)
    found: list[str] = []
    for typed in UNSAFE:
        client.get(f"/profiles/{made.public_id}/edit/1")
        data = {"csrf_token": client.page.csrf_token, "name": "Rossi", "website": typed}
        for headers in ({}, {"X-Autosave": "1"}):
            client.send("POST", f"/profiles/{made.public_id}/edit/1", data=data, headers=headers)
        for page in (f"/p/{made.public_id}", f"/profiles/{made.public_id}/edit/4"):
            client.get(page)
            linked = [str(a.get("href")) for a in client.page.all("a") if "ugc" in (a.get("rel") or "")]
            found += [f"{typed!r}: {href}" for href in linked if not href.startswith(("http://", "https://"))]
            found += [f"{typed!r}: {href}" for href in linked if "@" in href or "javascript" in href.lower()]
    return found


@pytest.fixture
def owner(app: Flask) -> User:
    return person("rossi@example.org")


def test_no_unsafe_scheme_becomes_a_link(client: Inspector, owner: User) -> None:
    assert (
        live_links(client, profile(state="draft", owner=owner, website="https://safe.example"), owner) == []
    )


def test_a_safe_link_is_there(client: Inspector, owner: User) -> None:
    made = profile(owner=owner, website="https://safe.example/a?b=1")
    client.get(f"/p/{made.public_id}")
    assert "https://safe.example/a?b=1" in [a.get("href") for a in client.page.all("a")]


def test_the_check_sees_a_website_that_nobody_looked_at(
    client: Inspector, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trusting(made: Profile, by: User, **values: str) -> None:
        made.website = values["website"]
        db.session.flush()

    monkeypatch.setattr(Guarded, "__call__", lambda self, form, field: None)
    monkeypatch.setattr(services, "save", trusting)
    found = live_links(client, profile(state="draft", owner=owner), owner)
    assert [problem for problem in found if "javascript" in problem] != []


def test_a_link_out_of_an_import_passes_the_same_guard(app: Flask) -> None:
    assert [typed for typed in UNSAFE if accepted(typed)] == []


def accepted(typed: str) -> bool:
    try:
        return not guards.website(typed).startswith(
            ("http://", "https://")
        ) or "javascript:" in guards.website(typed)
    except guards.PinError:
        return False
