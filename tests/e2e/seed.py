"""What the browser looks at: a small invented network and an account for each role."""

from __future__ import annotations

from flask import Flask

from pin_app import jobs
from pin_app.db import db
from pin_app.demo import events, meetings, registrations, trainings, under_way
from pin_app.demo import services as demo
from pin_app.matches.tasks import rematch_all

Accounts = dict[str, dict[str, str]]


def seed(size: int) -> Accounts:
    """Fill an empty store with a small demo; returns one account a role."""
    demo.fill(size)
    people = demo.make_people()
    invented = events.fill()
    trainings.fill(invented)
    registrations.fill(invented)
    meetings.fill(invented)
    under_way.fill(invented)
    db.session.commit()
    return by_role(people)


def by_role(people: list[dict[str, str]]) -> Accounts:
    """Return the first account of each role."""
    return {person["role"]: person for person in reversed(people)}


def do_jobs(app: Flask) -> None:
    """Do at once what a worker would do that starts now: it holds no network of an earlier store."""
    with app.app_context():
        jobs.enqueue(rematch_all, True)
    jobs.run_pending(app)
