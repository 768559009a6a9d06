"""Check 3: what is private of a person stands on no page, in no file and in no mail for others.

Each private field of two profiles holds a text that stands nowhere else; every page is then read as every
role, and each text must be found by exactly those who may see it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.matches import services as matches
from pin_app.matches.models import Suggestion
from pin_app.profiles import services
from pin_app.profiles.models import Profile, Statement
from pin_app.profiles.reasons import REASONS
from pin_app.profiles.routes import showing
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.trust.cast import ROLES, Cast

TEAM = frozenset({"owner", "member"})
OFFICE = frozenset({"staff", "administrator"})
# Text without white space -> who may read it somewhere.
SHOWN = {
    "contactmarker": TEAM | OFFICE,
    "shownmail@example.org": TEAM | OFFICE,
    "3477654321": TEAM | OFFICE,
    "12345670785": TEAM | OFFICE,
    "externalmarker": OFFICE,  # in tables
    "notemarker": OFFICE,
    "closedmarker": frozenset(),
    "verdictmarker": frozenset(),
}
HIDDEN = {
    "draftmarker": TEAM | OFFICE,  # its name
    "aboutmarker": TEAM | OFFICE,
    "statedmarker": TEAM | OFFICE,
    "draftcontact": TEAM | OFFICE,
}
PEOPLE = {
    "ownermail@example.org": frozenset({"owner", "staff", "administrator"}),
    "membermail@example.org": frozenset({"owner", "member", "staff", "administrator"}),
    "othermail@example.org": OFFICE | {"other"},
    "ownername": OFFICE | {"owner"},
    "othername": OFFICE | {"other"},
    "192.0.2.7": frozenset(ROLES) - {"anonymous", "deactivated"},  # each one's own sign-in
}
MAY = SHOWN | HIDDEN | PEOPLE
WITH_QUERY = (
    "/matches?view=saved",
    "/matches?view=interested",
    "/directory?q=steel",
    "/directory?order=name",
)


OF_EVENTS = frozenset({"events", "registrations", "checkin", "meetings", "attendees", "trainings"})


@dataclass
class Scene:
    """Two profiles of the owner and the member, one published and one not, and a stranger's beside them."""

    cast: Cast
    shown: Profile
    draft: Profile
    stranger: Profile


@pytest.fixture
def scene(app: Flask) -> Scene:
    cast = Cast.of(app)
    for role in ("owner", "member", "other"):
        user = cast.people[role]
        user.email = user.typed_email = f"{role}mail@example.org"
        user.name = f"{role}name"
    shown, draft = _published(cast), _draft(cast)
    stranger = profile("italian_firm", owner=cast.people["other"], needs=["steel"])
    _suggest(shown, stranger, cast.people["owner"])
    _suggest(stranger, shown, cast.people["other"])
    db.session.commit()
    return Scene(cast, shown, draft, stranger)


def _published(cast: Cast) -> Profile:
    made = profile(
        "italian_firm", "submitted", owner=cast.people["owner"], offers=["steel", "closedmarker"],
        contact_name="contactmarker", email="shownmail@example.org", phone="+39 347 765 4321",
        external_id="externalmarker",
    )  # fmt: skip
    services.set_identifiers(made, {"it.vat": "12345670785"})
    services.add_member(made, cast.people["member"], by=None)
    closed = db.session.query(Statement).filter_by(text="closedmarker").one()
    services.withdraw_statement(closed, None)
    services.request_changes(made, None, [next(iter(REASONS))], "notemarker")
    services.submit(made)
    services.publish(made, None)
    return made


def _draft(cast: Cast) -> Profile:
    made = profile(
        "italian_firm", "draft", owner=cast.people["owner"], name="draftmarker", about="aboutmarker",
        offers=["statedmarker"], contact_name="draftcontact",
    )  # fmt: skip
    services.add_member(made, cast.people["member"], by=None)
    return made


