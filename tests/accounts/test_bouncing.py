"""Who signs in while their mails come back is told so, until a mail arrives again."""

from __future__ import annotations

import pytest

from pin_app.accounts.services import links
from pin_app.db import db
from pin_app.mail.models import BouncingAddress
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

TOLD = "come back since"


@pytest.mark.parametrize("path", ["/", "/account", "/account/email"])
def test_a_person_whose_mails_come_back_sees_it(client: Inspector, path: str) -> None:
    user = person("ann@x.example")
    db.session.add(BouncingAddress(address="ann@x.example", reason="550 <b>no such person"))
    db.session.commit()
    answer = signed_in(client, user).get(path).get_data(as_text=True)
    assert (TOLD in client.words, "550 &lt;b&gt;no such person" in answer) == (True, True)


def test_others_do_not_see_it(client: Inspector) -> None:
    db.session.add(BouncingAddress(address="ann@x.example", reason="550"))
    db.session.commit()
    client.get("/")
    assert TOLD not in client.words
    signed_in(client, person("bob@x.example")).get("/account")
    assert TOLD not in client.words


def test_a_link_used_from_a_mail_proves_that_mails_arrive(client: Inspector) -> None:
    user = person("ann@x.example")
    db.session.add(BouncingAddress(address="ann@x.example"))
    links.use(links.find(links.RESET, links.issue(user, links.RESET)))
    assert db.session.query(BouncingAddress).count() == 0


def test_an_administrator_sees_whose_mails_come_back(client: Inspector) -> None:
    user = person("ann@x.example")
    db.session.add(BouncingAddress(address="ann@x.example", reason="550 no such person"))
    db.session.commit()
    signed_in(client, person(role="administrator")).get(f"/admin/people/{user.id}")
    assert "550 no such person" in client.words
