"""Puts the house together: the only file that knows every room."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_login import LoginManager

from pin_app import (
    access,
    assets,
    db,
    errors,
    i18n,
    jobs,
    metrics,
    paths,
    security,
    settings,
    slots,
    telemetry,
    templating,
)
from pin_app.accounts import routes as accounts_routes
from pin_app.accounts import tasks as accounts_tasks
from pin_app.accounts.services import user_of_cookie
from pin_app.admin import routes as admin_routes
from pin_app.attendees import routes as attendees_routes
from pin_app.attendees import tasks as attendees_tasks
from pin_app.checkin import routes as checkin_routes
from pin_app.claims import routes as claims_routes
from pin_app.claims import tasks as claims_tasks
from pin_app.desk import routes as desk_routes
from pin_app.digests import routes as digests_routes
from pin_app.digests import tasks as digests_tasks
from pin_app.directory import routes as directory_routes
from pin_app.directory import tasks as directory_tasks
from pin_app.documents import routes as documents_routes
from pin_app.documents import tasks as documents_tasks
from pin_app.events import routes as events_routes
from pin_app.exchange import routes as exchange_routes
from pin_app.exchange import tasks as exchange_tasks
from pin_app.home import routes as home_routes
from pin_app.introductions import routes as introductions_routes
from pin_app.introductions import tasks as introductions_tasks
from pin_app.mail import routes as mail_routes
from pin_app.mail import tasks as mail_tasks
from pin_app.matches import routes as matches_routes
from pin_app.matches import tasks as matches_tasks
from pin_app.matches.learning import routes as learning_routes
from pin_app.matches.learning import tasks as learning_tasks
from pin_app.meetings import routes as meetings_routes
from pin_app.meetings import tasks as meetings_tasks
from pin_app.outcomes import routes as outcomes_routes
from pin_app.outcomes import tasks as outcomes_tasks
from pin_app.profiles import routes as profiles_routes
from pin_app.projects import routes as projects_routes
from pin_app.registrations import routes as registrations_routes
from pin_app.registrations import tasks as registrations_tasks
from pin_app.trainings import routes as trainings_routes
from pin_app.trainings import tasks as trainings_tasks

ROOMS = (
    home_routes, accounts_routes, documents_routes,
    profiles_routes, claims_routes, projects_routes, directory_routes, matches_routes, learning_routes,
    introductions_routes, outcomes_routes,
    events_routes, registrations_routes, checkin_routes, meetings_routes, attendees_routes, trainings_routes,
    desk_routes, digests_routes, exchange_routes, mail_routes, admin_routes,
)  # fmt: skip
TASKS = (
    mail_tasks, accounts_tasks, documents_tasks, claims_tasks, directory_tasks, matches_tasks, learning_tasks,
    introductions_tasks, outcomes_tasks, exchange_tasks, digests_tasks, registrations_tasks,
    meetings_tasks, attendees_tasks, trainings_tasks,
)  # fmt: skip


def build(chosen: settings.Settings | None = None) -> Flask:
    """Make a Flask application for the given settings, the environment's by default."""
    found = chosen or settings.from_environment()
    app = Flask(
        "pin_app",
        root_path=str(paths.PACKAGE),
        template_folder=str(paths.TEMPLATES),
        instance_path=str(Path(found.data_dir).resolve()),
    )
    app.config["TESTING"] = found.testing
    app.config["SQLALCHEMY_DATABASE_URI"] = found.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = db.engine_options(found.database_url)
    app.extensions["pin.settings"] = found
    _ground(app, found)
    for room in ROOMS:
        app.register_blueprint(room.bp)
    jobs.init_app(app, found)
    return app


def _ground(app: Flask, found: settings.Settings) -> None:
    telemetry.init_app(app, found)  # first: what is refused at the door has its number and time as well
    db.init_app(app)
    login = LoginManager()
    login.session_protection = None  # a sign-in is a row that ends by itself; see accounts.SignIn
    login.user_loader(user_of_cookie)
    i18n.init_app(app)
    security.init_app(app, found)
    login.init_app(app)
    access.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    templating.init_app(app)
    slots.init_app(app)
    metrics.init_app(app, found)
