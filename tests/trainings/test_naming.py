"""One person with one name: a correction at one date reaches the others when an organiser says so."""

from __future__ import annotations

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.registrations.models import Registration
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries
from tests.factories.events import registration
from tests.factories.people import person, signed_in
from tests.factories.trainings import run
from tests.inspector import Inspector

WRONG = {"surname": "Kan", "given_name": "Aysha", "name_key": "kan aysha", "email": "a@example.org"}
RIGHT = {"surname": "Khan", "given_name": "Aisha", "name_key": "khan aisha", "email": "a@example.org"}


def scene() -> tuple[object, TrainingSeries, list[Registration]]:
    """A series of three dates; Aisha was corrected at the first of them only."""
    by, made = run(3)
    dates = queries.dates_of([made])[made.id]
    return by, made, [registration(dates[0], **RIGHT), *(registration(one, **WRONG) for one in dates[1:])]


def page_of(one: Registration) -> str:
    return f"/events/{one.event.public_id}/registrations/{one.public_id}"


def join(made: TrainingSeries, one: Registration) -> str:
    return f"/trainings/{made.public_id}/people/{one.public_id}/name"


def test_a_name_that_was_corrected_at_one_date_is_written_at_all(client: Inspector) -> None:
    by, made, rows = scene()
    assert len(queries.people_in(made)) == 2
    signed_in(client, by)  # type: ignore[arg-type]
    client.get(f"{page_of(rows[0])}?lang=en")
    assert "Aysha Kan at 2 dates" in client.words
    client.follow(client.post(join(made, rows[0]), {"other": rows[1].public_id}))
    assert "Corrected at 2 more dates." in client.words
    assert "Aysha Kan" not in client.words
    (found,) = queries.people_in(made)
    assert [(row.surname, row.given_name) for row in found.rows] == [("Khan", "Aisha")] * 3
    changed = db.session.query(AuditEntry).filter_by(action="registration.changed").all()
    assert sorted(entry.subject_id for entry in changed) == sorted(str(row.id) for row in rows[1:])


def test_accents_alone_are_corrected_as_well(client: Inspector) -> None:
    by, made = run(2)
    first, second = queries.dates_of([made])[made.id]
    here, there = registration(first, **RIGHT | {"surname": "Khàn"}), registration(second, **RIGHT)
    signed_in(client, by)
    client.post(join(made, here), {"other": there.public_id})
    db.session.refresh(there)
    assert there.surname == "Khàn"


def test_somebody_of_the_same_address_who_is_there_as_well_is_another_person(client: Inspector) -> None:
    by, made, rows = scene()
    registration(rows[0].event, **WRONG)  # a sister, who registered for this date under her own name
    signed_in(client, by)  # type: ignore[arg-type]
    client.get(page_of(rows[0]))
    assert "Aysha Kan" not in client.words
    client.post(join(made, rows[0]), {"other": rows[1].public_id})
    assert len(queries.people_in(made)) == 2


def test_only_who_runs_the_whole_series_joins_names(client: Inspector) -> None:
    _by, made, rows = scene()
    signed_in(client, person(role="organiser"))
    client.post(join(made, rows[0]), {"other": rows[1].public_id}, status=404)


def test_a_registration_of_another_series_is_not_found(client: Inspector) -> None:
    by, made, _rows = scene()
    _other, _series, foreign = scene()
    signed_in(client, by)  # type: ignore[arg-type]
    client.post(join(made, foreign[0]), {"other": foreign[1].public_id}, status=404)
