"""The programme, as organisers write it and others read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from pin_app.db import db
from pin_app.events import asking
from pin_app.events.models import Event, ProgrammeItem
from tests.factories.events import event, item, organised
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

START = datetime(2027, 5, 12, 7, 0, tzinfo=UTC)
END = datetime(2027, 5, 13, 15, 0, tzinfo=UTC)
POINT = {
    "title-en": "Leather and its buyers", "day": "2027-05-13", "starts_hour": "10:00", "ends_hour": "11:30",
    "speaker": "Farah Cheema", "room": "Sala Verdi", "check_in": "y",
}  # fmt: skip


def page_of(made: Event) -> str:
    return f"/events/{made.public_id}/manage/programme"


def mine(client: Inspector, **columns: Any) -> Event:
    by = person(role="organiser")
    signed_in(client, by)
    made = event(by, **({"starts_at": START, "ends_at": END} | columns))
    client.get(page_of(made))
    return made


def kept() -> list[ProgrammeItem]:
    return list(db.session.scalars(select(ProgrammeItem).order_by(ProgrammeItem.starts_at)))


def test_a_point_is_kept_with_hours_by_the_clocks_of_the_place(client: Inspector) -> None:
    made = mine(client)
    client.post(page_of(made), POINT)
    (point,) = kept()
    assert (point.titles, point.speaker, point.room) == (
        {"en": "Leather and its buyers"}, "Farah Cheema", "Sala Verdi",
    )  # fmt: skip
    assert point.starts_at == datetime(2027, 5, 13, 8, 0, tzinfo=UTC)
    assert point.ends_at == datetime(2027, 5, 13, 9, 30, tzinfo=UTC)
    assert point.check_in is True


def test_readers_see_the_hours_of_both_countries(client: Inspector) -> None:
    made = mine(client)
    client.post(page_of(made), POINT)
    Inspector(client.app).get(f"/events/{made.public_id}")
    visitor = Inspector(client.app)
    visitor.get(f"/events/{made.public_id}?lang=it")
    assert "10:00 – 11:30 ( 13:00 – 14:30" in visitor.words


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"ends_hour": "10:00"}, "The end has to lie after the start."),
        ({"ends_hour": "17:30"}, "This lies outside the event."),
        ({"title-en": ""}, "Title: This field is required."),
        ({"starts_hour": ""}, "This field is required"),
        ({"day": "2027-05-14"}, "Not a valid choice"),
    ],
)
def test_what_does_not_fit_is_refused(client: Inspector, other: dict[str, str], told: str) -> None:
    made = mine(client)
    client.post(page_of(made), POINT | other, 422)
    assert told in client.words
    assert kept() == []


def test_points_stand_in_the_order_of_time(client: Inspector) -> None:
    made = mine(client)
    client.post(page_of(made), POINT)
    client.post(page_of(made), POINT | {"title-en": "Welcome", "day": "2027-05-12", "starts_hour": "09:00"})
    client.get(page_of(made))
    assert client.words.index("Welcome") < client.words.index("Leather and its buyers")


def test_a_point_can_be_changed(client: Inspector) -> None:
    made = mine(client)
    client.post(page_of(made), POINT)
    one = f"{page_of(made)}/{kept()[0].public_id}"
    client.get(one)
    client.post(one, POINT | {"room": "Sala Rossi", "check_in": ""})
    db.session.expire_all()
    assert (kept()[0].room, len(kept())) == ("Sala Rossi", 1)


def test_a_point_can_be_removed_until_somebody_was_recorded_there(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = mine(client)
    client.post(page_of(made), POINT)
    one = f"{page_of(made)}/{kept()[0].public_id}/remove"
    with monkeypatch.context() as patch:
        patch.setattr(asking, "_ITEMS", [lambda found: found.check_in])
        client.post(one, status=409)
        assert len(kept()) == 1
    client.post(one)
    assert kept() == []


def test_a_point_of_another_event_is_not_there(client: Inspector) -> None:
    other = item(event(person(role="organiser")))
    by, made = organised()
    signed_in(client, by)
    client.get(f"{page_of(made)}/{other.public_id}", 404)
    client.post(f"{page_of(made)}/{other.public_id}/remove", status=404)


def test_titles_are_asked_in_the_languages_of_the_event(client: Inspector) -> None:
    mine(client, titles={"it": "Incontri", "ur": "ملاقاتیں"}, language="it")
    names = [field.get("name") for field in client.page.all("input")]
    assert [name for name in names if name and name.startswith("title-")] == ["title-it", "title-ur"]
