"""Check 11: whatever stands in an address or a form, no page breaks."""

from __future__ import annotations

import pytest

from tests.factories import events
from tests.factories.people import signed_in
from tests.inspector import Inspector

ODD = (
    "",
    "-1",
    str(2**31),
    str(2**63),
    "1e400",
    "NaN",
    "\0",
    "\ud800",
    "[]",
    "a" * 5_000,
    "%",
    "';--",
    "١",
    "\u202e",
)
NAMES = (
    "q",
    "order",
    "preset",
    "column",
    "status",
    "in",
    "country",
    "country-how",
    "after",
    "before",
    "page",
)


@pytest.mark.parametrize("name", NAMES)
def test_odd_arguments_never_break_a_page(client: Inspector, name: str) -> None:
    by, event = events.organised()
    made = events.question(event, "several_of", options=[{"key": "a", "labels": {"en": "A"}}])
    events.registration(event)
    signed_in(client, by)
    for value in ODD:
        for rest in ("", "/export", "/exports"):
            asked = {name: [value, value], f"q-{made.public_id}": value}
            encoded = "&".join(f"{key}={quoted(one)}" for key, all_ in asked.items() for one in all_[:2])
            answer = client.send("GET", f"/events/{event.public_id}/attendees{rest}?{encoded}")
            assert answer.status_code == 200, (name, value[:20], rest)


def quoted(text: str) -> str:
    """Percent-encode, lone surrogates included."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def test_odd_names_of_filters_lead_nowhere(client: Inspector) -> None:
    by, event = events.organised()
    signed_in(client, by).get(f"/events/{event.public_id}/attendees")
    for value in ODD[1:]:
        where = f"/events/{event.public_id}/attendees/filters/{quoted(value)}/delete"
        answer = client.send("POST", where, data={"csrf_token": client.page.csrf_token})
        assert answer.status_code in (404, 400), value[:20]


@pytest.mark.parametrize("field", ["form", "purpose", "column"])
def test_odd_fields_never_break_the_form(client: Inspector, field: str) -> None:
    by, event = events.organised()
    events.registration(event)
    signed_in(client, by).get(f"/events/{event.public_id}/attendees/export")
    token = client.page.csrf_token
    for value in ODD[1:]:
        said = {"csrf_token": token, "form": "csv", "purpose": "Odd", "column": "surname", field: value}
        body = "&".join(f"{name}={quoted(one)}" for name, one in said.items())
        answer = client.send(
            "POST", f"/events/{event.public_id}/attendees/export", data=body,
            content_type="application/x-www-form-urlencoded",
        )  # fmt: skip
        assert answer.status_code in (200, 422), (field, value[:20])
        answer.close()
