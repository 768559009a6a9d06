"""What staff and members may begin, how often, and what happens when two are at it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.accounts.services import give_consent, withdraw_consent
from pin_app.claims.models import RiskGood
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.introductions import actors, gates, limits, queries, services
from pin_app.introductions.models import Introduction
from pin_app.mail.models import OutgoingMail
from pin_app.matches.learning.models import MatchAnswer
from pin_app.profiles.models import Profile
from tests.factories.introductions import introduction, side, sides, suggest
from tests.factories.people import person


@pytest.fixture
def staff(app: Flask) -> User:
    return person(role="staff", name="Anna Verdi")


def owner_of(profile: Profile | None) -> User:
    assert profile is not None and profile.owner is not None
    return profile.owner


def test_a_pair_is_proposed_once_whoever_comes_first(staff: User) -> None:
    mine, theirs = sides()
    made = services.propose(mine, theirs, "business", staff)
    assert services.propose(mine, theirs, "business", staff) is made
    colleague = person(role="staff")
    for first, second in ((mine, theirs), (theirs, mine)):
        with pytest.raises(PinError, match=r"already: Anna Verdi proposed it"):
            services.propose(first, second, "investment", colleague)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"state": "submitted"}, "introduction.not_published"),
        ({"matchable": False}, "introduction.not_published"),
        ({"kind": "pakistani_firm"}, "introduction.same_country"),
    ],
)
def test_who_cannot_be_introduced(staff: User, values: dict[str, object], code: str) -> None:
    given = {"kind": "italian_firm"} | values
    with pytest.raises(PinError) as refused:
        services.propose(side(), side(**given), "business", staff)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_one_owner_is_not_introduced_to_itself(staff: User) -> None:
    mine = side()
    for other in (mine, side("italian_firm", owner=owner_of(mine))):
        with pytest.raises(PinError, match="same person"):
            services.propose(mine, other, "business", staff)


def test_a_pair_that_was_asked_is_left_in_peace_for_half_a_year(staff: User) -> None:
    made = introduction("first_asked")
    first, second = made.first, made.second
    assert first is not None and second is not None
    services.answer(made, "no", actors.by_link("first"))
    with pytest.raises(PinError, match="were asked before"):
        services.propose(second, first, "investment", staff)
    made.closed_at = now() - limits.PAUSE_OF_PAIR
    assert services.propose(second, first, "investment", staff).state == "suggested"


def test_a_pair_that_was_never_asked_may_be_tried_again(staff: User) -> None:
    mine, theirs = sides()
    services.reject(services.propose(mine, theirs, "business", staff), staff, "not_ready")
    assert services.propose(mine, theirs, "business", staff).state == "suggested"


def test_nobody_is_asked_beyond_the_capacity_of_a_month(staff: User) -> None:
    mine = side(capacity=1)
    introduction("first_asked", mine)
    made = introduction("approved", mine)
    with pytest.raises(PinError, match="no room for another introduction"):
        services.ask_first(made, staff)
    assert (made.state, made.first_asked_at) == ("approved", None)
    for asked in db.session.scalars(select(Introduction).where(Introduction.first_asked_at.is_not(None))):
        asked.first_asked_at = now() - limits.MONTH - timedelta(minutes=1)
    services.ask_first(made, staff)
    assert made.state == "first_asked"


def test_who_says_nothing_of_its_capacity_has_the_usual_one(staff: User) -> None:
    mine = side(capacity=None)
    assert queries.room_left(mine) == limits.CAPACITY
    introduction("first_asked", mine)
    assert queries.room_left(mine) == limits.CAPACITY - 1


def test_a_second_without_room_is_asked_as_soon_as_there_is_some(staff: User) -> None:
    busy = side("italian_firm", capacity=1)
    earlier = introduction("second_asked", second=busy)
    mine = side()
    made = services.propose(mine, busy, "business", staff)
    services.approve(made, staff)
    with pytest.raises(PinError, match="no room"):
        services.ask_first(made, staff)
    busy.capacity = 2
    services.ask_first(made, staff)
    busy.capacity = 1
    services.answer(made, "yes", actors.by_link("first"))
    assert (made.state, made.second_asked_at) == ("first_asked", None)
    assert services.go_on_to_second(made) is False
    earlier.second_asked_at = now() - limits.MONTH - timedelta(days=1)
    assert services.go_on_to_second(made) is True
    assert made.state == "second_asked"


def test_a_gate_needs_a_written_override(staff: User, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = gates.Problem("claims", "No number", 1)
    monkeypatch.setattr(gates, "GATES", [lambda *_pair: [problem]])
    made = services.propose(*sides(), "business", staff)
    for nothing in ("", "  \n"):
        with pytest.raises(PinError, match="stands in the way"):
            services.approve(made, staff, override=nothing)
    services.approve(made, staff, override="Seen the works myself on Monday")
    assert (made.state, made.override_note) == ("approved", "Seen the works myself on Monday")
    assert queries.steps_of(made)[-1].note == "Seen the works myself on Monday"


def test_goods_at_risk_close_the_gate(staff: User) -> None:
    source = {"source": "A list", "year": 2016, "hazards": ["child_labour"]}
    db.session.add(RiskGood(country="PK", name_en="Bricks", sectors=["23.32"], **source))
    db.session.commit()
    firm, partner = side(sectors=["23.32"]), side("italian_firm")
    made = services.propose(firm, partner, "business", staff)
    problems = gates.problems(firm, partner, "business")
    assert {problem.profile_id for problem in problems} == {firm.id}
    assert firm.name in str(problems[0].sentence)
    with pytest.raises(PinError, match="stands in the way"):
        services.approve(made, staff)


def test_a_page_that_is_behind_learns_what_happened(staff: User) -> None:
    made = services.propose(*sides(), "business", staff)
    seen = made.version
    services.approve(made, person(role="staff"), seen)
    with pytest.raises(PinError, match="Approved by staff"):
        services.reject(made, staff, "weak", expected=seen)
    assert made.state == "approved"


def test_a_member_has_few_open_requests_and_few_a_week(staff: User) -> None:
    mine = side()
    partners = [side("italian_firm") for _ in range(limits.OPEN_REQUESTS_MOST + 1)]
    for rank, partner in enumerate(partners, start=1):
        suggest(mine, partner, rank=rank)
    made = [services.request(mine, partner, "business", owner_of(mine)) for partner in partners[:-1]]
    with pytest.raises(PinError, match="5 requests that staff still look at"):
        services.request(mine, partners[-1], "business", owner_of(mine))
    services.withdraw(made[0], actors.on_page("first", owner_of(mine)), "plans_changed")
    assert services.request(mine, partners[-1], "business", owner_of(mine)).state == "suggested"


def test_a_request_does_not_tell_what_the_other_side_was_asked(staff: User) -> None:
    mine, theirs = sides()
    suggest(mine, theirs)
    services.propose(theirs, mine, "business", staff)
    with pytest.raises(PinError, match="at the moment"):
        services.request(mine, theirs, "business", owner_of(mine))


def test_consent_that_is_taken_back_ends_what_stands(staff: User) -> None:
    mine = side()
    give_consent(owner_of(mine), "matching", language="en", way="form")
    made = introduction("introduced", mine)
    withdraw_consent(owner_of(mine), "matching")
    assert (made.state, made.closed_reason) == ("withdrawn", "left")


def test_acting_on_behalf_needs_a_way_and_words(staff: User) -> None:
    made = introduction("first_asked")
    for way, note in (("by_phone", " "), ("", "said so")):
        with pytest.raises(PinError):
            services.answer(made, "yes", actors.on_behalf("first", staff, way, note))
    with pytest.raises(PinError, match="not yours"):
        services.answer(made, "yes", actors.on_behalf("first", owner_of(made.first), "by_phone", "I said so"))
    services.answer(made, "yes", actors.on_behalf("first", staff, "by_phone", "Called on Monday"))
    step = next(one for one in queries.steps_of(made) if one.event == "first_yes")
    assert (step.on_behalf_of_id, step.channel, step.reason, step.user_id) == (
        made.first_id, "staff", "by_phone", staff.id,
    )  # fmt: skip


def test_the_same_answer_again_changes_nothing_and_another_is_refused(app: Flask) -> None:
    made = introduction("first_asked")
    assert services.answer(made, "yes", actors.by_link("first")) is True
    assert services.answer(made, "yes", actors.by_link("first")) is False
    with pytest.raises(PinError, match="another answer before"):
        services.answer(made, "no", actors.by_link("first"))


def test_answers_feed_the_learning(app: Flask) -> None:
    made = introduction("met")
    rows = db.session.scalars(select(MatchAnswer)).all()
    assert sorted((row.profile_id, row.answer) for row in rows) == sorted(
        [(made.first_id, "met"), (made.second_id, "met")]
    )
    declined = introduction("first_asked")
    services.answer(declined, "no", actors.by_link("first"))
    row = db.session.scalars(select(MatchAnswer).where(MatchAnswer.profile_id == declined.first_id)).one()
    assert (row.partner_id, row.answer) == (declined.second_id, "declined")


def test_each_side_is_written_to_in_its_language(staff: User) -> None:
    mine, theirs = side(owner=person(language="ur")), side("italian_firm", owner=person(language="it"))
    made = introduction("introduced", mine, theirs)
    mails = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()
    assert [(mail.template, mail.language) for mail in mails] == [
        ("introduction_asked", "ur"), ("introduction_asked", "it"),
        ("introduction_made", "ur"), ("introduction_made", "it"),
    ]  # fmt: skip
    assert [(sent.side, sent.mail_id) for sent in queries.mails_of(made)] == list(
        zip(("first", "second", "first", "second"), [mail.id for mail in mails], strict=True)
    )


def test_who_has_no_address_is_not_written_to_and_can_still_be_acted_for(staff: User) -> None:
    from tests.factories.profiles import profile  # noqa: PLC0415 -- a side without an owner

    mine = profile(phone="+923001234567")
    made = introduction("first_asked", mine)
    assert queries.mails_of(made) == []
    services.answer(made, "yes", actors.on_behalf("first", staff, "in_person", "At the desk in Brescia"))
    assert made.state == "second_asked"


def test_messages_can_be_changed_only_before_asking(staff: User) -> None:
    made = services.propose(*sides(), "business", staff, messages=("Hello", ""))
    assert (made.message_first, made.message_second[:14]) == ("Hello", "We have looked")
    services.edit_message(made, "second", "Buongiorno", staff)
    services.approve(made, staff)
    services.ask_first(made, staff)
    assert made.message_second == "Buongiorno"
    with pytest.raises(PinError):
        services.edit_message(made, "second", "Too late", staff)


def test_a_pair_is_postponed_and_assigned(staff: User) -> None:
    made = services.propose(*sides(), "business", staff)
    later = now() + timedelta(days=30)
    services.postpone(made, staff, later, "after the harvest")
    services.assign(made, staff, staff)
    assert (made.state, made.postponed_until, made.assigned_to) == ("suggested", later, staff)
    for odd in (now() - timedelta(days=1), now() + timedelta(days=400)):
        with pytest.raises(PinError, match="within the next year"):
            services.postpone(made, staff, odd)


def test_an_outcome_needs_a_meeting(staff: User) -> None:
    made = introduction("introduced")
    with pytest.raises(PinError):
        services.record_outcome(made, actors.staff(staff))
    services.record_met(made, actors.by_link("second"))
    assert services.record_outcome(made, actors.staff(staff)) is True
    assert services.record_outcome(made, actors.SYSTEM) is False
