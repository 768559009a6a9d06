"""From a change to suggestions: at once for one, in the background for all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from matching.encoder import EncoderError
from pin_app import jobs
from pin_app.db import db
from pin_app.matches import computing, network, queries, services, tasks
from pin_app.matches.models import MatchRun, MatchState, Suggestion, TextVector
from pin_app.profiles.models import Profile
from tests.directory.network import profile, told
from tests.matches.conftest import PlainReader

Work = Callable[[], int]


def partners(of: Profile, purpose: str = "business") -> list[str]:
    """Names of those suggested to a profile, best first."""
    db.session.rollback()
    rows = select(Profile.name).join(Suggestion, Suggestion.partner_id == Profile.id)
    mine = rows.where(Suggestion.profile_id == of.id, Suggestion.purpose == purpose)
    return list(db.session.scalars(mine.order_by(Suggestion.rank)))


def pair() -> tuple[Profile, Profile]:
    """A firm in Italy that needs what a firm in Pakistan offers."""
    milan = profile("Milan Clinic", needs=[("buy", "surgical instruments, forceps and scissors")])
    sialkot = profile(
        "Sialkot Steel", "pakistani_firm", offers=[("sell", "surgical instruments, forceps and scissors")]
    )
    return milan, sialkot


def test_a_published_profile_stands_in_both_lists_after_its_job(app: Flask, work: Work) -> None:
    milan, sialkot = pair()
    work()
    assert (partners(milan), partners(sialkot)) == (["Sialkot Steel"], ["Milan Clinic"])


def test_a_newcomer_enters_the_lists_of_those_it_fits(app: Flask, work: Work) -> None:
    milan, _ = pair()
    work()
    profile("Daska Tools", "pakistani_firm", offers=[("sell", "surgical instruments, forceps and scissors")])
    work()
    assert sorted(partners(milan)) == ["Daska Tools", "Sialkot Steel"]


@pytest.mark.parametrize("everybody", [True, False])
def test_who_takes_no_introductions_is_in_nobodys_list(app: Flask, work: Work, everybody: bool) -> None:
    milan, sialkot = pair()
    sialkot.capacity = 0
    if everybody:
        app.extensions["pin.jobs"].flush()
        db.session.commit()
        tasks.rematch_all()
    else:
        work()
    assert (partners(milan), partners(sialkot)) == ([], ["Milan Clinic"])
    state = db.session.get(MatchState, (milan.id, "business"))
    assert state is not None
    assert [reason["code"] for reason in state.why_nothing] == ["partners_take_no_introductions"]


def test_who_withdraws_is_gone_from_all_lists_in_the_same_transaction(app: Flask, work: Work) -> None:
    milan, sialkot = pair()
    work()
    sialkot.matchable = False
    told(sialkot)
    db.session.commit()
    assert (partners(milan), partners(sialkot)) == ([], [])
    work()
    assert (partners(milan), partners(sialkot)) == ([], [])


def test_a_rolled_back_withdrawal_changes_nothing(app: Flask, work: Work) -> None:
    milan, sialkot = pair()
    work()
    sialkot.matchable = False
    told(sialkot)
    db.session.rollback()
    assert partners(milan) == ["Sialkot Steel"]


def test_a_draft_sees_its_own_matches_and_is_seen_by_nobody(app: Flask, work: Work) -> None:
    _, sialkot = pair()
    draft = profile(
        "Draft Clinic", state="draft", needs=[("buy", "surgical instruments, forceps and scissors")]
    )
    work()
    assert partners(draft) == ["Sialkot Steel"]
    assert partners(sialkot) == ["Milan Clinic"]


def test_without_consent_there_is_nothing(app: Flask, work: Work) -> None:
    milan = profile("Milan Clinic", matchable=False, needs=["surgical instruments"])
    profile("Sialkot Steel", "pakistani_firm", offers=["surgical instruments"])
    work()
    assert partners(milan) == []
    assert db.session.get(MatchState, (milan.id, "business")) is None


def test_a_text_is_read_once_for_the_whole_store(app: Flask, work: Work, reader: PlainReader) -> None:
    pair()
    work()
    app.extensions.pop("pin.network")
    profile("Daska Tools", "pakistani_firm", offers=["surgical instruments, forceps and scissors"])
    work()
    assert "surgical instruments, forceps and scissors" in reader.read
    assert len(reader.read) == len(set(reader.read)) == len(db.session.scalars(select(TextVector)).all())


def test_new_words_of_a_newcomer_are_read_before_it_is_compared(
    app: Flask, work: Work, reader: PlainReader
) -> None:
    pair()
    work()
    net = app.extensions["pin.network"]
    read = len(reader.read)
    profile("Daska Tools", "pakistani_firm", offers=[("sell", "bone saws, retractors and clamps")])
    work()
    assert reader.read[read:] == ["bone saws, retractors and clamps"]
    assert app.extensions["pin.network"] is net
    assert net.matcher.encoder_problem is None


def test_a_newcomer_is_compared_by_words_where_the_encoder_fails(
    app: Flask, work: Work, reader: PlainReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    milan, _ = pair()
    work()

    def ail(texts: object) -> object:
        raise EncoderError("no memory")

    monkeypatch.setattr(reader, "encode", ail)
    profile("Daska Tools", "pakistani_firm", offers=[("sell", "many surgical instruments and forceps")])
    work()
    assert sorted(partners(milan)) == ["Daska Tools", "Sialkot Steel"]


def test_everybody_is_compared_by_words_first_and_by_meaning_when_all_is_read(
    app: Flask, work: Work, reader: PlainReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "READ_AT_ONCE", 0)
    milan, _ = pair()
    app.extensions["pin.jobs"].flush()
    tasks.rematch_all()
    assert (partners(milan), reader.read) == (["Sialkot Steel"], [])
    assert {run.stage for run in queries.open_runs()} == {"reading"}
    work()
    runs = db.session.scalars(select(MatchRun)).all()
    assert [(run.stage, run.encoder) for run in runs] == [("done", "plain-reader")] * 2
    assert partners(milan) == ["Sialkot Steel"]
    assert "surgical instruments, forceps and scissors" in reader.read


def test_an_urgent_change_is_served_while_texts_are_being_read(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "READ_AT_ONCE", 0)
    monkeypatch.setattr(tasks.vectors, "CHUNK", 1)
    pair()
    app.extensions["pin.jobs"].flush()
    tasks.rematch_all()
    mine = profile("Rome Clinic", needs=[("buy", "surgical instruments and forceps")])
    db.session.commit()
    jobs.run_pending(app, most=1)
    assert partners(mine) == ["Sialkot Steel"]
    assert {run.stage for run in queries.open_runs()} == {"reading"}


def test_a_newcomer_does_not_wait_until_everybody_is_compared(
    app: Flask, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "PORTION", 1)
    milan, sialkot = pair()
    work()
    keep, came = services.keep, list[Profile]()

    def keep_and_let_one_come(computed: list[services.Computed]) -> None:
        keep(computed)
        if not came:
            db.session.commit()
            came.append(profile("Rome Clinic", needs=[("buy", "surgical instruments, forceps and scissors")]))

    monkeypatch.setattr(services, "keep", keep_and_let_one_come)
    tasks.rematch_all(again=True)
    assert (partners(came[0]), partners(milan)) == (["Sialkot Steel"], ["Sialkot Steel"])
    assert sorted(partners(sialkot)) == ["Milan Clinic", "Rome Clinic"]
    runs = db.session.scalars(select(MatchRun).order_by(MatchRun.id.desc()).limit(2)).all()
    assert [run.stage for run in runs] == ["done", "done"]


def test_nothing_new_means_no_new_run(app: Flask, work: Work) -> None:
    pair()
    tasks.rematch_all()
    tasks.rematch_all()
    assert len(db.session.scalars(select(MatchRun)).all()) == 2


def test_a_failing_reader_leaves_what_words_found(
    app: Flask, work: Work, reader: PlainReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "READ_AT_ONCE", 0)
    milan, _ = pair()
    app.extensions["pin.jobs"].flush()
    monkeypatch.setattr(PlainReader, "encode", lambda self, texts: 1 / 0)
    tasks.rematch_all()
    work()
    runs = db.session.scalars(select(MatchRun)).all()
    assert {(run.stage, run.error) for run in runs} == {("failed", "ZeroDivisionError: division by zero")}
    assert partners(milan) == ["Sialkot Steel"]


def test_a_stalled_run_is_taken_up_again(app: Flask, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "READ_AT_ONCE", 0)
    pair()
    app.extensions["pin.jobs"].flush()
    tasks.rematch_all()
    app.extensions["pin.jobs"].flush()  # the process ended, and its job with it
    monkeypatch.setattr(tasks, "STALLED", -tasks.STALLED)
    tasks.watch()
    monkeypatch.undo()
    work()
    assert queries.open_runs() == []


def test_who_leaves_while_the_engine_works_is_not_written(app: Flask, work: Work) -> None:
    milan, sialkot = pair()
    net = network.at_hand()
    computed = tasks.computing.for_one(net, milan.id)
    sialkot.state = "withdrawn"
    db.session.commit()
    tasks.services.keep(computed)
    db.session.commit()
    assert partners(milan) == []


def test_the_vector_of_a_text_that_nobody_says_any_more_is_forgotten(
    app: Flask, work: Work, reader: PlainReader
) -> None:
    pair()
    profile("Draft", state="draft", needs=["a text of a draft"])
    work()
    tasks.rematch_all(True)
    before = set(db.session.scalars(select(TextVector.text_digest)))
    lost = profile("Lost", needs=["a text that goes away"])
    work()
    db.session.delete(lost)
    db.session.commit()
    tasks.rematch_all(True)
    assert set(db.session.scalars(select(TextVector.text_digest))) == before
    assert len(reader.read) == len(set(reader.read))  # those of drafts were kept
