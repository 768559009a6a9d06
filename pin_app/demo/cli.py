"""`pin demo`, and the filling of an empty store at the first `pin run`."""

from __future__ import annotations

import click
from flask import current_app

from pin_app import jobs
from pin_app.command import progress, with_app
from pin_app.db import db
from pin_app.demo import (  # noqa: F401 -- words registers what refusals say
    decent_work,
    events,
    introductions,
    meetings,
    money,
    registrations,
    services,
    trainings,
    under_way,
    words,
)
from pin_app.errors import PinError
from pin_app.matches.tasks import rematch_all
from pin_app.settings import Settings


@click.command()
@click.option(
    "--size", type=click.IntRange(20, 200_000), default=400, show_default=True, help="How many parties."
)
@with_app
def demo(size: int) -> None:
    """Fill an empty database with an invented network and one account for each role."""
    click.echo(fill_store(current_app.extensions["pin.settings"], size))


def fill_store(settings: Settings, size: int = 400) -> str:
    """Fill the store of the application at hand; returns what to tell the operator."""
    if settings.env == "production":
        raise PinError("demo.production")
    services.fill(size, lambda rows: progress(rows, "profiles invented", size))
    people = services.make_people()
    money.fill()
    decent_work.fill()
    introductions.fill()
    invented = events.fill()
    trainings.fill(invented)
    registrations.fill(invented)
    meetings.fill(invented)
    under_way.fill(invented)
    db.session.commit()
    services.keep_passwords(people, settings.data_dir)
    jobs.enqueue(rematch_all, priority=jobs.BULK)
    return told(people)


def told(people: list[dict[str, str]]) -> str:
    """The demo accounts as lines for a terminal."""
    rows = [f"  {person['role']:<14} {person['email']:<28} {person['password']}" for person in people]
    return "\n".join(["Demo accounts (role, e-mail, password):", *rows]) if rows else ""
