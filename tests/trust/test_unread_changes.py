"""Nothing that staff have not read is shown to others, found, suggested, mailed or written into their files.

The owner of a published profile types texts that stand nowhere else into every field; they are looked for on
every page as every role, in the search, in what the engine knows, in mails and in tables before staff decide.
"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.db import db
from pin_app.directory.models import DirectoryEntry
from pin_app.mail.models import OutgoingMail
from pin_app.matches import adapter
from pin_app.matches import services as matches
from pin_app.matches.models import Suggestion
from pin_app.profiles import queries, services
from pin_app.profiles.models import Profile
from pin_app.profiles.services import holding
from tests.factories.profiles import profile
from tests.trust.cast import ROLES, Cast
from tests.trust.test_03_private_fields import Scene, addresses, content

TEAM = ("owner", "member", "staff", "administrator")
FIELDS = {
    "name": "unreadname", "legal_name": "unreadlegal", "about": "unreadabout", "city": "unreadcity",
    "website": "https://unreadsite.example.org", "home_district": "unreaddistrict",
}  # fmt: skip
MARKERS = (
    "unreadname", "unreadlegal", "unreadabout", "unreadcity", "unreadsite", "unreaddistrict", "unreadtext",
    "unreadoffer", "unreadpurpose", "unreadplace",
)  # fmt: skip


def edit(made: Profile, owner: object) -> None:
    """Type an unread text into every field that others would read."""
    services.save(made, owner, **FIELDS)  # type: ignore[arg-type]
    services.change_statement(queries.statements_of(made)[0], owner, text="unreadtext")  # type: ignore[arg-type]
    services.add_statement(made, owner, "need", "unreadoffer")  # type: ignore[arg-type]
    services.set_terms(
        made, owner, "seek", max_eur=777_123, purpose="unreadpurpose", districts=["unreadplace"]
    )  # type: ignore[arg-type]
    db.session.commit()


@pytest.fixture
def scene(app: Flask) -> Scene:
    cast = Cast.of(app)
    owner, other = cast.people["owner"], cast.people["other"]
    shown = profile("diaspora_entrepreneur", owner=owner, name="Readname", offers=["steel"])
    services.add_member(shown, cast.people["member"], by=None)
    stranger = profile("italian_firm", owner=other, needs=["steel"])
    for mine, partner, by in ((shown, stranger, owner), (stranger, shown, other)):
        facts = {"purpose": "business", "rank": 1, "score": 0.5}
        number = queries.statements_of(partner)[0].id
        reasons = [{"code": "offer_meets_need", "facts": {"their_statement": number}}]
        db.session.add(Suggestion(profile_id=mine.id, partner_id=partner.id, reasons=reasons, **facts))
        db.session.flush()
        matches.say(mine, partner, "business", "interested", by)
    db.session.commit()
    edit(shown, owner)
    return Scene(cast, shown, profile("italian_firm", "draft", owner=owner), stranger)


def found_by(scene: Scene) -> dict[str, set[str]]:
    """Which roles come upon which marker anywhere."""
    found: dict[str, set[str]] = {marker: set() for marker in MARKERS}
    for role in ROLES:
        browser = scene.cast.enter(role)
        for address in addresses(scene):
            text = content(browser, address)
            for marker in MARKERS:
                if marker in text:
                    found[marker].add(role)
    return found


def test_only_its_people_and_staff_come_upon_what_nobody_has_read(scene: Scene) -> None:
    assert found_by(scene) == {marker: set(TEAM) for marker in MARKERS}
    assert "Readname" in content(scene.cast.enter("anonymous"), f"/p/{scene.shown.public_id}")


def test_no_search_finds_it_by_what_nobody_has_read(scene: Scene) -> None:
    browser = scene.cast.enter("other")
    told = {word: scene.shown.public_id in content(browser, f"/directory?q={word}") for word in MARKERS}
    assert told == dict.fromkeys(MARKERS, False)
    assert scene.shown.public_id in content(browser, "/directory?q=Readname")
    words = " ".join(db.session.scalars(select(DirectoryEntry.words)))
    assert [marker for marker in MARKERS if marker in words] == []


def test_the_engine_knows_nothing_of_it(scene: Scene) -> None:
    known = repr(adapter.load(adapter.in_network()))
    assert "steel" in known
    assert [marker for marker in (*MARKERS, "777123") if marker in known] == []


def test_tables_hold_what_staff_have_read(scene: Scene) -> None:
    table = content(scene.cast.enter("staff"), "/exchange/profiles/csv")
    assert "Readname" in table
    assert [marker for marker in MARKERS if marker in table] == []


def test_mails_to_others_hold_none_of_it(scene: Scene) -> None:
    owner = scene.cast.people["owner"]
    services.invite_member(scene.shown, owner, "guest@example.org", "en")
    draft = profile("investor", "draft", owner=owner, name="unreadname")
    services.invite_member(draft, owner, "guest@example.org", "en")
    services.request_changes(scene.shown, None, ["unclear"])
    mails = db.session.scalars(select(OutgoingMail)).all()
    assert len(mails) == 3
    assert [mail.template for mail in mails for marker in MARKERS if marker in mail.body + mail.subject] == []


def test_once_read_everybody_comes_upon_it(scene: Scene) -> None:
    services.publish(scene.shown, scene.cast.people["staff"])
    db.session.commit()
    page = content(scene.cast.enter("other"), f"/p/{scene.shown.public_id}")
    assert [marker for marker in MARKERS if marker not in page] == []
    assert scene.shown.public_id in content(scene.cast.enter("anonymous"), "/directory?q=unreadoffer")


@pytest.mark.thorough
def test_the_check_sees_changes_that_do_not_wait(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "is_trusted", lambda _by: True)
    services.save(scene.stranger, scene.cast.people["other"], about="unreadabout")
    db.session.commit()
    assert "anonymous" in found_by(scene)["unreadabout"]
