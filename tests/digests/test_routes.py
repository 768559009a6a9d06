"""The page on which a member chooses how often."""

from __future__ import annotations

import pytest

from pin_app.digests import queries
from tests.digests.conftest import member
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


def chosen(client: Inspector) -> list[str]:
    return [a["value"] for a in client.page.all("input") if a.get("type") == "radio" and "checked" in a]


def test_the_pace_is_shown_and_kept(client: Inspector) -> None:
    user = member()
    signed_in(client, user).get("/account/mails")
    assert chosen(client) == ["weekly"]
    client.follow(client.post("/account/mails", {"pace": "monthly"}))
    assert (chosen(client), queries.pace_of(user)) == (["monthly"], "monthly")


def test_without_consent_the_page_says_that_none_comes(client: Inspector) -> None:
    signed_in(client, person()).get("/account/mails")
    assert "Now none comes" in client.words
    signed_in(client, member()).get("/account/mails")
    assert "Now none comes" not in client.words


@pytest.mark.parametrize("odd", ["", "daily", "\x00", "\ud800", "1" * 100_000])
def test_an_odd_pace_is_refused(client: Inspector, odd: str) -> None:
    user = member()
    signed_in(client, user).get("/account/mails")
    client.post("/account/mails", {"pace": odd.encode("utf-8", "surrogatepass")}, status=422)
    assert queries.pace_of(user) == "weekly"


def test_one_presses_own_pace_only(client: Inspector) -> None:
    other, user = member("bob@x.example"), member()
    signed_in(client, user).get("/account/mails")
    client.post("/account/mails", {"pace": "never", "user_id": str(other.id)})
    assert (queries.pace_of(user), queries.pace_of(other)) == ("never", "weekly")
