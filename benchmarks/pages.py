"""What the two list pages cost with a large network, as a ratio to a bare Flask page on the same ORM.

The bare page is what no list page can do without: Flask's request and answer, one ORM statement that loads
25 whole profiles through the same session and store, and a compiled template that writes two fields of each.
It has no language, no menu, no headers of ours and asks for nobody's sign-in. The second bare page also reads
the signed cookie of a person and loads that person's sign-in, as every page for members must.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from matching.sectors import all_sectors
from pin_app import create_app, places, schema
from pin_app.accounts import services as accounts
from pin_app.accounts.models import User
from pin_app.accounts.services import user_of_cookie
from pin_app.db import db, engine_options, now
from pin_app.directory import services as directory
from pin_app.matches import services as matches
from pin_app.matches.models import PURPOSES
from pin_app.profiles.models import KINDS, NEED_INTENTS, OFFER_INTENTS, Profile, Statement
from pin_app.security import throttle
from pin_app.settings import Settings

PROFILES = int(os.environ.get("PAGES_PROFILES", "18000"))  # fewer while looking for what costs
WARM, ROUNDS = 5, 60
BARE = "bare page of 25 rows"
BARE_SIGNED_IN = "bare page, signed in"
MOST_RATIO = 7.5  # 11 ms of processor time on a quiet core, where the bare page costs 1.45
PAGES = {
    "directory, newest": "/directory",
    "directory, by name, page 30": "/directory?order=name&page=30",
    "directory, words": "/directory?q=surgical+instruments",
    "directory, a common word": "/directory?q=manufacture",
    "directory, values": "/directory?kind=italian_firm&sector=32",
    "directory, close in meaning": "/directory?q=we+need+blades+for+an+operating+theatre",
    "directory, close in meaning, one word": "/directory?q=bisturi",
    "directory, words and values in Urdu": "/directory?q=جراحی&country=PK&lang=ur",
}


MATCHES = {"matches": "/matches", "matches in Urdu": "/matches?lang=ur"}


def main() -> int:
    """Fill a store, measure, print; status 1 where a page costs more than it may."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(_settings(Path(folder)))
        with app.app_context():
            _timed(f"{PROFILES:,} profiles kept", _fill)
            _timed("directory written", _write_directory)
            person = _somebody_with_matches()
        costs = _costs(_visits(app, _bare_app(_settings(Path(folder))), person))
    bare = costs.pop(BARE)
    print(f"{BARE:40} {bare:6.2f} ms CPU")
    for name, cost in costs.items():
        print(f"{name:40} {cost:6.2f} ms CPU  {cost / bare:4.2f} times the bare page")
    return int(max(costs.values()) > MOST_RATIO * bare)


def _visits(app: Flask, bare: Flask, person: int) -> dict[str, tuple[FlaskClient, str]]:
    """Who opens what."""
    anybody, somebody = app.test_client(), _browser(app, app, person)
    visits = {BARE: (bare.test_client(), "/"), BARE_SIGNED_IN: (_browser(app, bare, person), "/")}
    visits |= {name: (anybody, url) for name, url in PAGES.items()}
    return visits | {name: (somebody, url) for name, url in MATCHES.items()}


def _settings(folder: Path) -> Settings:
    url = f"sqlite:///{folder / 'pin.sqlite3'}"
    schema.upgrade(url)
    return Settings(folder, url, "a key for the benchmark, long 0123456789", log_level="ERROR")


def _costs(visits: dict[str, tuple[FlaskClient, str]]) -> dict[str, float]:
    """Median processor time of each page in milliseconds.

    The pages are opened in turn, so that a machine that is busy for a while is busy for all of them.
    """
    spent: dict[str, list[float]] = {name: [] for name in visits}
    for number in range(WARM + ROUNDS):
        if throttle.storage:  # nobody searches so often
            throttle.storage.reset()
        for name, (client, url) in visits.items():
            before = time.process_time()
            answer = client.get(url)
            body = answer.get_data()
            spent[name].append(time.process_time() - before)
            if answer.status_code != 200 or (number == 0 and len(body) < 200):
                raise RuntimeError(f"{url} answered {answer.status}")
    return {name: 1000 * statistics.median(times[WARM:]) for name, times in spent.items()}


def _bare_app(settings: Settings) -> Flask:
    app = Flask("bare")
    app.config["SECRET_KEY"] = settings.secret_key
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database_url)
    db.init_app(app)
    items = "{% for row in rows %}<li>{{ row.name }}, {{ row.city }}{% endfor %}"
    page = app.jinja_env.from_string(f"<!doctype html><title>25 rows</title><ul>{items}</ul>")

    @app.get("/")
    def rows() -> str:
        if "_user_id" in session and user_of_cookie(session["_user_id"]) is None:
            raise RuntimeError("the person is not signed in")
        found = db.session.scalars(select(Profile).order_by(Profile.id.desc()).limit(25)).all()
        return page.render(rows=found)

    return app


def _somebody_with_matches() -> int:
    """Give the first profile an owner and as many suggestions as are kept."""
    owner = accounts.create_user("somebody@example.org", "four quiet mango trees", name="Somebody")
    db.session.get_one(Profile, 1).owner = owner
    reasons = [
        {"code": "need_meets_offer", "facts": {"my_statement": 2, "their_statement": 3, "strength": 0.9}},
        {"code": "common_languages", "facts": {"languages": ["it", "ur"]}},
        {"code": "shared_sector", "facts": {"code": "32.50", "level": 4}},
    ]
    matches.keep(
        [
            matches.Computed(
                1, purpose, "", [_suggestion(partner, reasons) for partner in range(2, 2 + matches.KEPT)]
            )
            for purpose in PURPOSES
        ]
    )
    db.session.commit()
    return owner.id


def _suggestion(partner: int, reasons: list[dict[str, Any]]) -> dict[str, Any]:
    stated = [{**r, "facts": {**r["facts"], "their_statement": 2 * partner}} for r in reasons[:1]]
    return {
        "partner_id": partner,
        "score": 0.9,
        "forward": 0.9,
        "backward": 0.9,
        "reasons": stated + reasons[1:],
    }


def _browser(app: Flask, visited: Flask, person: int) -> FlaskClient:
    """A browser in which this person is signed in to the application that is visited."""
    client = visited.test_client()
    with app.app_context():
        token = accounts.begin(db.session.get_one(User, person), address="192.0.2.7", browser="a browser")
        db.session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["noted"] = token, int(time.time())
    return client


def _timed(label: str, work: Callable[[], object]) -> None:
    before = time.perf_counter()
    work()
    print(f"{label} in {time.perf_counter() - before:.1f} s")


def _write_directory() -> None:
    directory.rebuild()
    db.session.commit()


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
        "sectors": [sector], "languages": chance.sample(["en", "it", "ur", "pa"], 2),
        "about": "A firm. " * 20, "state": "published", "listed": True, "matchable": True,
        "published_at": now(),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