def _suggest(mine: Profile, partner: Profile, by: User) -> None:
    facts = {"purpose": "business", "rank": 1, "score": 0.5, "reasons": []}
    db.session.add(Suggestion(profile_id=mine.id, partner_id=partner.id, **facts))
    db.session.flush()
    matches.say(mine, partner, "business", "interested", by, note="verdictmarker")


def addresses(scene: Scene) -> Iterator[str]:
    """Every page that can be opened, with each profile, person and mail that there is.

    Where no profile is named, as in the rooms of events, one odd address is enough.
    """
    people = [user.id for user in scene.cast.people.values()]
    mails = [mail.id for mail in db.session.query(OutgoingMail)]
    given = {
        "public_id": [scene.shown.public_id, scene.draft.public_id, scene.stranger.public_id],
        "number": people, "step": list("1234"), "kind": ["csv", "csv-excel", "xlsx"], "token": ["a" * 43],
        "filename": [],
    }  # fmt: skip
    for rule in scene.cast.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            found = [rule.rule]
            for name in rule.arguments:
                values = (
                    mails
                    if rule.endpoint == "admin.mail"
                    else given.get(name, [scene.shown.id, scene.stranger.id])
                )[: 1 if rule.endpoint.split(".")[0] in OF_EVENTS else None]
                found = [_filled(address, name, str(value)) for address in found for value in values]
            yield from found
    yield from WITH_QUERY


def _filled(address: str, name: str, value: str) -> str:
    return re.sub(rf"<(?:[^<>]*:)?{name}>", value, address, count=1)


def content(browser: Inspector, address: str) -> str:
    """Head and body of an answer without white space; a workbook unpacked."""
    answer = browser.send("GET", address)
    data = answer.get_data()
    answer.close()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b" ".join(book.read(name) for name in book.namelist())
    return "".join(f"{answer.headers} {data.decode('utf-8', 'replace')}".split())


def seen(scene: Scene, only: str = "/") -> dict[str, set[str]]:
    """Which roles have found which text."""
    found: dict[str, set[str]] = defaultdict(set)
    wanted = [address for address in addresses(scene) if address.startswith(only)]
    for role in ROLES:
        browser = scene.cast.enter(role)
        for address in wanted:
            text = content(browser, address)
            for marker in MAY:
                if marker in text:
                    found[marker].add(role)
    return found


def test_private_fields_are_found_by_those_who_may_see_them(scene: Scene) -> None:
    found = seen(scene)
    assert {marker: sorted(found[marker]) for marker in MAY} == {
        marker: sorted(roles) for marker, roles in MAY.items()
    }


def test_no_search_finds_a_profile_by_what_is_private(scene: Scene) -> None:
    browser = scene.cast.enter("other")
    told = {word: scene.shown.public_id in content(browser, f"/directory?q={word}") for word in SHOWN}
    assert told == dict.fromkeys(SHOWN, False)
    assert scene.shown.public_id in content(browser, "/directory?q=steel")


def test_no_mail_to_another_tells_how_somebody_is_reached(scene: Scene) -> None:
    services.invite_member(scene.shown, scene.cast.people["owner"], "guest@example.org", "ur")
    mails = {mail.to_address: "".join(f"{mail.subject}{mail.body}{mail.html}".split()) for mail in _mails()}
    assert set(mails) == {"ownermail@example.org", "guest@example.org"}
    contact = ("contactmarker", "shownmail", "3477654321", "12345670785", "ownermail", "draftmarker")
    assert [marker for marker in contact if marker in mails["guest@example.org"]] == []


def _mails() -> list[OutgoingMail]:
    return db.session.query(OutgoingMail).all()


def test_the_check_sees_a_phone_number_on_a_public_page(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = showing.render_template
    monkeypatch.setattr(
        showing,
        "render_template",
        lambda name, profile, **facts: shown(name, profile=profile, **facts) + profile.phone,
    )
    assert seen(scene, "/p/")["3477654321"] == set(ROLES)
