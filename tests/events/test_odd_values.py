"""Odd values in the forms of events are answered, never with 5xx; what a form lacks is not taken."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.events import queries
from pin_app.events.models import Event
from tests.events.test_routes_writing import FORM
from tests.factories.events import event, item, organised, question
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.trust.test_11_types_and_ranges import asked, of_forms
from tests.trust.walker import Walker

OPTIONS = [{"key": f"o{number}", "labels": {"en": f"Answer {number}"}} for number in (1, 2)]


@pytest.fixture
def walker(app: Flask) -> Walker:
    """An organiser with an event that has one of everything."""
    by = person(role="organiser")
    made = event(by)
    item(made)
    question(made, kind="one_of", options=OPTIONS)
    return Walker(Inspector(app), by)


def pages(walker: Walker) -> list[str]:
    """The organiser's pages that hold a form, each kind of form once."""
    made = db.session.query(Event).one()
    base = f"/events/{made.public_id}/manage"
    (one,) = queries.questions_of(made)
    return [f"{base}/edit", f"{base}/copy", f"{base}/programme", f"{base}/questions/{one.public_id}"]


@pytest.mark.thorough
def test_no_odd_value_in_a_form_breaks_a_page(walker: Walker) -> None:
    """Other tests walk what stands in a path or behind the question mark, on every route there is."""
    walker.enter()
    for page in pages(walker):
        walker._read(page)
    kept = {key: form for key, form in walker.forms.items() if form.action in pages(walker)}
    walker.forms = kept
    assert (len(asked(walker)), of_forms(walker)) == (4, [])


def test_what_the_form_does_not_have_is_not_taken(client: Inspector) -> None:
    by, made = organised()
    other, before = person(role="organiser"), made.public_id
    more = {
        "id": "999", "public_id": "mine", "state": "cancelled", "demo": "y",
        "created_by_id": str(other.id), "published_at": "2020-01-01", "cancel_note": "x",
        "copied_from_id": str(made.id),
    }  # fmt: skip
    signed_in(client, by).get(f"/events/{before}/manage/edit")
    client.post(f"/events/{before}/manage/edit", FORM | more)
    db.session.refresh(made)
    assert (made.public_id, made.state, made.sequence, made.created_by_id) == (before, "published", 1, None)
    assert (made.demo, made.cancel_note, made.copied_from_id) == (False, "", None)


def test_the_first_of_two_values_counts_and_json_is_not_read(client: Inspector) -> None:
    by, made = organised()
    signed_in(client, by).get(f"/events/{made.public_id}/manage/edit")
    client.post(f"/events/{made.public_id}/manage/edit", FORM | {"venue": ["First", "Second"]})
    db.session.refresh(made)
    assert made.venue == "First"
    body = FORM | {"venue": "From JSON"}
    token = {"X-CSRFToken": client.page.csrf_token}
    answer = client.send("POST", f"/events/{made.public_id}/manage/edit", json=body, headers=token)
    db.session.refresh(made)
    assert (answer.status_code in (302, 400, 422), made.venue) == (True, "First")
