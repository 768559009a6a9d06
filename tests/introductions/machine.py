"""All events in all orders, with two sides, staff, time and deletion; looked at from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from flask import Flask
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select, update

from pin_app.accounts.models import User
from pin_app.accounts.services import give_consent, withdraw_consent
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.introductions import actors, services
from pin_app.introductions.models import Introduction, IntroductionStep
from pin_app.introductions.services import links
from pin_app.introductions.states import CLOSED, STANDING
from pin_app.introductions.tasks import sweep
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile
from tests.conftest import _empty_tables as empty_tables
from tests.factories.introductions import side, suggest
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.trust.walker import forget_tries

SETTINGS = settings(
    max_examples=8,
    stateful_step_count=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)
ORDER = (
    "suggested", "approved", "first_asked", "second_asked", "accepted", "introduced", "met",
    "outcome_recorded",
)  # fmt: skip
SIDES = ("first", "second")
a_side, some = st.sampled_from(SIDES), st.integers(0, 6)
Deed = Callable[[Introduction], object]


STEPS: dict[str, Deed] = {
    "approve": lambda made: services.approve(made, _staff()),
    "reject": lambda made: services.reject(made, _staff(), "weak"),
    "ask_first": lambda made: services.ask_first(made, _staff()),
    "ask_second": lambda made: services.ask_second(made, _staff()),
    "meet": lambda made: services.record_met(made, actors.staff(_staff())),
    "outcome": lambda made: services.record_outcome(made, actors.staff(_staff())),
    "settle": lambda made: services.settle(made, _staff(), "Called both"),
    "first_yes": lambda made: services.answer(made, "yes", actors.by_link("first")),
    "first_no": lambda made: services.answer(made, "no", actors.by_link("first")),
    "second_yes": lambda made: services.answer(made, "yes", actors.by_link("second")),
    "second_no": lambda made: services.answer(made, "no", actors.by_link("second")),
}
ENDS: dict[str, Deed] = {
    "first": lambda made: services.withdraw(made, actors.by_link("first"), "no_time"),
    "second": lambda made: services.withdraw(made, actors.by_link("second"), "no_time"),
    "staff": lambda made: services.withdraw(made, actors.staff(_staff()), "mistake"),
    "report": lambda made: services.report(made, actors.by_link("second"), "money"),
}
NEXT = {
    "suggested": "approve",
    "approved": "ask_first",
    "first_asked": "first_yes",
    "second_asked": "second_yes",
    "introduced": "meet",
    "met": "outcome",
}


def _staff() -> User:
    return db.session.scalars(select(User).where(User.role == "staff")).one()


class Machine(RuleBasedStateMachine):
    """One pair in one network; `open` is what the second yes opens and an end closes."""

    app: ClassVar[Flask]
    reached: ClassVar[set[str]] = set()

    @initialize()
    def begin(self) -> None:
        empty_tables()
        forget_tries()
        person(role="staff")
        mine, theirs = side(), side("italian_firm")
        suggest(mine, theirs)
        suggest(theirs, mine)
        for one in (mine, theirs):
            assert one.owner is not None
            give_consent(one.owner, "matching", language="en", way="form")
        db.session.commit()
        self.profiles = {"first": mine.id, "second": theirs.id}
        self.owners = {"first": mine.owner_id, "second": theirs.owner_id}
        self.markers = {"first": mine.email, "second": theirs.email}
        self.browsers = {name: Inspector(self.app) for name in SIDES}
        for name, number in self.owners.items():
            signed_in(self.browsers[name], db.session.get_one(User, number))
        self.number = 0
        self.open = False
        self.looked: object = None

    def teardown(self) -> None:
        db.session.rollback()

    # What happens -------------------------------------------------------------------------------------------

    @rule(asked=st.booleans())
    def beginning(self, asked: bool) -> None:
        """Staff propose it, or the first side asks for it."""
        if self.number and self._made() is not None and self._made().state in STANDING:  # type: ignore[union-attr]
            asked = not asked  # a second one, begun the other way, must be refused
        if asked:
            self._begun(lambda: services.request(*self._both(), "business", self._owner("first")))
        else:
            self._begun(lambda: services.propose(*self._both(), "business", _staff()))

    @rule(times=some)
    def onward(self, times: int) -> None:
        """Do what comes next, so that the far end of the way is reached often."""
        for _ in range(times):
            made = self._made()
            if made is None or made.state in CLOSED:
                self._half_a_year_later()
                self.beginning(asked=False)
            elif made.state in NEXT:
                self._do(NEXT[made.state])

    @rule(times=some, step=st.sampled_from(sorted(STEPS)))
    def any_step(self, times: int, step: str) -> None:
        """Try a step in whatever state it stands."""
        self.onward(times)
        self._do(step)

    @rule(step=st.sampled_from(sorted(STEPS)))
    def another_step(self, step: str) -> None:
        self._do(step)

    @rule(times=some, end=st.sampled_from(sorted(ENDS)))
    def ending(self, times: int, end: str) -> None:
        """Withdraw, by either side or staff, or report a problem."""
        self.onward(times)
        if self._step(ENDS[end]):
            self.open = False

    @rule(times=some)
    def time_passes(self, times: int) -> None:
        self.onward(times)
        made = self._made()
        if made is not None and made.expires_at is not None:
            made.expires_at = now() - timedelta(seconds=1)
            db.session.commit()
        sweep()

    @rule(times=some, which=a_side, how=st.sampled_from(["consent", "leave", "delete"]))
    def leaving(self, times: int, which: str, how: str) -> None:
        """Consent is taken back, or a side is deleted: in good order, or from under PIN's feet."""
        self.onward(times)
        profile = self._profile(which)
        if profile is None or not self.open:
            return
        if how == "consent":
            withdraw_consent(self._owner(which), "matching")
        else:
            if how == "leave":
                services.leave(profile)
            db.session.delete(profile)
        db.session.commit()
        if how == "delete":
            sweep()
        self.open = False

    # What must hold -----------------------------------------------------------------------------------------

    @invariant()
    def contacts_show_exactly_while_it_is_open(self) -> None:
        """On the pages of both sides, behind their links and in their mails."""
        made = self._made()
        now_stands = (self.open, self.number, made and made.version, [self._profile(one) for one in SIDES])
        if now_stands == self.looked:
            return  # nothing has happened since
        self.looked = now_stands
        self.reached.add(made.state if made else "")
        for which in SIDES:
            other = self.markers["second" if which == "first" else "first"]
            assert (other in self._pages(which, made)) == self.open, (which, "pages", made and made.state)
            assert (other in self._mails(which)) == self.open, (which, "mails", made and made.state)
            assert other not in self._pages_of_links(which, made), (which, "links", made and made.state)

    @invariant()
    def nobody_is_passed_over(self) -> None:
        made = self._made()
        if made is not None and made.state in ORDER:
            given = [made.first_answer] * (ORDER.index(made.state) > 2) + [made.second_answer] * (
                ORDER.index(made.state) > 3
            )
            assert set(given) <= {"yes"}, made.state

    @invariant()
    def no_pair_stands_twice(self) -> None:
        pair = select(func.count()).where(Introduction.state.in_(STANDING)).group_by(Introduction.low_id)
        assert [count for count in db.session.scalars(pair) if count > 1] == []

    @invariant()
    def no_step_is_skipped(self) -> None:
        steps = select(IntroductionStep).order_by(IntroductionStep.introduction_id, IntroductionStep.id)
        last: dict[int, str] = {}
        for step in db.session.scalars(steps):
            before = last.get(step.introduction_id, "")
            assert step.from_state == before, (step.event, before)
            if step.to_state in ORDER:
                reached = ORDER.index(before) if before else -1
                assert ORDER.index(step.to_state) - reached in (0, 1), (before, step.to_state)
            else:
                assert before in ORDER or (before, step.to_state) == ("reported", "withdrawn")
            last[step.introduction_id] = step.to_state
        states = {row.id: row.state for row in db.session.scalars(select(Introduction))}
        assert states == last

    def _half_a_year_later(self) -> None:
        """The pause of the pair is over, and who took consent back has given it again."""
        for which in filter(self._profile, SIDES):
            give_consent(self._owner(which), "matching", language="en", way="form")
        db.session.execute(update(Introduction).values(closed_at=now() - timedelta(days=200)))
        db.session.commit()

    def look(self) -> None:
        """Look at all that must hold."""
        self.contacts_show_exactly_while_it_is_open()
        self.nobody_is_passed_over()
        self.no_pair_stands_twice()
        self.no_step_is_skipped()

    # How ----------------------------------------------------------------------------------------------------

    def _begun(self, deed: Callable[[], Introduction]) -> None:
        if not all(self._profile(which) for which in SIDES):
            return
        try:
            self.number = deed().id
            db.session.commit()
        except PinError:
            db.session.rollback()

    def _step(self, deed: Deed) -> bool:
        made = self._made()
        if made is None:
            return False
        try:
            done = deed(made) is not False
            db.session.commit()
        except PinError:
            db.session.rollback()
            return False
        return done

    def _do(self, step: str) -> None:
        if self._step(STEPS[step]) and step == "second_yes":
            self.open = True

    def _made(self) -> Introduction | None:
        return db.session.get(Introduction, self.number) if self.number else None

    def _profile(self, which: str) -> Profile | None:
        return db.session.get(Profile, self.profiles[which])

    def _both(self) -> tuple[Profile, Profile]:
        return db.session.get_one(Profile, self.profiles["first"]), db.session.get_one(
            Profile, self.profiles["second"]
        )

    def _owner(self, which: str) -> User:
        return db.session.get_one(User, self.owners[which])

    def _pages(self, which: str, made: Introduction | None) -> str:
        partner = self._profile("second" if which == "first" else "first")
        addresses = ["/introductions?view=made"] if self.open else []
        addresses += [f"/p/{partner.public_id}"] if partner and self.open else []
        addresses += [f"/introductions/{made.public_id}"] if made else []
        return "".join(self._read(which, address) for address in addresses)

    def _pages_of_links(self, which: str, made: Introduction | None) -> str:
        if made is None:
            return ""
        paths = [links.path_to_answer(made, which)]
        paths += [links.path_afterwards(made, which)] if made.introduced_at else []
        return "".join(self._read(which, path) for path in paths)

    def _read(self, which: str, address: str) -> str:
        answer = self.browsers[which].send("GET", address)
        assert answer.status_code in (200, 302, 404, 410), (address, answer.status_code)
        return answer.get_data(as_text=True)

    def _mails(self, which: str) -> str:
        to = self._owner(which).typed_email
        mails = db.session.scalars(select(OutgoingMail).where(OutgoingMail.to_address == to))
        return "".join(mail.subject + mail.body + mail.html for mail in mails)
