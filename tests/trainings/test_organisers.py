"""Who runs a series: added to all dates at once, kept when dates are repeated, never nobody."""

from __future__ import annotations

from pin_app.db import db
from pin_app.events.models import EventOrganiser
from pin_app.mail.models import OutgoingMail
from pin_app.trainings import policies, queries
from pin_app.trainings.models import TrainingSeries
from tests.factories.events import event
from tests.factories.people import person, signed_in
from tests.factories.trainings import run
from tests.inspector import Inspector

ADDRESS = "second@example.org"


def page_of(made: TrainingSeries) -> str:
    return f"/trainings/{made.public_id}/manage/organisers"


def test_one_form_lets_somebody_run_every_date(client: Inspector) -> None:
    by, made = run(3)
    second = person(ADDRESS, role="organiser")
    signed_in(client, by)
    for _ in range(2):  # the second time nothing happens
        client.follow(client.post(page_of(made), {"email": ADDRESS, "may_export": "y"}))
    assert (policies.may_run(second, made), policies.may_export(second, made)) == (True, True)
    mail = db.session.query(OutgoingMail).one()
    assert mail.to_address == ADDRESS
    assert f"/trainings/{made.public_id}/manage" in mail.body
    client.get(f"/trainings/{made.public_id}/manage?lang=en")
    assert f"{ADDRESS} · all dates · may take the list home" in client.words


def test_whoever_runs_a_date_runs_its_copies(client: Inspector) -> None:
    by, made = run(1)
    second = person(ADDRESS, role="organiser")
    signed_in(client, by)
    client.post(page_of(made), {"email": ADDRESS})
    first = queries.dates_of([made])[made.id][0]
    client.post(f"/trainings/{made.public_id}/manage/dates/repeat", {"event": first.public_id, "times": "4"})
    assert len(queries.dates_of([made])[made.id]) == 5
    assert (policies.may_run(second, made), policies.may_export(second, made)) == (True, False)


def test_who_runs_some_of_the_dates_only_is_told_apart_and_brought_in(client: Inspector) -> None:
    by, made = run(1)
    second = person(ADDRESS, role="organiser")
    signed_in(client, by)
    client.post(page_of(made), {"email": ADDRESS})
    extra = event(by, kind="training")
    client.post(f"/trainings/{made.public_id}/manage/dates", {"event": extra.public_id})
    assert not policies.may_run(second, made)
    client.get(f"/trainings/{made.public_id}/manage?lang=en")
    assert (
        f"{ADDRESS} · 1 of 2 dates · may not take the list home Let the person run all dates" in client.words
    )
    client.post(page_of(made), {"email": ADDRESS})
    assert policies.may_run(second, made)


def test_somebody_is_taken_out_of_all_dates_but_never_the_last(client: Inspector) -> None:
    by, made = run(2)
    second = person(ADDRESS, role="organiser")
    signed_in(client, by)
    client.post(page_of(made), {"email": ADDRESS})
    client.follow(client.post(f"{page_of(made)}/{by.id}/remove"))  # the only one with the right to the list
    assert policies.may_run(by, made)
    client.post(f"{page_of(made)}/{second.id}/remove")
    client.follow(client.post(f"{page_of(made)}/{by.id}/remove"))
    assert {held.user_id for held in db.session.query(EventOrganiser)} == {by.id}


def test_members_and_unknown_addresses_are_refused(client: Inspector) -> None:
    by, made = run(1)
    person("member@example.org")
    signed_in(client, by)
    for address in ("member@example.org", "nobody@example.org", "", "x" * 5000):
        client.follow(client.post(page_of(made), {"email": address}))
    assert db.session.query(EventOrganiser).count() == 1


def test_only_who_runs_the_series_gives_it_on(client: Inspector) -> None:
    _by, made = run(2)
    signed_in(client, person(role="organiser"))
    client.post(page_of(made), {"email": ADDRESS}, status=404)
    client.post(f"{page_of(made)}/1/remove", status=404)
