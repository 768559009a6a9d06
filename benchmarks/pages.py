"""What the two list pages cost with a large network, as a ratio to a bare Flask page on the same ORM."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, render_template_string
from sqlalchemy import insert, select

from matching.sectors import all_sectors
from pin_app import create_app, places, schema
from pin_app.db import db, engine_options, now
from pin_app.directory import services as directory
from pin_app.profiles.models import KINDS, NEED_INTENTS, OFFER_INTENTS, Profile, Statement
from pin_app.settings import Settings

PROFILES = 18_000
ROUNDS = 60
MOST_RATIO = 2.0
PAGES = {
    "directory, newest": "/directory",
    "directory, by name, page 30": "/directory?order=name&page=30",
    "directory, words": "/directory?q=surgical+instruments",
    "directory, a common word": "/directory?q=manufacture",
    "directory, values": "/directory?kind=italian_firm&sector=32",
    "directory, words and values in Urdu": "/directory?q=جراحی&country=PK&lang=ur",
}


def main() -> int:
    """Fill a store, measure, print; status 1 where a page costs more than it may."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(_settings(Path(folder)))
        with app.app_context():
            _timed(f"{PROFILES:,} profiles kept", _fill)
            _timed("directory written", lambda: (directory.rebuild(), db.session.commit()))
        bare = _cost(_bare_app(_settings(Path(folder))), "/")
        print(f"{'bare page of 25 rows':40} {bare:6.2f} ms CPU")
        ratios = {name: _report(name, _cost(app, url), bare) for name, url in PAGES.items()}
    return int(max(ratios.values()) > MOST_RATIO)


def _settings(folder: Path) -> Settings:
    url = f"sqlite:///{folder / 'pin.sqlite3'}"
    schema.upgrade(url)
    return Settings(folder, url, "a key for the benchmark, long 0123456789", log_level="ERROR")


def _report(name: str, cost: float, bare: float) -> float:
    print(f"{name:40} {cost:6.2f} ms CPU  {cost / bare:4.2f} times the bare page")
    return cost / bare


def _cost(app: Flask, url: str) -> float:
    """Median of processor time a request, in milliseconds, after a warm start."""
    client, spent = app.test_client(), []
    for number in range(ROUNDS + 5):
        before = time.process_time()
        answer = client.get(url)
        body = answer.get_data()
        if number >= 5:
            spent.append(time.process_time() - before)
    if answer.status_code != 200 or len(body) < 200:
        raise RuntimeError(f"{url} answered {answer.status}")
    return 1000 * statistics.median(spent)


def _bare_app(settings: Settings) -> Flask:
    app = Flask("bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database_url)
    db.init_app(app)
    page = "<!doctype html><title>25 rows</title><ul>{% for row in rows %}<li>{{ row.name }}, {{ row.city }}{% endfor %}</ul>"

    @app.get("/")
    def rows() -> str:
        found = db.session.scalars(select(Profile).order_by(Profile.id.desc()).limit(25)).all()
        return render_template_string(page, rows=found)

    return app


def _timed(label: str, work: Callable[[], object]) -> None:
    before = time.perf_counter()
    work()
    print(f"{label} in {time.perf_counter() - before:.1f} s")


def _fill() -> None:
    """Write invented profiles whose words come from the sector table; the same ones every time."""
    chance, classes = random.Random(7), [s for s in all_sectors().values() if s.level == 4 and s.keywords]
    profiles, statements = [], []
    for number in range(1, PROFILES + 1):
        sector = chance.choice(classes)
        profiles.append(_profile(number, sector.code, chance))
        for position, direction in enumerate(("offer", "need")):
            words = " ".join(chance.choice(chance.choice(list(sector.keywords.values()))) for _ in range(4))
            intent = chance.choice(OFFER_INTENTS if direction == "offer" else NEED_INTENTS)
            stated = {"profile_id": number, "direction": direction, "intent": intent, "text": words}
            statements.append(stated | {"position": position, "sectors": [], "language": "en"})
    db.session.execute(insert(Profile), profiles)
    db.session.execute(insert(Statement), statements)
    db.session.commit()


def _profile(number: int, sector: str, chance: random.Random) -> dict[str, object]:
    country = chance.choice(places.COUNTRIES)
    return {
        "id": number, "kind": chance.choice(KINDS), "name": f"Firm {number} of {chance.randrange(99)}",
        "country": country, "region": chance.choice(places.regions(country)), "city": "Milano",
        "sectors": [sector], "languages": chance.sample(["en", "it", "ur", "pa"], 2), "about": "A firm. " * 20,
        "state": "published", "listed": True, "matchable": True, "published_at": now(),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
