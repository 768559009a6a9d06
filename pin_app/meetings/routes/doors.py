"""The two ways to one's own meetings: signed in, or by the link of a mail. Each page stands behind both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from pin_app.access import is_anyone, is_signed_in, policy
from pin_app.meetings import policies
from pin_app.meetings.models import MeetingPlan
from pin_app.meetings.queries import setup
from pin_app.meetings.routes.blueprint import bp
from pin_app.registrations import policies as registrations
from pin_app.registrations import queries
from pin_app.registrations.models import Registration
from pin_app.registrations.routes import ways


@dataclass(frozen=True, slots=True)
class Door:
    """Whose meetings, under which plan, and where the buttons of the pages lead."""

    registration: Registration
    plan: MeetingPlan
    token: str = ""

    def to(self, page: str = "person", /, **arguments: Any) -> str:
        """Address of one of the pages: person, others, wish, feedback and so on."""
        if self.token:
            return url_for(f"meetings.{page}_by_link", token=self.token, **arguments)
        return url_for(f"meetings.{page}", public_id=self.registration.public_id, **arguments)

    @property
    def is_off(self) -> bool:
        """Whether the event does not take place: there is something to read, and nothing to do."""
        return policies.is_called_off(self.registration)

    def home(self) -> str:
        """Address of the page of the registration."""
        return ways.Way(self.registration, self.token).to()


Page = Callable[[Door], ResponseReturnValue]


def page(path: str, *methods: str) -> Callable[[Page], Page]:
    """Put a page behind both doors: `/registrations/<public_id>/meetings…` and `/r/<token>/meetings…`."""

    def put(show: Page) -> Page:
        def signed_in(public_id: str) -> ResponseReturnValue:
            return show(_own_or_404(public_id))

        def by_link(token: str) -> ResponseReturnValue:
            way = ways.by_token(token)
            if way is None:
                return ways.over()
            return show(_opened(way.registration, token))

        for rule, name, view, who in (
            ("/registrations/<public_id>/meetings", show.__name__, signed_in, is_signed_in),
            ("/r/<token>/meetings", f"{show.__name__}_by_link", by_link, is_anyone),
        ):
            view.__doc__ = show.__doc__
            bp.add_url_rule(f"{rule}{path}", name, policy(who)(view), methods=list(methods) or ["GET"])
        return show

    return put


def _own_or_404(public_id: str) -> Door:
    found = queries.by_public_id(public_id)
    if found is None or not registrations.is_own(current_user, found):
        abort(404)
    return _opened(found)


def _opened(registration: Registration, token: str = "") -> Door:
    """Open the pages of somebody with a place at an event that has meetings, also when it is called off."""
    plan = setup.plan_of(registration.event)
    may_look = registrations.has_place(registration) or policies.is_called_off(registration)
    if plan is None or not may_look:
        abort(404)
    return Door(registration, plan, token)


@bp.after_request
def _keep_private(response: Response) -> Answer:
    """Pages about a person stay in no cache, also those that a mailed link opens without signing in."""
    response.headers["Cache-Control"] = "no-store"
    return response
