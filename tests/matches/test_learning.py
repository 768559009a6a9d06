"""Learning from people: what is noted, when something is learned, and who switches it on and off."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.matches import services as matches
from pin_app.matches.learning import engine, queries, services, tasks
from pin_app.matches.learning.models import LearnedOrder, MatchAnswer, MatchImpression
from pin_app.matches.models import Suggestion
from pin_app.profiles.models import Profile
from tests.directory.network import profile, told
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

Work = Callable[[], int]
NEED = ("buy", "surgical instruments, forceps and scissors")
OFFER = ("sell", "surgical instruments, forceps and scissors")
_numbers = count(1)


@pytest.fixture
def me(app: Flask, client: Inspector) -> Inspector:
    owner = person()
    profile("Milan Clinic", needs=[NEED], owner=owner)
    profile("Sialkot Steel", "pakistani_firm", offers=[OFFER])
    return signed_in(client, owner)


@pytest.fixture
def staff(app: Flask, client: Inspector) -> Inspector:
    return signed_in(client, person(role="staff"))


def named(name: str) -> Profile:
    return db.session.scalars(select(Profile).where(Profile.name == name)).one()


def answers() -> list[tuple[str, int | None]]:
    db.session.rollback()
    return [(row.answer, row.shown_rank) for row in db.session.scalars(select(MatchAnswer))]


def judged(people: int, each: int, wish: str | None, seed: int = 3) -> None:
    """People who answer some partners; who is wanted follows one feature, or nothing at all."""
    draw, place = random.Random(seed), engine.FEATURES.index(wish) if wish else 0
    partners = [_bare() for _ in range(each)]
    for _ in range(people):
        one = _bare()
        for rank, partner in enumerate(partners, start=1):
            known = [round(draw.gauss(0, 1), 3) for _ in engine.FEATURES]
            wanted = draw.random() < 0.5 if wish is None else known[place] + draw.gauss(0, 0.5) > 0
            said = "interested" if wanted else "not_for_me"
            db.session.add(MatchAnswer(
                profile_id=one.id, partner_id=partner.id, purpose="business", answer=said, shown_rank=rank,
                features=known,
            ))  # fmt: skip
    db.session.commit()


def _bare() -> Profile:
    made = Profile(kind="association", name=f"Party {next(_numbers)}", country="IT", matchable=True)
    db.session.add(made)
    db.session.flush()
    return made


def test_a_list_that_was_looked_at_is_noted_once_with_what_was_known(me: Inspector, work: Work) -> None:
    work()
    for _ in range(2):
        me.get("/matches")
        work()
    noted = db.session.scalars(select(MatchImpression)).one()
    [[partner, rank, score, features]] = noted.shown
    assert (partner, rank, noted.days) == (named("Sialkot Steel").id, 1, 1)
    assert 0.4 < score <= 1 and len(features) == len(engine.FEATURES)


def test_the_same_list_on_another_day_counts_a_day(me: Inspector, work: Work, app: Flask) -> None:
    work()
    me.get("/matches")
    work()
    noted = db.session.scalars(select(MatchImpression)).one()
    noted.last_at = now() - timedelta(days=1, hours=1)
    db.session.commit()
    app.extensions.pop("pin.matches.shown")
    me.get("/matches")
    work()
    db.session.rollback()
    assert db.session.scalars(select(MatchImpression.days)).all() == [2]


def test_what_was_shown_is_forgotten_after_a_year(me: Inspector, work: Work) -> None:
    work()
    me.get("/matches")
    work()
    db.session.scalars(select(MatchImpression)).one().last_at = now() - timedelta(days=366)
    db.session.commit()
    tasks.keep_learning()
    assert db.session.scalar(select(func.count()).select_from(MatchImpression)) == 0


def test_a_word_is_noted_for_the_learning_and_taken_back(me: Inspector, work: Work) -> None:
    work()
    mine, partner = named("Milan Clinic"), named("Sialkot Steel")
    matches.say(mine, partner, "business", "not_for_me", person(), "too_far")
    db.session.commit()
    assert answers() == [("not_for_me", 1)]
    matches.take_back(mine, partner, "business")
    db.session.commit()
    assert answers() == []


def test_what_came_of_an_introduction_outlasts_a_word_on_the_page(app: Flask) -> None:
    mine, partner = _bare(), _bare()
    for answer in ("interested", "declined", "saved", "accepted", "met", "declined"):
        matches.record_answer(mine, partner, "business", answer)
    services.forget_answer(mine, partner, "business")
    db.session.commit()
    assert answers() == [("met", None)]
    with pytest.raises(PinError):
        matches.record_answer(mine, partner, "business", "perhaps")


def test_an_answer_goes_with_either_profile(app: Flask) -> None:
    mine, partner, other = _bare(), _bare(), _bare()
    matches.record_answer(mine, partner, "business", "met")
    matches.record_answer(other, mine, "business", "declined")
    db.session.delete(mine)
    db.session.commit()
    assert answers() == []


def test_before_the_minimum_the_page_says_what_is_missing(staff: Inspector) -> None:
    judged(people=5, each=4, wish="home_district")
    staff.get("/matches/learning")
    assert "Nothing is learned yet" in staff.words and "180 more answers" in staff.words
    assert "25 more people" in staff.words and "Use the learned order" not in staff.words
    assert services.learn("business") is None
    staff.get("/matches/learning/business/switch", status=404)


def test_where_there_is_a_signal_it_is_learned_and_staff_switch_it_on_and_off(
    staff: Inspector, work: Work
) -> None:
    judged(people=32, each=8, wish="home_district")
    staff.post("/matches/learning/business/compare", {})
    work()
    staff.get("/matches/learning")
    assert "The learned order is better, and that is more than chance." in staff.words
    assert "The same home district: speaks for a partner" in staff.words
    for wanted, serves in (("on", True), ("on", True), ("off", False)):
        staff.get("/matches/learning/business/switch")
        order = queries.newest("business")
        assert order is not None
        staff.post("/matches/learning/business/switch", {"wanted": wanted, "order": str(order.id)})
        db.session.rollback()
        assert (queries.serving("business") is not None) == serves
    acts = select(AuditEntry.action).where(AuditEntry.action.like("matches.learned%"))
    trail = db.session.scalars(acts.order_by(AuditEntry.id)).all()
    assert trail == ["matches.learned_order_on", "matches.learned_order_off"]


def test_answers_at_random_are_never_switched_on(staff: Inspector) -> None:
    judged(people=32, each=8, wish=None)
    order = services.learn("business")
    db.session.commit()
    assert order is not None and not order.figures["is_better"]
    staff.get("/matches/learning")
    assert "The difference could be chance." in staff.words and "Use the learned order" not in staff.words
    with pytest.raises(PinError):
        services.switch_on(order, person())


def test_only_the_order_that_was_looked_at_is_switched_on(staff: Inspector) -> None:
    old, new = (LearnedOrder(purpose="business", figures={"is_better": True}) for _ in range(2))
    db.session.add_all([old, new])
    db.session.commit()
    with pytest.raises(PinError):
        services.switch_on(old, person())
    assert not old.serves


@pytest.mark.parametrize("purpose", ["business ", "%00", "x" * 3000, "-1"])
def test_odd_purposes_are_no_pages(staff: Inspector, purpose: str) -> None:
    assert staff.raw.get(f"/matches/learning/{purpose}/switch").status_code == 404
    assert staff.raw.post(f"/matches/learning/{purpose}/switch").status_code in (400, 404)


@pytest.mark.parametrize("wanted", ["", "maybe", "\x00", "9" * 30])
def test_odd_wishes_change_nothing(staff: Inspector, wanted: str) -> None:
    staff.post("/matches/learning/business/switch", {"wanted": wanted, "order": wanted}, status=404)
    assert queries.serving("business") is None


def test_a_learned_order_changes_the_order_and_nothing_else(app: Flask, work: Work) -> None:
    mine = profile("Milan Clinic", needs=[NEED], home_district="sialkot")
    far = [profile(f"Steel {n}", "pakistani_firm", offers=[OFFER]) for n in range(3)]
    less = [("sell", "surgical forceps")]
    near = profile("Steel of home", "pakistani_firm", offers=less, home_district="sialkot")
    model = {"weights": {"home_district": 1.0}, "intercept": 0.0}
    db.session.add(LearnedOrder(purpose="business", serves=True, figures={}, model=model))
    work()
    wanted = select(Suggestion).where(Suggestion.profile_id == mine.id).order_by(Suggestion.rank)
    rows = db.session.scalars(wanted).all()
    assert rows[0].partner_id == near.id
    assert {row.partner_id for row in rows} == {near.id, *(one.id for one in far)}


def test_figures_of_the_last_run_are_told_in_plain_words(staff: Inspector, work: Work) -> None:
    profile("Milan Clinic", needs=[NEED])
    profile("Sialkot Steel", "pakistani_firm", offers=[OFFER])
    tasks_done = work()
    from pin_app.matches.tasks import rematch_all  # noqa: PLC0415 -- the job itself

    rematch_all(True)
    staff.get("/matches/learning")
    assert tasks_done and "0.0% of those who fit somebody are shown to nobody." in staff.words


def test_who_takes_back_the_consent_is_learned_from_no_more(me: Inspector, work: Work) -> None:
    work()
    me.get("/matches")
    mine, partner = named("Milan Clinic"), named("Sialkot Steel")
    matches.say(mine, partner, "business", "interested", person())
    work()
    assert len(queries.examples("business")) == 1
    named("Milan Clinic").matchable = False
    told(named("Milan Clinic"))
    db.session.commit()
    assert (answers(), db.session.scalars(select(MatchImpression)).all()) == ([], [])
