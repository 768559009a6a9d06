"""The form of an event, the page of a registration by either way, and the list of one's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from pin_app.db import db, now
from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.i18n import apart
from pin_app.registrations.models import Registration, RegistrationConsent
from pin_app.registrations.services import links
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.registrations.people import mails, register, states
from tests.store import asked

GUEST = {
    "given_name": "Sana", "surname": "Butt", "email": "sana@example.org", "country": "PK",
    "phone": "0300 1234567", "language": "ur", "city": "Sialkot", "organisation": "سیالکوٹ سرجیکل",
}  # fmt: skip


def fill(client: Inspector, event: Event, status: int = 302, **fields: Any) -> None:
    """Open the form, write into it, and send it."""
    page = f"/events/{event.public_id}/register"
    client.get(page)
    keys = [a.get("value") for a in client.page.all("input") if a.get("name") == "request_key"]
    client.post(page, {"request_key": keys[0]} | GUEST | fields, status)


def one() -> Registration:
    db.session.rollback()
    return db.session.scalars(select(Registration)).one()


def test_a_guest_registers_and_reads_a_page_that_says_nothing(client: Inspector) -> None:
    event = events.event()
    fill(client, event)
    made = one()
    assert (made.phone, made.language, made.organisation) == ("+923001234567", "ur", "سیالکوٹ سرجیکل")
    client.get(f"/events/{event.public_id}/register/sent")
    assert "mailbox" in client.words


def test_the_answer_is_the_same_for_who_is_known(client: Inspector) -> None:
    event = events.event()
    fill(client, event)
    fill(client, event)
    assert (states(event), mails()) == (["registered"], ["registration_confirmed", "registration_already"])


def test_a_full_event_says_so_before_one_fills_it_in(client: Inspector) -> None:
    event = events.event(capacity=0)
    client.get(f"/events/{event.public_id}/register")
    assert "All places are taken." in client.words and "Join the waiting list" in client.words
    fill(client, event)
    assert states(event) == ["waiting"]


def test_nothing_typed_is_lost_on_an_error(client: Inspector) -> None:
    event = events.event()
    asked = events.question(event, label="What do you make?", required=True)
    fill(client, event, 422, surname="\u200b", phone="12", **{f"q_{asked.public_id}": ""})
    values = {a.get("value") for a in client.page.all("input")}
    assert {"Sana", "sana@example.org", "12", "Sialkot"} <= values
    assert "Write the name with letters" in client.words and "Please answer this question." in client.words


def test_every_kind_of_question_is_kept_as_it_was_answered(client: Inspector) -> None:
    event = events.event()
    options = [{"key": key, "labels": {"en": key.upper()}} for key in "abc"]
    kinds = {
        "text": "Steel", "long_text": "a\nb", "yes_no": "no", "number": "1,5", "date": "2027-01-02",
        "one_of": "b", "several_of": ["c", "a"],
    }  # fmt: skip
    made = {kind: events.question(event, kind, kind, options=options, required=True) for kind in kinds}
    fill(client, event, **{f"q_{made[kind].public_id}": value for kind, value in kinds.items()})
    kept = {kind: one().answers[made[kind].public_id] for kind in kinds}
    assert kept == kinds | {"yes_no": False, "number": "1.5", "several_of": ["a", "c"]}
    client.get(f"/r/{links.token_of(one())}?lang=en")
    assert "2 January 2027" in client.words.replace("January 2, 2027", "2 January 2027")


@pytest.mark.parametrize(("kind", "value"), [("one_of", "z"), ("several_of", ["a", "z"]), ("number", "x"),
                                             ("date", "31.12"), ("yes_no", "perhaps")])  # fmt: skip
def test_an_answer_that_the_page_did_not_offer_is_refused(client: Inspector, kind: str, value: Any) -> None:
    event = events.event()
    asked = events.question(event, kind, "Which?", options=[{"key": "a", "labels": {}}], required=True)
    fill(client, event, 422, **{f"q_{asked.public_id}": value})
    assert states(event) == []


def test_consents_are_unticked_apart_and_kept_with_their_words(client: Inspector) -> None:
    event = events.event()
    yes = events.question(event, "consent", "My name may stand in the list of partners.", required=True)
    no = events.question(event, "consent", "Photos of me may be shown.")
    client.get(f"/events/{event.public_id}/register")
    ticked = [a for a in client.page.all("input") if a.get("type") == "checkbox" and "checked" in a]
    assert ticked == []
    fill(client, event, **{f"c_{yes.public_id}": "y"})
    kept = db.session.scalars(select(RegistrationConsent)).one()
    assert (kept.question_id, kept.text, kept.language) == (yes.id, yes.labels["en"], "en")
    assert no.id != kept.question_id


def test_a_consent_is_withdrawn_with_one_press(client: Inspector) -> None:
    event = events.event()
    asked = events.question(event, "consent", "Photos of me may be shown.")
    made = register(event, consents=[asked.public_id])
    client.get(f"/r/{links.token_of(made)}")
    client.post(f"/r/{links.token_of(made)}/consent", {"question": asked.public_id})
    assert db.session.scalars(select(RegistrationConsent)).one().withdrawn_at is not None


def test_a_member_finds_the_form_filled_in_and_gets_to_the_own_page(client: Inspector) -> None:
    user = person("imran@example.org", name="Imran Gondal")
    own = profile("italian_firm", owner=user, name="Gondal Srl", phone="+39 347 765 4321")
    signed_in(client, user)
    event = events.event()
    client.get(f"/events/{event.public_id}/register")
    values = {a.get("value") for a in client.page.all("input")}
    assert {"Imran", "Gondal", "Gondal Srl", "+39 347 765 4321"} <= values
    fill(client, event, profile=own.public_id, email="other@example.org")
    made = one()
    assert (made.user_id, made.profile_id, made.email) == (user.id, own.id, "imran@example.org")
    client.get(f"/registrations/{made.public_id}")
    assert "You have a place." in client.words
    client.get("/registrations")
    told = ("Trading with Sialkot", "(Italian time)", "(Pakistan time)")
    assert [one in client.words for one in told] == [True, True, True]
    assert client.get(f"/events/{event.public_id}/register", 302).location.endswith(made.public_id)


def test_a_profile_of_somebody_else_is_not_represented(client: Inspector) -> None:
    foreign = profile("italian_firm", owner=person())
    signed_in(client, person("imran@example.org"))
    fill(client, events.event(), profile=foreign.public_id)
    assert one().profile_id is None


def test_a_registration_is_no_page_for_others(client: Inspector) -> None:
    made = events.registration(events.event(), user_id=person().id)
    signed_in(client, person())
    for path in ("", "/edit", "/cancel"):
        client.get(f"/registrations/{made.public_id}{path}", 404)
    for path in ("/edit", "/cancel", "/accept", "/consent"):
        assert client.send("POST", f"/registrations/{made.public_id}{path}", data={}).status_code in (
            400,
            404,
        )


def test_opening_a_link_decides_nothing_and_pressing_does(client: Inspector) -> None:
    event = events.event(capacity=1)
    made = register(event)
    link = f"/r/{links.token_of(made)}"
    assert client.get(link).headers["Cache-Control"] == "no-store"
    client.get(f"{link}/cancel")
    assert states(event) == ["registered"]
    client.post(f"{link}/cancel", {})
    client.get(link)
    assert (states(event), "You have cancelled your registration." in client.words) == (["cancelled"], True)


def test_a_form_that_is_not_open_yet_says_when_by_the_clocks_of_the_place(client: Inspector) -> None:
    opens = datetime(2100, 6, 9, 22, tzinfo=UTC)  # midnight in Italy: there it is the next day
    days = {"opens_at": opens, "starts_at": opens + timedelta(days=9), "ends_at": opens + timedelta(days=10)}
    client.get(f"/events/{events.event(**days).public_id}/register")
    assert "Registration opens on Thursday, June 10, 2100, 12:00" in client.words


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("registered", "The place goes to the next person on the waiting list."),
        ("offered", "Let the place go?"),
        ("waiting", "You then wait for no place any more."),
    ],
)
def test_before_cancelling_one_reads_what_one_gives_up(client: Inspector, state: str, told: str) -> None:
    made = events.registration(events.event(), state, offered_until=now() + timedelta(hours=1))
    client.get(f"/r/{links.token_of(made)}/cancel")
    assert told in client.words
    assert ("The place goes" in client.words) == (state != "waiting")


def test_until_when_an_offer_waits_stands_on_one_line_of_urdu(client: Inspector) -> None:
    made = events.registration(events.event(), "offered", offered_until=now() + timedelta(hours=1))
    client.get(f"/r/{links.token_of(made)}?lang=ur")
    with force_locale("ur"):
        at = apart(showing.hour(made.offered_until or now(), made.event.time_zone))
    assert at in "".join(client.page.text)


def test_a_place_is_accepted_by_link(client: Inspector) -> None:
    event = events.event()
    made = events.registration(event, "offered", offered_until=now() + timedelta(hours=1))
    link = f"/r/{links.token_of(made)}"
    client.get(link)
    assert "A place is free for you" in client.words
    for _ in range(2):
        client.post(f"{link}/accept", {})
    assert states(event) == ["registered"]


def test_a_late_yes_is_told_that_the_place_is_gone(client: Inspector) -> None:
    made = events.registration(events.event(), "offered", offered_until=now() - timedelta(hours=1))
    link = f"/r/{links.token_of(made)}"
    client.get(f"{link}/cancel")
    client.follow(client.post(f"{link}/accept", {}))
    assert "The time for this offer has run out." in client.words


def test_contact_and_answers_are_changed_by_link(client: Inspector) -> None:
    event = events.event()
    asked = events.question(event, label="What do you make?")
    made = register(event, answers={asked.public_id: "Steel"})
    link = f"/r/{links.token_of(made)}/edit"
    client.get(link)
    typed = {"given_name": "Sana", "surname": "Khan", "language": "it", "email": "evil@example.org"}
    client.post(link, typed | {f"q_{asked.public_id}": "Tiles"})
    kept = one()
    assert (kept.surname, kept.language, kept.answers) == ("Khan", "it", {asked.public_id: "Tiles"})
    assert kept.email == made.email


@pytest.mark.parametrize("token", ["x", "a" * 43, "W10.aaa.bbb"])
def test_a_forged_link_opens_nothing(client: Inspector, token: str) -> None:
    client.get(f"/r/{token}", 410)


def test_the_online_link_is_only_for_those_with_a_place(client: Inspector) -> None:
    event = events.event(online_url="https://meet.example.org/secret-room")
    for state, shown in {"registered": True, "waiting": False, "offered": False, "cancelled": False}.items():
        made = events.registration(event, state, offered_until=now() + timedelta(hours=1))
        client.get(f"/r/{links.token_of(made)}")
        assert ("secret-room" in client.words) is shown


def test_a_list_asks_as_many_queries_for_three_as_for_one(client: Inspector) -> None:
    user = person("imran@example.org")
    signed_in(client, user)
    events.registration(events.event(), user_id=user.id)
    first = asked(lambda: client.get("/registrations"))
    for _ in range(2):
        events.registration(events.event(), user_id=user.id)
    assert asked(lambda: client.get("/registrations")) == first


def test_guests_are_throttled(client: Inspector) -> None:
    event = events.event()
    page = f"/events/{event.public_id}/register"
    client.get(page)
    for _ in range(60):
        client.post(page, {}, 422)
    client.post(page, {}, 429)


def test_the_first_page_names_the_next_events_and_an_offered_place_first(client: Inspector) -> None:
    user = person("imran@example.org")
    signed_in(client, user)
    first = events.registration(events.event(titles={"en": "First"}), user_id=user.id)
    one = asked(lambda: client.get("/"))
    later = now() + timedelta(days=60)
    for title in ("Second", "Third", "Fourth"):
        made = events.event(titles={"en": title}, starts_at=later, ends_at=later + timedelta(hours=2))
        events.registration(made, "offered" if title == "Third" else "waiting", user_id=user.id)
    assert asked(lambda: client.get("/")) == one
    assert client.words.index("Third") < client.words.index("First") < client.words.index("Second")
    assert "Fourth" not in client.words
    assert first.event.titles == {"en": "First"}


def test_what_a_guest_has_registered_is_found_in_the_account_with_the_same_address(client: Inspector) -> None:
    user = person("sana@example.org")
    made = register(events.event(), email="Sana@Example.org")
    signed_in(client, user)
    client.get("/registrations")
    assert "Trading with Sialkot" in client.words
    client.get(f"/registrations/{made.public_id}")
    signed_in(client, person("other@example.org"))
    client.get(f"/registrations/{made.public_id}", 404)
