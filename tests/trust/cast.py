"""The people that checks walk the pages as, and one thing of each kind for every address that names one."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule

from pin_app.accounts.models import User
from pin_app.accounts.services import links
from pin_app.db import db
from pin_app.exchange.reading import read
from pin_app.exchange.reports import Report
from pin_app.exchange.services import keeping
from pin_app.introductions.models import Introduction
from pin_app.introductions.services import links as introduction_links
from pin_app.mail.models import OutgoingMail
from pin_app.profiles import services
from pin_app.profiles.models import Profile
from tests.factories import introductions
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.trust import attendees, checkin, claims, desk, events, meetings, outcomes, registrations, trainings
from tests.trust.walker import forget_tries

ROLES = ("anonymous", "owner", "member", "other", "organiser", "staff", "administrator", "deactivated")
ROOMS = {
    "claims": claims, "documents": claims, "outcomes": outcomes, "desk": desk, "attendees": attendees,
    "checkin": checkin, "events": events, "meetings": meetings, "registrations": registrations,
    "trainings": trainings,
}  # fmt: skip
TABLE = b"external_id,kind,name,country\nx-1,investor,Anna,IT\n"
STATE_OF = {"profiles.discard": "draft"}  # every other page gets a submitted profile, which is not public


@dataclass
class Cast:
    """One account a role; the owner and the member act for the profiles that are made here."""

    app: Flask
    people: dict[str, User] = field(default_factory=dict)
    browsers: dict[str, Inspector] = field(default_factory=dict)

    @classmethod
    def of(cls, app: Flask) -> Cast:
        """Make the people."""
        cast = cls(app)
        for role in ROLES[1:]:
            known = role if role in ("organiser", "staff", "administrator") else "member"
            cast.people[role] = person(f"{role}@example.org", role=known)
        person("spare@example.org", role="administrator")  # so that the other one is never the last
        return cast

    def enter(self, role: str) -> Inspector:
        """Give the role a browser that is signed in; the deactivated account is closed after that."""
        browser = self.browsers[role] = Inspector(self.app)
        if role == "anonymous":
            return browser
        user = self.people[role]
        user.active = True
        signed_in(browser, user)
        user.active = role != "deactivated"
        db.session.commit()
        return browser

    def browser(self, role: str) -> Inspector:
        """The role's browser, with a sign-in that stands."""
        forget_tries()
        found = self.browsers.get(role)
        if found is None or (role != "anonymous" and not found.page.csrf_token):
            found = self.enter(role)
        if not found.page.csrf_token:
            found.get("/sign-in" if role in ("anonymous", "deactivated") else "/help")
        return found

    def profile(self, state: str = "submitted") -> Profile:
        """Make a profile of the owner and the member."""
        made = profile(
            state=state, owner=self.people["owner"], offers=["Steel"], email="firm@example.org", listed=False
        )
        services.add_member(made, self.people["member"], by=None)
        return made

    def address(self, rule: Rule) -> str:
        """An address of this route that leads to something which has just been made."""
        room = ROOMS.get(rule.endpoint.split(".")[0])
        if room is not None:
            given = room.things(self, rule)
        else:
            given = {name: self._thing(rule.endpoint, name) for name in rule.arguments}
        db.session.commit()
        return str(self.app.url_map.bind("pin.test").build(rule.endpoint, given))

    def introduction(self) -> Introduction:
        """Make a question to the owner and the member about a stranger."""
        mine = introductions.side(owner=self.people["owner"])
        services.add_member(mine, self.people["member"], by=None)
        return introductions.introduction("first_asked", mine)

    def _thing(self, endpoint: str, name: str) -> object:
        if endpoint.startswith("introductions."):
            made = self.introduction()
            return made.public_id if name == "public_id" else _token_of(made, endpoint)
        if name == "public_id":
            return self.profile(STATE_OF.get(endpoint, "submitted")).public_id
        if name == "number":
            return self._mail().id if endpoint in ("admin.mail", "admin.send_again") else person().id
        if name == "token":
            return self._upload() if endpoint.startswith("exchange.") else self._link(endpoint)
        return {"step": "1", "kind": "csv", "filename": "favicon.svg", "purpose": "business"}[name]

    def _link(self, endpoint: str) -> str:
        purposes = {
            "accounts.confirm": links.CONFIRM, "accounts.do_confirm": links.CONFIRM,
            "accounts.reset": links.RESET, "accounts.confirm_email": links.CHANGE,
            "accounts.do_confirm_email": links.CHANGE,
        }  # fmt: skip
        if endpoint in purposes:
            facts = {"email": person().email.replace("person", "moved"), "typed_email": "moved"}
            return links.issue(person(), purposes[endpoint], **facts)
        return self._invitation()

    def _invitation(self) -> str:
        made = self.profile()
        services.invite_member(made, self.people["owner"], self.people["other"].email, "en")
        newest = db.session.query(OutgoingMail).order_by(OutgoingMail.id.desc()).first()
        assert newest is not None
        return newest.body.split("/invitations/")[1].split()[0]

    def _mail(self) -> OutgoingMail:
        number = db.session.query(OutgoingMail).count()
        mail = OutgoingMail(
            to_address="x@example.org", template="t", language="en", subject="s", body="b",
            message_id=f"<{number}@pin.test>", state="failed",
        )  # fmt: skip
        db.session.add(mail)
        db.session.flush()
        return mail

    def _upload(self) -> str:
        return keeping.keep(TABLE, read(TABLE), Report(), self.people["staff"].id)


def _token_of(made: Introduction, endpoint: str) -> str:
    afterwards = "after" in endpoint or endpoint.split(".")[1].startswith(("met", "withdraw", "report"))
    path = introduction_links.path_afterwards if afterwards else introduction_links.path_to_answer
    return path(made, "first").rsplit("/", 1)[1]
