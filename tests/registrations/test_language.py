"""A visitor's language stays from the page of an event to one's own page, behind forms and mailed links."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.registrations.test_routes import GUEST, fill


@pytest.fixture
def own(client: Inspector) -> str:
    """The link to the page of somebody who is written to in Urdu; the browser prefers Italian."""
    client.raw.environ_base["HTTP_ACCEPT_LANGUAGE"] = "it"
    return f"/r/{links.token_of(events.registration(events.event(), language='ur'))}"


def spoken(client: Inspector) -> str | None:
    return client.page.all("html")[0]["lang"]


def hrefs(client: Inspector) -> list[str]:
    return [str(a.get("href")) for a in client.page.all("a")]


def languages(client: Inspector) -> dict[str, str]:
    """Where the page can be read in other languages."""
    return {str(a["hreflang"]): str(a["href"]) for a in client.page.all("a") if a.get("hreflang")}


def test_a_guest_who_came_in_urdu_registers_in_urdu(client: Inspector) -> None:
    event = events.event(titles={"en": "Fair"})
    page = f"/events/{event.public_id}/register"
    client.get(f"/events/{event.public_id}?lang=ur")
    client.get(page)
    chosen = [a["value"] for a in client.page.all("option") if "selected" in a]
    assert (spoken(client), "ur" in chosen) == ("ur", True)
    client.post(page, GUEST | {"surname": ""}, 422)
    assert spoken(client) == "ur"
    fill(client, event)
    client.get(f"{page}/sent")
    made = db.session.scalars(select(Registration)).one()
    told = db.session.scalars(select(OutgoingMail)).one()
    assert (spoken(client), made.language, told.language) == ("ur", "ur", "ur")


def test_after_an_error_the_form_is_read_in_another_language_where_it_stands(client: Inspector) -> None:
    page = f"/events/{events.event().public_id}/register"
    client.get(page)
    client.post(page, GUEST | {"surname": ""}, 422)
    assert languages(client) == {code: f"{page}?lang={code}" for code in ("en", "it", "ur")}


def test_an_address_that_only_takes_forms_leads_to_the_start(client: Inspector, own: str) -> None:
    client.get(f"{own}/edit")
    client.post(f"{own}/consent", {"question": "x"}, status=404)
    assert languages(client)["it"] == "/?lang=it"


def test_a_form_leads_on_in_the_language_of_its_address_also_for_members(client: Inspector) -> None:
    event = events.event()
    signed_in(client, person(language="it"))
    client.get(f"/events/{event.public_id}/register?lang=ur")
    answer = client.post(f"/events/{event.public_id}/register?lang=ur", GUEST)
    assert answer.location.endswith("?lang=ur")
    client.follow(answer)
    assert spoken(client) == "ur"
    client.get("/registrations")
    assert spoken(client) == "it"


def test_a_mailed_link_speaks_as_the_mail_did_until_its_reader_chooses(client: Inspector, own: str) -> None:
    client.get(own)
    assert spoken(client) == "ur"
    client.get(f"{own}?lang=en")
    for page in (f"{own}/edit", f"{own}/cancel", own):
        client.get(page)
        assert spoken(client) == "en"


def test_the_language_of_a_mailed_link_stays_for_the_visit(client: Inspector, own: str) -> None:
    client.get("/events")
    assert spoken(client) == "it"
    client.get(own)
    for page in ("/events", next(link for link in hrefs(client) if link.startswith("/events/"))):
        client.get(page)
        assert spoken(client) == "ur"
    other = events.registration(events.event(), language="en")
    client.get(f"/r/{links.token_of(other)}")
    assert spoken(client) == "en"


def test_the_entry_for_the_calendar_is_there_for_guests(client: Inspector, own: str) -> None:
    client.get(own)
    entry = next(link for link in hrefs(client) if "event.ics" in link or "calendar" in link)
    assert client.get(entry).mimetype == "text/calendar"


def test_a_consent_is_read_in_the_words_that_are_kept(client: Inspector) -> None:
    event = events.event()
    hints = {"en": "Only firms are named.", "ur": "صرف اداروں کے نام۔"}
    events.question(event, "consent", "My name may stand in the list of partners.", hints=hints)
    client.get(f"/events/{event.public_id}/register?lang=ur")
    assert hints["en"] in client.words and hints["ur"] not in client.words
