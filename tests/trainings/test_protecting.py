"""Trainings of union leaders: nobody learns outside who takes part, and the engine never does."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from pin_app.attendees.services.listing import listing_of
from pin_app.db import db
from pin_app.events import services as events
from pin_app.events.models import Event, Question
from pin_app.matches import adapter
from pin_app.registrations.models import RegistrationConsent
from pin_app.trainings import queries, services, words
from pin_app.trainings.services import protecting
from tests.factories.events import event, question, registration
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.factories.trainings import check_in, run
from tests.inspector import Inspector

CONSENT: dict[str, Any] = {"labels": {"en": "Name me"}, "hints": {"en": "Or not"}}


def date_for(audience: str) -> tuple[Event, Question]:
    """A date of a series for an audience, whose form also asks for the partners' list."""
    by, made = run(dates=0, audience=audience)
    found = event(by, kind="training")
    partners = question(found, "consent", "To partners", purpose="partner_list")
    services.attach(made, found, by, CONSENT)
    db.session.commit()
    return found, partners


def asked_apart(of: Event) -> Question:
    return db.session.query(Question).filter_by(event_id=of.id, purpose="sensitive").one()


def agreeing(of: Event, name: str, *questions: Question) -> None:
    made = registration(of, surname=name)
    for one in questions:
        db.session.add(
            RegistrationConsent(registration_id=made.id, question_id=one.id, text="yes", language="en")
        )
    db.session.commit()


def counted(of: Event, preset: str) -> int:
    return listing_of(of, preset).total


def test_lists_that_leave_the_house_hold_only_who_agreed_to_be_named(app: Flask) -> None:
    date, partners = date_for("union_leaders")
    apart = asked_apart(date)
    agreeing(date, "Neither")
    agreeing(date, "Partners only", partners)
    agreeing(date, "Apart only", apart)
    agreeing(date, "Both", partners, apart)
    assert (counted(date, "organiser"), counted(date, "partner"), counted(date, "donor")) == (4, 1, 2)


def test_a_consent_that_was_taken_back_counts_no_longer(app: Flask) -> None:
    date, partners = date_for("union_leaders")
    agreeing(date, "Both", partners, asked_apart(date))
    db.session.query(RegistrationConsent).update({"withdrawn_at": date.starts_at})
    db.session.commit()
    assert (counted(date, "partner"), counted(date, "donor")) == (0, 0)


def test_other_trainings_need_no_such_consent(app: Flask) -> None:
    date, partners = date_for("migrants")
    agreeing(date, "Neither")
    agreeing(date, "Partners", partners)
    assert (counted(date, "partner"), counted(date, "donor")) == (1, 2)


@pytest.mark.parametrize(("audience", "wanted"), [("union_leaders", True), ("migrants", False)])
def test_the_mark_stays_though_somebody_takes_it_away(app: Flask, audience: str, wanted: bool) -> None:
    date, _ = date_for(audience)
    date.sensitive = True
    db.session.commit()
    by = queries.series_of(date).created_by  # type: ignore[union-attr]
    assert by is not None
    details = {name: getattr(date, name) for name in events.writing.DETAILS} | {"sensitive": False}
    events.change(date, by, details)
    assert date.sensitive is wanted


def test_a_date_is_asked_apart_once(app: Flask) -> None:
    date, _ = date_for("union_leaders")
    series = queries.series_of(date)
    assert series is not None
    for _ in range(2):
        protecting.protect(series, date, CONSENT)
    assert not asked_apart(date).required


def test_copies_of_a_protected_date_are_protected(app: Flask) -> None:
    date, _ = date_for("union_leaders")
    series = queries.series_of(date)
    assert series is not None and series.created_by is not None
    made = services.repeat(series, date, series.created_by, 2, CONSENT)
    assert [(one.sensitive, asked_apart(one).labels) for one in made] == [(True, CONSENT["labels"])] * 2


@pytest.mark.parametrize(
    "page", ["/events/{event}", "/trainings/{series}", "/trainings", "/directory?q=Secretname"]
)
def test_other_members_do_not_see_who_takes_part(client: Inspector, page: str) -> None:
    date, _ = date_for("union_leaders")
    series = queries.series_of(date)
    assert series is not None
    mine = registration(date, surname="Secretname", organisation="Secretunion", email="secret@example.org")
    check_in(mine)
    signed_in(client, person())
    client.get(page.format(event=date.public_id, series=series.public_id))
    assert [word for word in ("Secretname", "Secretunion", "secret@") if word in client.words] == []


def test_the_engine_learns_nothing_of_it(app: Flask) -> None:
    owner = person()
    firm = profile("italian_firm", owner=owner, offers=["Steel"])
    before = adapter.load()
    assert len(before) == 1
    date, _ = date_for("union_leaders")
    made = registration(date, user_id=owner.id, profile_id=firm.id)
    check_in(made)
    db.session.expire_all()
    assert adapter.load() == before


def test_the_words_say_what_is_asked_and_that_nobody_needs_to(app: Flask) -> None:
    assert sorted(words.consent_labels()) == sorted(words.consent_hints()) == ["en", "it", "ur"]
    assert "belong to a trade union" in words.consent_labels()["en"]
    assert words.consent_hints()["en"].startswith("You can register without this.")
