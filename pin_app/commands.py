"""Commands of the house itself: serve, work, migrate."""

from __future__ import annotations

import os

import click

from pin_app import schema
from pin_app.command import refuse, with_app
from pin_app.settings import Settings, from_environment


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, envvar="PORT")
@click.option("--demo/--no-demo", default=True, help="Fill the demo when the database is empty.")
def run(host: str, port: int, demo: bool) -> None:
    """Migrate, fill the demo on an empty database, then serve pages and do jobs until Ctrl-C."""
    from pin_app import serving  # noqa: PLC0415 -- other commands need no server

    os.environ.setdefault("PORT", str(port))
    settings = from_environment()
    try:
        serving.refuse_busy_port(host, port)
        schema.upgrade(settings.database_url)
        told = _fill_demo(settings) if demo and settings.env == "development" else ""
        serving.serve(settings, host, port, _welcome(host, port, settings, told))
    except serving.CannotServeError as reason:
        refuse(str(reason))


@click.command()
@with_app
def worker() -> None:
    """Do the jobs that pages have asked for, until a signal."""
    from flask import current_app  # noqa: PLC0415 -- only where an application is at hand

    from pin_app.worker import work  # noqa: PLC0415 -- other commands need no queue

    work(current_app._get_current_object())  # type: ignore[attr-defined]


@click.group()
def db() -> None:
    """Migrate the database and compare it with the models."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Migrate up to REVISION, the newest by default."""
    url = from_environment().database_url
    schema.upgrade(url, revision)
    click.echo(f"The database is at revision {schema.current(url)}.")


@db.command()
@click.argument("revision")
@click.confirmation_option(prompt="Going down can delete data. Have you a backup, and shall it be done?")
def downgrade(revision: str) -> None:
    """Migrate down to REVISION; "base" empties the database."""
    url = from_environment().database_url
    schema.downgrade(url, revision)
    click.echo(f"The database is at revision {schema.current(url) or 'base'}.")


@db.command()
def check() -> None:
    """Say whether the database equals the models."""
    _register_models()
    found = schema.differences(from_environment().database_url)
    if found:
        refuse("The database differs from the models:\n" + "\n".join(f"  {row}" for row in found))
    click.echo("The database equals the models.")


def _register_models() -> None:
    import pin_app.app  # noqa: F401, PLC0415 -- importing the house makes every room register its models


def _fill_demo(settings: Settings) -> str:
    from pin_app import create_app  # noqa: PLC0415 -- other commands need no house
    from pin_app.demo import cli, services  # noqa: PLC0415 -- only here

    with create_app(settings).app_context():
        if services.is_empty():
            return cli.fill_store(settings)
    return cli.told(services.kept_people(settings.data_dir))


def _welcome(host: str, port: int, settings: Settings, told: str) -> str:
    lines = ["", f"PIN answers on http://{host}:{port}  (data: {settings.data_dir})", told, "Ctrl-C ends it."]
    return "\n".join(line for line in lines if line or line == "")
