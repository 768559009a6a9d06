"""The page of matches: whose they are, what is said, and what is never shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app import jobs
from pin_app.claims.models import Claim, Proof
from pin_app.db import db, now
from pin_app.matches.models import MatchRun, Suggestion, Verdict
from pin_app.profiles.models import Profile
from tests.directory.network import profile, told
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import asked

Work = Callable[[], int]
NEED = ("buy", "surgical instruments, forceps and scissors")
OFFER = ("sell", "surgical instruments, forceps and scissors")


@pytest.fixture
def me(app: Flask, client: Inspector) -> Inspector:
    """Somebody who speaks for Milan Clinic, signed in."""
    owner = person()
    profile("Milan Clinic", needs=[NEED], owner=owner)
    return signed_in(client, owner)


@pytest.fixture
def sialkot(app: Flask) -> Profile:
    """A firm in Pakistan that fits."""
    return profile(
        "Sialkot Steel", "pakistani_firm", offers=[OFFER], email="boss@sialkot.pk", phone="+923001234567"
    )


def named(name: str) -> Profile:
    return db.session.scalars(select(Profile).where(Profile.name == name)).one()


def words_on(partner: Profile, verdict: str, **more: Any) -> dict[str, Any]:
    """A form on a partner, as the page sends it for Milan Clinic."""
    ids = {"profile": named("Milan Clinic").public_id, "partner": partner.public_id}
    return ids | {"purpose": "business", "view": "suggested", "verdict": verdict} | more


def verdicts() -> list[tuple[str, str, int | None]]:
    db.session.rollback()
    return [(row.verdict, row.reason, row.shown_rank) for row in db.session.scalars(select(Verdict))]


def test_a_card_says_who_why_and_how_well_and_never_how_to_reach_them(
    me: Inspector, sialkot: Profile, work: Work
) -> None:
    work()
    page = me.get("/matches").get_data(as_text=True)
    assert "Sialkot Steel" in page and "They offer something that you look for." in me.words
    assert "A strong fit" in me.words and "%" not in me.words
    assert [secret for secret in ("boss@sialkot.pk", "3001234567", "300 1234567") if secret in page] == []


def test_a_word_is_kept_with_the_place_where_it_was_shown_and_can_be_taken_back(
    me: Inspector, sialkot: Profile, work: Work
) -> None:
    work()
    me.follow(me.post("/matches/word", words_on(sialkot, "not_for_me", reason="too_far")))
    assert verdicts() == [("not_for_me", "too_far", 1)]
    assert "Sialkot Steel" not in [a.get("href") for a in me.page.all("article")]
    me.get("/matches?view=hidden")
    assert "Sialkot Steel" in me.words and "Bring back" in me.words
    me.post("/matches/word", words_on(sialkot, ""))
    assert verdicts() == []


def test_the_newest_word_stands(me: Inspector, sialkot: Profile, work: Work) -> None:
    work()
    for verdict in ("saved", "interested"):
        me.post("/matches/word", words_on(sialkot, verdict))
    assert verdicts() == [("interested", "", 1)]
    me.get("/matches?view=saved")
    assert "Sialkot Steel" in me.words


def test_who_is_interested_in_me_is_seen_only_while_published(
    app: Flask, client: Inspector, me: Inspector, sialkot: Profile, work: Work
) -> None:
    work()
    milan = named("Milan Clinic")
    said = Verdict(profile_id=sialkot.id, partner_id=milan.id, purpose="business", verdict="interested")
    db.session.add(said)
    me.get("/matches?view=interested")
    assert "Sialkot Steel" in me.words
    sialkot.state = "withdrawn"
    told(sialkot)
    me.get("/matches?view=interested")
    assert "Sialkot Steel" not in me.words


def test_a_partner_that_was_not_suggested_is_a_page_that_does_not_exist(me: Inspector, work: Work) -> None:
    other = profile("Roma Bikes", "pakistani_firm", state="draft")
    work()
    me.post("/matches/word", words_on(other, "interested"), status=404)
    assert verdicts() == []


def test_nobody_speaks_for_the_profile_of_another(
    app: Flask, me: Inspector, sialkot: Profile, work: Work
) -> None:
    work()
    stranger = signed_in(Inspector(app), person())
    stranger.post("/matches/word", words_on(sialkot, "interested"), status=404)
    assert verdicts() == []


def test_a_suggestion_of_somebody_who_left_is_not_shown_even_if_its_row_stands(
    me: Inspector, sialkot: Profile, work: Work
) -> None:
    work()
    sialkot.state = "withdrawn"  # nobody is told: the row stays
    db.session.commit()
    assert len(db.session.scalars(select(Suggestion)).all()) == 2
    me.get("/matches")
    assert "Sialkot Steel" not in me.words


def test_while_texts_are_read_the_page_says_how_far_it_is_and_asks_again(me: Inspector) -> None:
    db.session.add_all(
        MatchRun(purpose=p, stage="reading", done=120, total=900) for p in ("business", "investment")
    )
    me.get("/matches")
    assert "We have read 120 of 900 texts." in me.words
    assert [d["data-poll-url"] for d in me.page.all("div") if "data-poll-url" in d] == ["/matches"]


def test_emptiness_says_why_and_what_would_help(me: Inspector, work: Work) -> None:
    work()
    me.get("/matches")
    assert "No good match yet" in me.words and "Nobody" in me.words
    me.get("/matches?purpose=investment")
    assert "Add terms for investment" in me.words


def test_without_consent_the_page_says_so(app: Flask, client: Inspector) -> None:
    owner = person()
    profile("Quiet", matchable=False, needs=[NEED], owner=owner)
    signed_in(client, owner).get("/matches")
    assert "You have not agreed to be matched" in client.words


def test_a_person_without_profile_is_led_to_make_one(app: Flask, client: Inspector) -> None:
    signed_in(client, person()).get("/matches")
    assert "You have no profile yet" in client.words


def test_a_draft_is_compared_when_its_owner_looks(
    app: Flask, client: Inspector, sialkot: Profile, work: Work
) -> None:
    owner = person()
    draft = profile("Draft Clinic", state="draft", needs=[NEED], owner=owner)
    app.extensions["pin.jobs"].flush()
    signed_in(client, owner).get("/matches")
    client.get("/matches")
    assert jobs.waiting(app) == 1
    work()
    client.get(f"/matches?profile={draft.public_id}")
    assert "Sialkot Steel" in client.words


def test_visitors_are_asked_to_sign_in(client: Inspector) -> None:
    client.get("/matches", status=302)
    assert client.send("POST", "/matches/word").status_code == 400


@pytest.mark.parametrize("name", ["profile", "purpose", "view"])
@pytest.mark.parametrize(
    "value", ["\x00", "\ud800", "x" * 100_000, "9" * 30, "-1"], ids=lambda v: repr(v[:6])
)
def test_odd_arguments_bring_a_page(me: Inspector, name: str, value: str) -> None:
    me.get("/matches", query_string={name: value.encode("utf-8", "surrogatepass")})


@pytest.mark.parametrize("name", ["profile", "partner", "purpose", "verdict", "reason", "view"])
@pytest.mark.parametrize("value", ["\x00", "x" * 100_000, "9" * 30, "-1"], ids=lambda v: repr(v[:6]))
def test_odd_words_are_refused_and_change_nothing(
    me: Inspector, sialkot: Profile, work: Work, name: str, value: str
) -> None:
    work()
    me.get("/matches")
    data = words_on(sialkot, "interested") | {name: value, "csrf_token": me.page.csrf_token}
    status = me.send("POST", "/matches/word", data=data).status_code
    assert status == (302 if name == "view" else status) and status in (302, 400, 404)
    assert verdicts() == ([("interested", "", 1)] if name == "view" else [])


def test_a_page_asks_as_much_for_three_as_for_one(me: Inspector, sialkot: Profile, work: Work) -> None:
    work()
    me.get("/matches")
    for_one = asked(lambda: me.get("/matches"))
    for name in ("Daska Tools", "Lahore Blades"):
        profile(name, "pakistani_firm", offers=[OFFER])
    work()
    assert (asked(lambda: me.get("/matches")), len(me.page.all("article"))) == (for_one, 3)


def test_proofs_of_decent_work_are_told_only_while_they_stand(
    me: Inspector, sialkot: Profile, work: Work
) -> None:
    stated = Claim(profile_id=sialkot.id, code="social_security")
    db.session.add(stated)
    db.session.flush()
    db.session.add(Proof(claim_id=stated.id, level=3))
    db.session.commit()
    told(sialkot)
    work()
    me.get("/matches")
    proof = "They show proofs of decent work: Social security of the workers (Document seen by ISCOS)."
    assert proof in me.words
    db.session.get_one(Claim, stated.id).review_since = now()
    db.session.commit()
    me.get("/matches")
    assert "proofs of decent work:" not in me.words


def test_a_card_names_both_texts_that_meet(
    app: Flask, client: Inspector, sialkot: Profile, work: Work
) -> None:
    owner = person()
    bread = ("buy", "flour and yeast for our bakery")
    profile("Milan Clinic", needs=[bread, ("buy", "forceps and scissors for surgeons")], owner=owner)
    mine = signed_in(client, owner)
    work()
    mine.get("/matches")
    assert "You wrote: forceps and scissors for surgeons" in mine.words and OFFER[1] in mine.words
    assert "flour and yeast" not in mine.words
