"""Participants say whether they come to the tables and whom they want to meet, signed in or by their link."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from icalendar import Calendar

from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.meetings.models import MeetingScore
from pin_app.meetings.queries import people, setup
from pin_app.meetings.services import editing, wishing
from pin_app.registrations.models import Registration
from pin_app.registrations.services import cancel, links
from tests.factories import events
from tests.factories.meetings import Fair
from tests.factories.pairs import suggested
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.store import statements


@pytest.fixture
def mine(fair: Fair) -> Registration:
    return fair.comes("My firm")


@pytest.fixture
def by_link(client: Inspector, mine: Registration) -> str:
    return f"/r/{links.token_of(mine)}/meetings"


def test_a_guest_takes_part_by_the_mailed_link(client: Inspector, fair: Fair) -> None:
    guest, other = events.registration(fair.event), fair.comes("Officine Rossi")
    address = f"/r/{links.token_of(guest)}"
    client.get(address)
    assert "Choose whom I meet" in client.words
    client.get(f"{address}/meetings")
    client.post(f"{address}/meetings/taking-part", {"takes_part": ""}, 422)
    away = [str(fair.slots[1].id), str(fair.slots[2].id)]
    client.follow(
        client.post(f"{address}/meetings/taking-part", {"takes_part": "yes", "most": "2", "away": away})
    )
    assert "Officine Rossi" in client.words
    assert people.absences_of(guest) == {fair.slots[1].id, fair.slots[2].id}
    client.post(f"{address}/meetings/wish", {"other": other.public_id, "wish": "must"})
    assert people.wishes_of(guest) == {other.id: "must"}
    client.get(f"{address}/meetings/others?wish=must")
    client.post(f"{address}/meetings/wish", {"other": other.public_id, "wish": ""})
    assert people.wishes_of(guest) == {}
    client.post(f"{address}/meetings/taking-part", {"takes_part": "no"})
    client.get(f"{address}/meetings/others", 302)


def test_a_field_takes_as_many_meetings_as_its_words_say(
    client: Inspector, fair: Fair, mine: Registration, by_link: str
) -> None:
    plan = setup.plan_of(fair.event)
    assert plan is not None
    wishing.take_part(mine, True, most=4)
    plan.most = 3
    client.get(by_link)
    field = next(a for a in client.page.all("input") if a.get("name") == "most")
    assert (field["min"], field["max"], field["value"]) == ("1", "3", "3")
    client.post(f"{by_link}/taking-part", {"takes_part": "yes", "most": "4"}, 422)
    field = next(a for a in client.page.all("input") if a.get("name") == "most")
    assert (field["value"], field.get("aria-invalid")) == ("4", "true")
    client.post(f"{by_link}/taking-part", {"takes_part": "yes", "most": "3"})
    said = people.participant(mine)
    assert said is not None and said.most == 3


def test_a_member_finds_others_by_words(client: Inspector, fair: Fair) -> None:
    user = person()
    mine = fair.comes("Mine", user_id=user.id)
    fair.comes("Officine Rossi", city="Brescia")
    fair.comes("Sialkot Steel", city="Sialkot")
    signed_in(client, user)
    address = f"/registrations/{mine.public_id}/meetings/others"
    client.get(f"{address}?q=rossi")
    assert ("Officine Rossi" in client.words, "Sialkot Steel" in client.words) == (True, False)
    fair.comes("SOCIETÀ Élite d’Arte")
    fair.comes("کراچی ٹیکسٹائل")
    for typed, name in (("società", "SOCIETÀ"), ("elite darte", "SOCIETÀ"), ("كراچی", "کراچی")):
        client.get(f"{address}?q={typed}")
        assert [one for one in ("SOCIETÀ", "کراچی", "Rossi") if one in client.words] == [name]
    client.get(f"{address}?q=100%25")
    assert "Nobody is found" in client.words
    signed_in(client, person())
    client.get(address, 404)


def test_what_fits_best_stands_first_with_its_reasons(client: Inspector, fair: Fair) -> None:
    buyer, seller = (
        profile("italian_firm", needs=["Steel"]),
        profile(offers=["Forged steel"], name="Steel Ltd"),
    )
    suggested(buyer, (seller, 0.9))
    mine, other = fair.comes("Buyer", profile_id=buyer.id), fair.comes("Seller", profile_id=seller.id)
    fair.comes("Aardvark")
    db.session.add(MeetingScore(low_id=mine.id, high_id=other.id, score=0.9))
    db.session.commit()
    client.get(f"/r/{links.token_of(mine)}/meetings/others")
    assert client.words.index("Seller") < client.words.index("Aardvark")
    assert "A strong fit" in client.words
    assert "They offer something that you look for." in client.words
    assert "Forged steel" in client.words


def test_nobody_reads_how_to_reach_the_others_nor_what_they_wish(client: Inspector, fair: Fair) -> None:
    hidden = profile(
        offers=["A secret offer"], listed=False, email="hidden@example.org", phone="+923001112223"
    )
    other = fair.comes("Other", profile_id=hidden.id, phone="+390309988776", email="marker@example.org")
    mine = fair.comes("Mine")
    wishing.wish(other, mine, "no")
    run = fair.run()
    wishing.wish(other, mine, "would")
    editing.add(run, fair.by, (mine, other), fair.slots[0], fair.tables[0])
    fair.publish(run)
    db.session.commit()
    address = f"/r/{links.token_of(mine)}/meetings"
    pages = [
        client.get(f"{address}{page}").get_data(as_text=True)
        for page in ("", "/others", "/feedback", "/agenda.ics")
    ]
    mails = db.session.query(OutgoingMail).filter_by(to_address=mine.email).all()
    seen = "\n".join([*pages, *(mail.body for mail in mails)])
    assert len(mails) == 1
    for marker in ("marker@example.org", "390309988776", "9988776", "hidden@example.org", "3001112223",
                   "A secret offer", other.reference, other.ticket):  # fmt: skip
        assert marker not in seen


def test_the_agenda_is_a_page_a_calendar_and_a_paper(
    client: Inspector, fair: Fair, mine: Registration
) -> None:
    user = person(email="mine@example.org")
    mine.user_id = user.id
    other, run = fair.comes("آفتاب اسٹیل"), fair.run()
    editing.add(run, fair.by, (mine, other), fair.slots[0], fair.tables[1])
    db.session.commit()
    address = f"/registrations/{mine.public_id}/meetings"
    signed_in(client, user)
    client.get(address)
    assert "آفتاب اسٹیل" not in client.words
    fair.publish(run)
    client.get(address)
    assert "آفتاب اسٹیل" in client.words
    calendar = Calendar.from_ical(client.get(f"{address}/agenda.ics").data)
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["SUMMARY"]) == "Meeting with آفتاب اسٹیل"
    assert str(entry["LOCATION"]).startswith("Table 2")
    assert entry["DTSTART"].dt == fair.slots[0].starts_at
    for language in ("en", "it", "ur"):
        answer = client.get(f"{address}/agenda.pdf?lang={language}")
        assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


def test_limits_of_wishes(fair: Fair, mine: Registration) -> None:
    others = fair.many(5)
    wishing.take_part(mine, True, most=2)
    for other in others[:2]:
        wishing.wish(mine, other, "must")
    with pytest.raises(wishing.PinError, match="at most 2"):
        wishing.wish(mine, others[2], "must")
    wishing.wish(mine, others[2], "would")
    with pytest.raises(wishing.PinError, match="does not take part"):
        wishing.wish(mine, mine, "would")


def test_after_the_period_nothing_is_taken(
    client: Inspector, fair: Fair, mine: Registration, by_link: str
) -> None:
    other = fair.comes("Other")
    fair.plan.opens_at, fair.plan.closes_at = fair.event.starts_at, fair.event.ends_at
    db.session.commit()
    client.get(by_link)
    assert "Wishes are not taken at the moment." in client.words
    client.get("/sign-in")
    client.post(f"{by_link}/taking-part", {"takes_part": "no"}, 422)
    client.get("/sign-in")
    client.post(f"{by_link}/wish", {"other": other.public_id, "wish": "must"})
    assert people.wishes_of(mine) == {}


def test_who_cancels_leaves_no_empty_table_behind(client: Inspector, fair: Fair, mine: Registration) -> None:
    other, run = fair.comes("Other"), fair.run()
    editing.add(run, fair.by, (mine, other), fair.slots[0], fair.tables[0])
    fair.publish(run)
    cancel(mine, by=None)
    db.session.commit()
    client.get(f"/r/{links.token_of(other)}/meetings")
    assert "The timetable has no meeting for you yet." in client.words
    told = [m.to_address for m in db.session.query(OutgoingMail).filter_by(template="meeting_agenda")]
    assert (told.count(other.email), told.count(mine.email)) == (2, 1)


def test_three_others_cost_as_many_queries_as_one(
    client: Inspector, fair: Fair, mine: Registration, by_link: str
) -> None:
    fair.comes("Firm", profile_id=profile(offers=["Steel"]).id)
    with statements() as one:
        client.get(f"{by_link}/others")
    for _more in range(2):
        fair.comes("Firm", profile_id=profile(offers=["Steel"]).id)
    with statements() as three:
        client.get(f"{by_link}/others")
    assert len(three) == len(one)


def test_odd_input_is_no_error_of_ours(client: Inspector, by_link: str) -> None:
    odd = ("\x00", "9" * 40, "-1", "[]", "x" * 300)
    client.get(by_link)
    for value in odd:
        for data in (
            {"takes_part": value},
            {"takes_part": "yes", "most": value},
            {"takes_part": "yes", "away": value},
        ):
            answer = client.send(
                "POST", f"{by_link}/taking-part", data=data | {"csrf_token": client.page.csrf_token}
            )
            assert answer.status_code < 500
        answer = client.send(
            "POST",
            f"{by_link}/wish",
            data={"csrf_token": client.page.csrf_token, "other": value, "wish": value},
        )
        assert answer.status_code < 500
        assert (
            client.send(
                "GET", f"{by_link}/others", query_string={"q": value, "page": value, "wish": value}
            ).status_code
            < 500
        )
    for field in ("takes_part=yes&most", "takes_part", "takes_part=yes&away"):
        body = f"csrf_token={client.page.csrf_token}&{field}=%ED%A0%80"
        answer = client.send(
            "POST", f"{by_link}/taking-part", data=body, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 422
    assert client.send("GET", f"{by_link}/others?q=%ED%A0%80").status_code < 500


def test_who_takes_no_part_any_more_leaves_the_tables(
    client: Inspector, fair: Fair, mine: Registration, by_link: str
) -> None:
    other, run = fair.comes("Other"), fair.run()
    made = editing.add(run, fair.by, (mine, other), fair.slots[0], fair.tables[0])
    fair.publish(run)
    client.get(by_link)
    client.post(f"{by_link}/taking-part", {"takes_part": "no"}, 302)
    db.session.refresh(made)
    assert made.state == "cancelled"
    told = db.session.query(OutgoingMail).filter_by(to_address=other.email, template="meeting_agenda").count()
    assert told == 2


def test_everywhere_it_is_said_whose_clocks_show_the_hours(
    client: Inspector, fair: Fair, mine: Registration, by_link: str
) -> None:
    run = fair.run()
    fair.slots[0].starts_at = fair.event.starts_at.replace(year=2031, month=1, day=15, hour=8)
    fair.slots[0].ends_at = fair.slots[0].starts_at + timedelta(minutes=20)
    editing.add(run, fair.by, (mine, fair.comes("Other")), fair.slots[0], fair.tables[0])
    fair.publish(run)
    client.get(by_link)
    assert "1:00 PM – 1:20 PM Pakistan time" in plain(client.words)
    mail = db.session.query(OutgoingMail).filter_by(to_address=mine.email).one()
    assert "9:00 AM – 9:20 AM (Italian time), table 1: Other" in plain(mail.body)


def plain(text: str) -> str:
    """Text as it is read: with ordinary spaces and without marks of direction."""
    return "".join(" " if sign.isspace() else sign for sign in text if unicodedata.category(sign) != "Cf")
