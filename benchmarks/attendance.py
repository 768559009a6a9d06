"""What the grid of a training costs: 500 people at each of ten dates, most of whom were there.

CPU milliseconds through the application, as an organiser opens the page; status 1 above the target.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.attendees import _app
from benchmarks.pages import _browser
from pin_app import schema
from pin_app.accounts.models import User
from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.events.models import Event, EventOrganiser
from pin_app.events.showing import days_of
from pin_app.registrations.models import Registration
from pin_app.trainings.models import SeriesEvent, TrainingSeries

PEOPLE, DATES, MOST_MS, ROUNDS = 500, 10, 300, 12


def main() -> int:
    """Fill a store, open two pages of the grid, print what each cost."""
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        schema.upgrade(app.config["SQLALCHEMY_DATABASE_URI"])
        with app.app_context():
            person, series = _fill()
        browser, slowest = _browser(app, app, person), 0.0
        for page in (1, PEOPLE // 50):
            took = min(_ms(browser, f"/trainings/{series}/attendance?page={page}") for _ in range(ROUNDS))
            print(
                f"attendance of {PEOPLE} people at {DATES} sessions, page {page}: {took:.0f} ms", flush=True
            )
            slowest = max(slowest, took)
    return int(slowest > MOST_MS)


def _ms(browser: Any, where: str) -> float:
    began = time.process_time()
    answer = browser.get(where)
    took = (time.process_time() - began) * 1_000
    if answer.status_code != 200:
        raise RuntimeError(f"{where} answers {answer.status_code}")
    return took


def _fill() -> tuple[int, str]:
    by = User(
        email="o@example.org", typed_email="o@example.org", name="O", role="organiser", password_hash="x",
        confirmed_at=now(),
    )  # fmt: skip
    series = TrainingSeries(
        audience="migrants", state="published", titles={"en": "Rights"}, published_at=now(), minimum=50
    )
    db.session.add_all([by, series])
    db.session.flush()
    chance = random.Random(3)
    for number in range(DATES):
        _add_date(series, by, number, chance)
    db.session.commit()
    return by.id, series.public_id


def _add_date(series: TrainingSeries, by: User, number: int, chance: random.Random) -> None:
    start = now() - timedelta(weeks=DATES - number)
    event = Event(
        kind="training", state="published", titles={"en": f"Evening {number}"}, starts_at=start,
        ends_at=start + timedelta(hours=3), published_at=now(),
    )  # fmt: skip
    db.session.add(event)
    db.session.flush()
    db.session.add(EventOrganiser(event_id=event.id, user_id=by.id))
    db.session.add(SeriesEvent(series_id=series.id, event_id=event.id))
    rows = [_person(event, number * PEOPLE + one, one) for one in range(1, PEOPLE + 1)]
    db.session.execute(insert(Registration), rows)
    seen = {"event_id": event.id, "day": days_of(event)[0], "first_at": now()}
    there = [{"registration_id": row["id"]} | seen for row in rows if chance.random() < 0.7]
    db.session.execute(insert(CheckIn), there)


def _person(event: Event, number: int, one: int) -> dict[str, Any]:
    return {
        "id": number, "event_id": event.id, "state": "registered", "surname": f"Surname{one * 7919 % PEOPLE}",
        "given_name": f"Given {one}", "name_key": f"surname given {one}", "email": f"guest{one}@example.org",
        "organisation": "Associazione Esempio", "language": "it",
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
