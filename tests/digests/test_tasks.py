"""A digest goes out once a period, only with what is new, and only to who wants it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from pin_app.accounts.services import deactivate, withdraw_consent
from pin_app.db import db
from pin_app.digests import services
from pin_app.digests.models import Digest, ToldPartner
from pin_app.digests.tasks import MOST, make_due
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services import unsubscribe
from pin_app.matches.models import Verdict
from tests.digests.conftest import firm_of, member, suggest
from tests.factories.profiles import profile

Digests = Callable[[], list[OutgoingMail]]
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def run(moment: datetime = TUESDAY) -> int:
    db.session.commit()
    return make_due(moment)


def test_new_partners_are_told_with_reasons_and_a_link(app: Flask, digests: Digests) -> None:
    user = member()
    suggest(firm_of(user), profile(name="Sialkot Steel", city="Sialkot"))
    run()
    (mail,) = digests()
    assert (mail.to_address, mail.subject, mail.topic) == (
        "ann@x.example",
        "A new partner may fit you",
        "digest",
    )
    assert "Sialkot Steel" in mail.body
    assert "http://pin.test/matches" in mail.body
    assert "– " in mail.body


@pytest.mark.parametrize(
    ("language", "direction", "kind"),
    [
        ("en", "ltr", "Firm in Pakistan"),
        ("it", "ltr", "Impresa in Pakistan"),
        ("ur", "rtl", "پاکستانی کمپنی"),
    ],
)
def test_it_speaks_the_members_language(
    app: Flask, digests: Digests, language: str, direction: str, kind: str
) -> None:
    user = member(language=language)
    suggest(firm_of(user), profile(name="Sialkot Steel"))
    run()
    (mail,) = digests()
    assert f'<html lang="{language}" dir="{direction}">' in mail.html
    assert kind in mail.body


def test_the_same_period_is_told_once_whatever_restarts(app: Flask, digests: Digests) -> None:
    user = member()
    suggest(firm_of(user), profile(), profile())
    for minutes in (0, 1, 20, 600):
        run(TUESDAY + timedelta(minutes=minutes))
    suggest(firm_of(user), profile())
    run(TUESDAY + timedelta(days=1))
    assert len(digests()) == 1
    run(TUESDAY + WEEK)
    assert len(digests()) == 2


def test_only_what_is_new_is_told_the_best_first_and_at_most_five(app: Flask, digests: Digests) -> None:
    user, partners = member(), [profile(name=f"Partner {number}") for number in range(1, 8)]
    suggest(firm_of(user), *partners)
    run()
    run(TUESDAY + WEEK)
    run(TUESDAY + 2 * WEEK)
    first, second = (mail.body for mail in digests())
    assert [f"Partner {number}" in first for number in range(1, 8)] == [True] * 5 + [False] * 2
    assert [f"Partner {number}" in second for number in range(1, 8)] == [False] * 5 + [True] * 2
    assert db.session.query(Digest.told).order_by(Digest.id).all() == [(5,), (2,), (0,)]


def test_nothing_new_sends_nothing(app: Flask, digests: Digests) -> None:
    member()
    run()
    assert digests() == []


def test_a_partner_who_may_not_be_shown_is_not_told(app: Flask, digests: Digests) -> None:
    user = member()
    hidden = [profile(state="submitted"), profile(state="withdrawn"), profile(matchable=False)]
    suggest(firm_of(user), *hidden)
    run()
    assert digests() == []


def test_a_partner_on_whom_a_word_was_said_is_not_news(app: Flask, digests: Digests) -> None:
    user, partner = member(), profile()
    suggest(firm_of(user), partner)
    mine = firm_of(user)
    db.session.add(
        Verdict(profile_id=mine.id, partner_id=partner.id, purpose="business", verdict="saved", by_id=user.id)
    )
    run()
    assert digests() == []


def test_both_purposes_and_all_profiles_make_one_mail(app: Flask, digests: Digests) -> None:
    user = member()
    second, shared = profile("investor", owner=user, name="Second"), profile(name="Shared")
    suggest(firm_of(user), shared)
    suggest(second, shared, profile(name="Other"), purpose="investment")
    run()
    (mail,) = digests()
    assert (mail.body.count("Shared"), mail.body.count("Other")) == (1, 1)


@pytest.mark.parametrize(
    "why", ["never", "no consent", "closed", "unconfirmed", "demo", "not matchable", "unsubscribed"]
)
def test_who_does_not_want_it_or_may_not_be_written_to_gets_none(
    app: Flask, digests: Digests, why: str
) -> None:
    user = member(confirmed=why != "unconfirmed", demo=why == "demo")
    suggest(firm_of(user), profile())
    if why == "never":
        services.choose_pace(user, "never")
    elif why == "no consent":
        withdraw_consent(user, "matching")
    elif why == "closed":
        deactivate(user, reason="test")
    elif why == "not matchable":
        firm_of(user).matchable = False
    elif why == "unsubscribed":
        unsubscribe(user.email, "digest")
    run()
    assert digests() == []


def test_unsubscribing_sets_the_pace_and_choosing_again_counts(app: Flask, digests: Digests) -> None:
    user = member()
    suggest(firm_of(user), profile())
    unsubscribe("ANN@x.example", "digest")
    assert services.queries.pace_of(user) == "never"
    services.choose_pace(user, "weekly")
    run()
    assert [mail.state for mail in digests()] == ["kept"]


def test_monthly_comes_once_a_month(app: Flask, digests: Digests) -> None:
    user = member()
    services.choose_pace(user, "monthly")
    counts = []
    for day in range(60):  # from 1 November on
        suggest(firm_of(user), profile())
        run(datetime(2026, 11, 1, 10, 0, tzinfo=UTC) + timedelta(days=day))
        counts.append(len(digests()))
    assert (counts[1], counts[2], counts[29], counts[30], counts[59]) == (0, 1, 1, 2, 2)


def test_each_lives_in_their_own_morning(app: Flask, digests: Digests) -> None:
    for email, country in (("ann@x.example", "IT"), ("bilal@x.example", "PK")):
        suggest(
            firm_of(member(email, country)), profile("italian_firm" if country == "PK" else "pakistani_firm")
        )
    run(datetime(2026, 11, 24, 4, 30, tzinfo=UTC))
    assert [mail.to_address for mail in digests()] == ["bilal@x.example"]
    run(datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    assert [mail.to_address for mail in digests()] == ["bilal@x.example", "ann@x.example"]


def test_a_fault_in_the_middle_leaves_neither_mail_nor_memory(app: Flask, digests: Digests) -> None:
    user = member()
    suggest(firm_of(user), profile())
    db.session.commit()

    def fail(*_: object) -> None:
        raise RuntimeError("planted")

    event.listen(OutgoingMail, "before_insert", fail)
    with pytest.raises(RuntimeError, match="planted"):
        run()
    event.remove(OutgoingMail, "before_insert", fail)
    assert (digests(), db.session.query(Digest).count(), db.session.query(ToldPartner).count()) == ([], 0, 0)
    run()
    assert len(digests()) == 1


def test_a_long_list_is_done_in_turns(app: Flask) -> None:
    for number in range(MOST + 5):
        member(f"p{number}@x.example")
    assert [run(), run(), run()] == [MOST, 5, 0]
