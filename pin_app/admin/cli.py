"""`pin doctor` and `pin stats`: how this installation is doing."""

from __future__ import annotations

import sys

import click

from pin_app.admin.checks import PROBLEM, examine
from pin_app.command import with_app


@click.command()
def doctor() -> None:
    """Check settings, folder, database, queue, mail and disk; one line each, status 1 on a problem."""
    findings = []
    for finding in examine():
        click.echo(f"{finding.level:8} {finding.name:13} {finding.text}")
        findings.append(finding)
    sys.exit(1 if any(finding.level == PROBLEM for finding in findings) else 0)


@click.command()
@with_app
def stats() -> None:
    """Count people, profiles, offers and needs, suggestions and mails, in plain lines."""
    from pin_app.admin.queries import figures  # noqa: PLC0415 -- doctor works without what this imports
    from pin_app.db import reading  # noqa: PLC0415 -- the same

    with reading():
        found = figures()
    for title, counts in [
        ("people", found.people | {"closed accounts": found.closed}),
        ("profiles by state", found.profiles_by_state),
        ("profiles by kind", found.profiles_by_kind),
        ("offers and needs", found.statements),
        ("suggestions", found.suggestions),
        ("mails", found.mails),
    ]:
        for name, figure in counts.items():
            click.echo(f"{title}, {name}: {figure}")
